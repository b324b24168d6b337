import { type HistoryRecord } from '../order/order';
import { spellInstant } from './canonical';
import { type ChainKey, type ChainKeys, type ChainRecord, headOf, isHeadOf, isLinkOf, linkOf } from './link';

/** A history row as it is stored: its evidence, and the link that proves it; null was never linked. */
export type LinkedRow = HistoryRecord & { readonly link: string | null };

/** Every column of the row; what was typed stands in `facts` and enters as digests. */
function recordOf(orderCode: string, row: HistoryRecord): ChainRecord {
  const { seq, round, action, at, actor, actorRole, actorUnit, fromState, toState, facts } = row;
  return {
    fixed: ['order', orderCode, seq, round, action, spellInstant(at), actor, actorRole, actorUnit, fromState, toState],
    open: facts,
  };
}

/** The links of new rows behind `previous` (null: the order begins with them), and the order's head after them. */
export function chainHistory(
  { code, previous }: { code: string; previous: string | null },
  rows: readonly HistoryRecord[],
  key: ChainKey,
): { readonly links: readonly string[]; readonly head: string } {
  const links: string[] = [];
  for (const row of rows) links.push(linkOf(key, links.at(-1) ?? previous, recordOf(code, row)));
  const last = rows.at(-1);
  const link = links.at(-1);
  if (!last || link === undefined) throw new Error(`Order ${code}: no rows to chain`);
  return { links, head: headOf(key, code, { count: last.seq, link }) };
}

/**
 * What was done to a chain: a row is `missing`, a row was `changed` (or put in), the newest rows are `cut` off, or the
 * order's own row (`head`) does not fit its history.
 */
export type ChainDamage = 'missing' | 'changed' | 'cut' | 'head';

export interface ChainFault {
  /** The first row touched; with `cut` and `missing` the first that is not there. */
  readonly seq: number;
  readonly damage: ChainDamage;
}

/** Walks a history, oldest first, and names the first row that was touched; null when nobody touched it. */
export function checkHistory(
  order: { readonly code: string; readonly seq: number; readonly chainHead: string | null },
  rows: readonly LinkedRow[],
  keys: ChainKeys,
): ChainFault | null {
  let previous: string | null = null;
  let expected = 1;
  for (const row of rows) {
    if (row.seq !== expected) return { seq: expected, damage: row.seq > expected ? 'missing' : 'changed' };
    if (!isLinkOf(row.link, previous, { record: recordOf(order.code, row), keys }))
      return { seq: row.seq, damage: 'changed' };
    previous = row.link;
    expected += 1;
  }
  const count = rows.length;
  if (count < order.seq) return { seq: expected, damage: 'cut' };
  const isWhole = previous !== null && isHeadOf(order.chainHead, order.code, { count, link: previous, keys });
  return isWhole && count === order.seq ? null : { seq: count, damage: 'head' };
}
