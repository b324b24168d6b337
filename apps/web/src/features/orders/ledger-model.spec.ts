import type { LedgerHolder, LedgerReason, LedgerView } from '@minsheng/contracts';
import { pictureOf, workingText } from './ledger-model';

const names: Record<string, string> = { jsj: '县住建局', gaj: '县公安局' };
const unitName = (code: string): string => names[code] ?? code;

type Line = [holder: LedgerHolder, reason: LedgerReason, to: string, minutes: number];
function ledger(from: string, lines: Line[], daysOff: LedgerView['daysOff'] = []): LedgerView {
  let at = from;
  const segments = lines.map(([holder, reason, to, workingMinutes]) => {
    const segment = { holder, reason, from: at, to, workingMinutes };
    at = to;
    return segment;
  });
  return { segments, total: lines.reduce((sum, line) => sum + line[3], 0), daysOff };
}
const day = (number: number, hour = 0): string => new Date(Date.UTC(2026, 2, number, hour - 8)).toISOString();

describe('the picture of the clock ledger', () => {
  it('draws blocks in proportion to time, end to end, with the names people know', () => {
    const { blocks } = pictureOf(
      ledger(day(2), [
        ['hotline', 'awaiting_dispatch', day(3), 390],
        ['unit:jsj', 'handling', day(6), 1170],
        ['nobody', 'closed', day(7), 0],
      ]),
      unitName,
    );
    expect(blocks.map(({ holderName, reasonLabel, tone }) => [holderName, reasonLabel, tone])).toEqual([
      ['热线中心', '待派单', 'hotline'],
      ['县住建局', '办理中', 'unit-1'],
      ['不计入任何一方', '办结后至重办前', 'nobody'],
    ]);
    expect(blocks[0]?.left).toBe(0);
    expect(blocks[1]?.left).toBeCloseTo(blocks[0]?.width ?? 0);
    expect((blocks[1]?.width ?? 0) / (blocks[0]?.width ?? 1)).toBeGreaterThan(2.8);
    expect(blocks.reduce((sum, block) => sum + block.width, 0)).toBeCloseTo(100);
  });

  it('keeps a minute visible in a life of a year', () => {
    const { blocks } = pictureOf(
      ledger(day(2), [
        ['hotline', 'awaiting_dispatch', new Date(Date.parse(day(2)) + 60_000).toISOString(), 1],
        ['unit:jsj', 'handling', day(367), 90_000],
      ]),
      unitName,
    );
    expect(blocks[0]?.width).toBeGreaterThanOrEqual(1);
    expect(blocks.reduce((sum, block) => sum + block.width, 0)).toBeCloseTo(100);
  });

  it('shades days off where they lie in time, across blocks and cut at the ends', () => {
    const off = (from: number, to: number) => ({ from: day(from), to: day(to), reason: '周末' });
    const { blocks, shades } = pictureOf(
      ledger(
        day(2),
        [
          ['hotline', 'awaiting_dispatch', day(8), 1560],
          ['unit:jsj', 'handling', day(12), 1560],
        ],
        [off(1, 3), off(7, 9), off(11, 14)],
      ),
      unitName,
    );
    const border = blocks[1]?.left ?? 0;
    expect(shades[0]?.left).toBe(0);
    expect(shades[0]?.width).toBeCloseTo(border / 6);
    expect(shades[1]?.left).toBeLessThan(border);
    expect((shades[1]?.left ?? 0) + (shades[1]?.width ?? 0)).toBeCloseTo(border + (100 - border) / 4);
    expect((shades[2]?.left ?? 0) + (shades[2]?.width ?? 0)).toBeCloseTo(100);
  });

  it('sums each holder once, the longest first and nobody last', () => {
    const { shares } = pictureOf(
      ledger(day(2), [
        ['hotline', 'awaiting_dispatch', day(3), 60],
        ['unit:jsj', 'handling', day(4), 100],
        ['hotline', 'return_pending', day(5), 30],
        ['unit:gaj', 'handling', day(6), 200],
        ['nobody', 'closed', day(7), 999],
        ['unit:gaj', 'handling', day(8), 5],
      ]),
      unitName,
    );
    expect(shares.map(({ name, minutes, tone }) => [name, minutes, tone])).toEqual([
      ['县公安局', 205, 'unit-2'],
      ['县住建局', 100, 'unit-1'],
      ['热线中心', 90, 'hotline'],
      ['不计入任何一方', 999, 'nobody'],
    ]);
  });

  it('tells stretches in which the clock stood apart from their holders', () => {
    const { blocks, shares } = pictureOf(
      ledger(day(2), [
        ['unit:jsj', 'handling', day(3), 100],
        ['citizen', 'paused_citizen', day(5), 780],
        ['unit:jsj', 'handling', day(6), 100],
        ['nobody', 'paused_statutory', day(7), 390],
        ['nobody', 'suspended', day(8), 390],
      ]),
      unitName,
    );
    expect(blocks.map(({ caption, tone }) => [caption, tone])).toEqual([
      ['县住建局', 'unit-1'],
      ['停表（等待诉求人）', 'paused-citizen'],
      ['县住建局', 'unit-1'],
      ['停表（法定程序）', 'paused-statutory'],
      ['挂账', 'suspended'],
    ]);
    expect(shares.map(({ name, minutes }) => [name, minutes])).toEqual([
      ['停表（等待诉求人）', 780],
      ['县住建局', 200],
      ['停表（法定程序）', 390],
      ['挂账', 390],
    ]);
  });

  it('draws nothing where there is nothing, and says minutes as people do', () => {
    expect(pictureOf({ segments: [], total: 0, daysOff: [] }, unitName)).toEqual({
      blocks: [],
      shades: [],
      shares: [],
    });
    expect([0, 59, 60, 390, 605].map(workingText)).toEqual(['0 分', '59 分', '1 小时', '6 小时 30 分', '10 小时 5 分']);
  });
});
