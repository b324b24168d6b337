import { createHmac } from 'node:crypto';
import { checkSegment, sealSegment, type Segment, type SegmentFault, type SegmentRow } from './segment';

const digest = (text: string): string => createHmac('sha256', 'secret').update(text).digest('hex');
const key = { id: 'k1', digest };
const keys = { current: key, byId: (id: string) => (id === 'k1' ? key : null) };
const A = '20260301000001';
const B = '20260301000002';
const row = (orderCode: string, seq: number): SegmentRow => ({ orderCode, seq, link: `k1.${orderCode}${String(seq)}` });
const ROWS = [row(A, 1), row(B, 1), row(A, 2), row(A, 3)];
const place = { no: 2, afterId: 10, throughId: 14 };
const segment = sealSegment(place, ROWS, { previous: 'k1.before', key });

function faults(
  rows: readonly SegmentRow[],
  present: Readonly<Record<string, number>> = { [A]: 3, [B]: 1 },
  changed: Partial<Segment> & { previous?: string } = {},
): readonly SegmentFault[] {
  const { previous = 'k1.before', ...more } = changed;
  return checkSegment({ ...segment, ...more }, rows, { previous, keys, present: (code) => present[code] });
}

describe('a sealed segment of the histories', () => {
  it('names its orders with their newest step, and holds while orders only grow', () => {
    expect(segment).toMatchObject({ rowCount: 4, born: 2, heads: `${A}:3\n${B}:1` });
    expect(faults(ROWS)).toEqual([]);
    expect(faults(ROWS, { [A]: 9, [B]: 4 })).toEqual([]);
  });

  it('names an order that vanished with all its rows', () => {
    expect(
      faults(
        ROWS.filter(({ orderCode }) => orderCode !== B),
        { [A]: 3 },
      ),
    ).toEqual([{ kind: 'vanished', code: B }]);
  });

  it('names an order that was set back to an older state', () => {
    expect(faults(ROWS.slice(0, 3), { [A]: 2, [B]: 1 })).toEqual([{ kind: 'cut', code: A, anchored: 3, now: 2 }]);
  });

  it('sees rows put in, exchanged, or stored again elsewhere', () => {
    expect(faults([...ROWS, row(B, 2)], { [A]: 3, [B]: 2 })).toEqual([{ kind: 'rows', code: B }]);
    expect(faults([...ROWS, row('20260301000009', 1)])).toEqual([{ kind: 'rows', code: '20260301000009' }]);
    expect(faults([row(A, 1), row(B, 1), { ...row(A, 2), link: 'k1.other' }, row(A, 3)])).toEqual([
      { kind: 'rows', code: null },
    ]);
    expect(faults(ROWS.slice(1))).toEqual([{ kind: 'rows', code: null }]);
  });

  it('sees its own record changed, and that the one before it is another', () => {
    for (const changed of [
      { heads: `${A}:3` },
      { rowCount: 3 },
      { throughId: 15 },
      { no: 3 },
      { previous: 'k1.other' },
    ]) {
      expect(faults(ROWS, undefined, changed)).toHaveLength(1);
    }
    expect(faults(ROWS, undefined, { digest: 'k9.00' })).toEqual([{ kind: 'record' }]);
  });
});
