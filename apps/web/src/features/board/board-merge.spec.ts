import type { BoardPatch, BoardSnapshot, Indicator } from '@minsheng/contracts';
import { acceptSnapshot, mergePatch } from './board-merge';

function figure(value: number): Indicator {
  return { id: 'on_time', label: '按时办结率', basis: '标准口径', numerator: value * 10, denominator: 10, value };
}

function boardAt(seq: number, scope = 'county'): BoardSnapshot {
  return {
    scope,
    seq,
    asOf: '2026-03-02T08:00:00.000+08:00',
    from: '2026-03-01T00:00:00.000+08:00',
    indicators: [figure(0.5)],
    units: [],
    lamps: { none: 0, green: 5, yellow: 0, orange: 0, red: 0, dark: 0 },
    channels: [{ code: 'letter', label: '群众来信', count: 3 }],
    hours: [],
    overdue: [],
    events: [],
  };
}

function patchAt(seq: number, rest: Partial<BoardPatch> = {}): BoardPatch {
  return { scope: 'county', seq, asOf: '2026-03-02T08:00:01.000+08:00', ...rest };
}

describe('mergePatch', () => {
  it('takes the next patch: what it names is replaced whole, the rest stays', () => {
    const { board, verdict } = mergePatch(boardAt(7), patchAt(8, { indicators: [figure(0.6)] }));
    expect(verdict).toBe('applied');
    expect(board?.seq).toBe(8);
    expect(board?.asOf).toBe('2026-03-02T08:00:01.000+08:00');
    expect(board?.indicators).toEqual([figure(0.6)]);
    expect(board?.channels).toEqual([{ code: 'letter', label: '群众来信', count: 3 }]);
  });

  it('lets an empty list empty the list', () => {
    const { board } = mergePatch(boardAt(7), patchAt(8, { channels: [] }));
    expect(board?.channels).toEqual([]);
  });

  it('reports a gap and changes nothing when a patch was missed', () => {
    const before = boardAt(7);
    const { board, verdict } = mergePatch(before, patchAt(9, { indicators: [figure(0.9)] }));
    expect(verdict).toBe('gap');
    expect(board).toBe(before);
  });

  it('drops a patch that the snapshot already contains', () => {
    const before = boardAt(7);
    expect(mergePatch(before, patchAt(7))).toEqual({ board: before, verdict: 'old' });
    expect(mergePatch(before, patchAt(3))).toEqual({ board: before, verdict: 'old' });
  });

  it('drops a patch of a scope that the viewer has left, whatever its seq', () => {
    const before = boardAt(7, 'unit:water');
    expect(mergePatch(before, patchAt(8))).toEqual({ board: before, verdict: 'other_scope' });
  });

  it('asks for a snapshot when a patch comes before the first one', () => {
    expect(mergePatch(null, patchAt(1))).toEqual({ board: null, verdict: 'gap' });
  });

  it('does not touch the picture it was given', () => {
    const before = boardAt(7);
    const copy = structuredClone(before);
    mergePatch(before, patchAt(8, { indicators: [] }));
    expect(before).toEqual(copy);
  });
});

describe('acceptSnapshot', () => {
  it('takes the snapshot of the scope on the screen, also with a lower seq (a rebuilt board)', () => {
    expect(acceptSnapshot(boardAt(9), boardAt(2), 'county')?.seq).toBe(2);
  });

  it('ignores a late snapshot of the scope before', () => {
    const shown = boardAt(9, 'unit:water');
    expect(acceptSnapshot(shown, boardAt(2), 'unit:water')).toBe(shown);
  });
});
