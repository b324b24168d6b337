import { shippedSetting } from '@minsheng/domain';
import { insertRow, Settings, SettingVersionEntity } from '@minsheng/platform';
import { testDatabaseUrls } from '@minsheng/testing';
import { anOrder, aTurn, openTestBoard, type TestBoard } from '../board.fixture';
import { BoardVerifier } from '../verify/board.verifier';
import { BoardLamps } from './board-lamps.job';
import { BoardProjection } from './board.projection';
import { BoardRepository } from './board.repository';

describe.each(testDatabaseUrls())('lamps under another calendar on $name', ({ url }) => {
  let board: TestBoard;
  // A calendar limit: whatever the calendar, it is due on the evening of 12 March.
  const order = anOrder({
    code: '20260302000001',
    turns: [aTurn({ dues: [{ since: '2026-03-02T01:00:00.000Z', dueAt: '2026-03-12T10:00:00.000Z' }] })],
  });

  beforeAll(async () => {
    board = await openTestBoard(url, '2026-03-03T01:00:00.000Z');
    await board.get(Settings).reload();
    await board.get(BoardProjection).apply([order], []);
  });
  afterAll(() => board.close());

  const yellowAt = async () => (await board.get(BoardRepository).load([order.code])).get(order.code)?.order.yellowAt;
  async function differences(): Promise<string[]> {
    const check = board.get(BoardVerifier).begin();
    check.order(order);
    const found: string[] = [];
    await board.uow.read(async () => {
      for await (const difference of check.differences()) found.push(difference);
    });
    return found;
  }

  it('turn yellow when the new calendar says, though the due time stays', async () => {
    const before = await yellowAt();
    const overlays = ['2026-03-09', '2026-03-10', '2026-03-11'].map((date) => {
      return { date, kind: 'off' as const, name: '火把节', source: '县人大常委会决定' };
    });
    const saved = { name: 'calendar', version: 2, effectiveFrom: '2026-03-03', note: '', createdBy: 'admin' } as const;
    const data = { ...shippedSetting('calendar'), overlays };
    const row = { ...saved, data, createdAt: new Date('2026-03-03T01:00:00.000Z') };
    await board.uow.run(() => insertRow(board.uow.manager, SettingVersionEntity, row));
    await board.get(Settings).reload();
    expect(await differences()).not.toEqual([]);
    await board.get(BoardLamps).look();
    expect((await yellowAt())?.getTime()).toBeLessThan(before?.getTime() ?? 0);
    expect(await differences()).toEqual([]);
    expect(await board.get(BoardLamps).judgeAll()).toBe(0);
  });
});
