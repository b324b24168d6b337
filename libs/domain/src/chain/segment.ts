import { type ChainKey, type ChainKeys, isLinkOf, keyOf, linkOf, type ChainRecord } from './link';

/** A history row as a segment sees it. */
export interface SegmentRow {
  readonly orderCode: string;
  readonly seq: number;
  readonly link: string | null;
}

/** Bounds of a stretch of the history table in the order in which rows were written. */
export interface SegmentPlace {
  readonly no: number;
  /** Database numbers: behind `afterId`, up to and including `throughId`. */
  readonly afterId: number;
  readonly throughId: number;
}

/** What is kept of a segment. `heads` names each of its orders with the newest seq: who cuts one off is told which. */
export interface Segment extends SegmentPlace {
  readonly rowCount: number;
  /** Orders whose first row lies in it. */
  readonly born: number;
  /** Lines `code:seq`, by code. */
  readonly heads: string;
  readonly digest: string;
}

/** Seals a stretch of rows behind the segment before it. Rows must come in the order of their database numbers. */
export function sealSegment(
  place: SegmentPlace,
  rows: readonly SegmentRow[],
  { previous, key }: { previous: string | null; key: ChainKey },
): Segment {
  const facts = { ...place, rowCount: rows.length, born: bornIn(rows), heads: headsOf(rows) };
  return { ...facts, digest: linkOf(key, previous, recordOf(facts, rows, key)) };
}

export type SegmentFault =
  /** The record of the segment itself was changed, or one before it is missing. */
  | { readonly kind: 'record' }
  /** An order of which nothing is left. */
  | { readonly kind: 'vanished'; readonly code: string }
  /** An order that ended with `anchored` and now ends earlier. */
  | { readonly kind: 'cut'; readonly code: string; readonly anchored: number; readonly now: number }
  /** Rows put in, taken out, or replaced; `code` is the first order whose rows differ in number, where one does. */
  | { readonly kind: 'rows'; readonly code: string | null };

/** Compares a sealed segment with the rows found in its place; `present` says the newest seq of an order, if it is there. */
export function checkSegment(
  segment: Segment,
  rows: readonly SegmentRow[],
  context: { previous: string | null; keys: ChainKeys; present: (code: string) => number | undefined },
): readonly SegmentFault[] {
  const { previous, keys, present } = context;
  const key = keyOf(segment.digest, keys);
  if (!key) return [{ kind: 'record' }];
  const isSound = isLinkOf(segment.digest, previous, { record: recordOf(segment, rows, key), keys });
  if (isSound && rows.length === segment.rowCount) return [];
  const anchored = readHeads(segment.heads);
  const found = readHeads(headsOf(rows));
  const faults: SegmentFault[] = [];
  for (const [code, seq] of anchored) {
    const now = present(code);
    if (now === undefined) faults.push({ kind: 'vanished', code });
    else if (now < seq) faults.push({ kind: 'cut', code, anchored: seq, now });
  }
  if (faults.length > 0) return faults;
  const code = [...anchored].find(([each, seq]) => found.get(each) !== seq)?.[0];
  const stranger = [...found.keys()].find((each) => !anchored.has(each));
  return [{ kind: 'rows', code: code ?? stranger ?? null }];
}

function recordOf(segment: Omit<Segment, 'digest'>, rows: readonly SegmentRow[], key: ChainKey): ChainRecord {
  const { no, afterId, throughId, rowCount, born, heads } = segment;
  const lines = rows.map(({ orderCode, seq, link }) => `${orderCode}:${String(seq)}:${link ?? ''}`).join('\n');
  const digests = [key.digest(`rows\n${lines}`), key.digest(`heads\n${heads}`)];
  return { fixed: ['segment', no, afterId, throughId, rowCount, born, ...digests], open: null };
}

function bornIn(rows: readonly SegmentRow[]): number {
  return rows.filter(({ seq }) => seq === 1).length;
}

function headsOf(rows: readonly SegmentRow[]): string {
  const heads = new Map<string, number>();
  for (const { orderCode, seq } of rows) heads.set(orderCode, Math.max(seq, heads.get(orderCode) ?? 0));
  const lines = [...heads].map(([code, seq]) => `${code}:${String(seq)}`);
  return lines.sort().join('\n');
}

function readHeads(heads: string): ReadonlyMap<string, number> {
  const lines = heads === '' ? [] : heads.split('\n');
  return new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), Number(line.slice(colon + 1))];
    }),
  );
}
