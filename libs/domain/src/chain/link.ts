import { canonicalText, type Digest } from './canonical';

/** A key that links are made with, under the short name that each link carries (keys are rotated). */
export interface ChainKey {
  readonly id: string;
  readonly digest: Digest;
}

/** New links are made with `current`; a link made earlier names its key. */
export interface ChainKeys {
  readonly current: ChainKey;
  byId(id: string): ChainKey | null;
}

/** What a link proves: columns that enter as they are, and a JSON value whose texts enter as digests. */
export interface ChainRecord {
  readonly fixed: readonly (string | number | null)[];
  readonly open: unknown;
}

/** `<key id>.<64 hex>`: proves the record, its place behind `previous`, and through that everything before it. */
export function linkOf(key: ChainKey, previous: string | null, { fixed, open }: ChainRecord): string {
  const text = `link\n${JSON.stringify([previous, ...fixed])}\n${canonicalText(open, key.digest)}`;
  return `${key.id}.${key.digest(text)}`;
}

/** True when the link was made over exactly this record behind exactly this link, with a known key. */
export function isLinkOf(
  link: string | null,
  previous: string | null,
  { record, keys }: { record: ChainRecord; keys: ChainKeys },
): boolean {
  const key = keyOf(link, keys);
  return key !== null && linkOf(key, previous, record) === link;
}

/**
 * What a chain's owner keeps beside the count. It is not the last link itself: who cuts rows off would find the link of
 * the row before in the database, but not this.
 */
export function headOf(key: ChainKey, chain: string, { count, link }: { count: number; link: string }): string {
  return linkOf(key, link, { fixed: ['head', chain, count], open: null });
}

export function isHeadOf(
  head: string | null,
  chain: string,
  { count, link, keys }: { count: number; link: string; keys: ChainKeys },
): boolean {
  const key = keyOf(head, keys);
  return key !== null && headOf(key, chain, { count, link }) === head;
}

/** The key that a link names; null when it is unknown here or the link has no such form. */
export function keyOf(link: string | null, keys: ChainKeys): ChainKey | null {
  return link === null ? null : keys.byId(link.slice(0, Math.max(0, link.indexOf('.'))));
}
