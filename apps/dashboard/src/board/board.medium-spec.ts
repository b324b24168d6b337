import { type OrderChanged } from '@minsheng/contracts';
import {
  figures,
  indicatorsOf,
  judgeDispatch,
  judgeDue,
  monthPeriod,
  type Period,
  parseScope,
  runningMonth,
} from '@minsheng/domain';
import { schemaDrift } from '@minsheng/platform';
import { testDatabaseUrls } from '@minsheng/testing';
import { anAppeal, anOrder, aTurn, aUnit, envelope, openTestBoard, type TestBoard } from '../board.fixture';
import { BoardBulkPort } from '../bulk/board-bulk.port';
import { PeriodFigures } from '../indicators/period-figures.service';
import { filterOf } from '../indicators/scope-filter';
import { dice, manyLives } from '../lives.fixture';
import { BoardUnits } from '../units/board-units';
import { BoardVerifier } from '../verify/board.verifier';
import { BoardProjection } from './board.projection';
import { BoardService } from './board.service';

const NOW = '2026-03-20T03:00:00.000Z';
const lives = manyLives(160, 7, '2026-01-05T00:00:00.000Z', NOW);
const final = lives.flatMap((steps) => steps.slice(-1));
const appeals = Array.from({ length: 60 }, (_, index) =>
  anAppeal({
    appealCode: `A${index}`,
    outcome: (['answered', 'order', 'refused', 'handed_over', 'joined'] as const)[index % 5] ?? 'order',
    channel: index % 3 ? 'hotline_12345' : 'wechat',
    registeredAt: new Date(Date.parse(NOW) - index * 17 * 3_600_000 - 60_000).toISOString(),
  }),
);

/** All steps of all orders, shuffled, with some delivered twice. */
function shuffled(seed: number): OrderChanged[] {
  const roll = dice(seed);
  const all = lives.flatMap((steps) => [...steps, ...steps.filter(() => roll(4) === 0)]);
  for (let i = all.length - 1; i > 0; i -= 1) {
    const j = roll(i + 1);
    const [a, b] = [all[i], all[j]];
    if (a && b) [all[i], all[j]] = [b, a];
  }
  return all;
}

/** The plain way: every turn judged one by one. */
function bruteForce(period: Period, keep: (unit: string | null, channel: string) => boolean) {
  const sums = { onTime: 0, lateDone: 0, lateOpen: 0, dueWeight: 0, acceptedWeight: 0 };
  const dispatched = { received: 0, receivedReplied: 0, signBase: 0, signMet: 0 };
  for (const order of final) {
    for (const turn of order.turns.filter((each) => keep(each.unitCode, order.channel))) {
      const counted = { ...turn, kind: order.kind };
      const due = judgeDue(counted, period);
      for (const key of ['onTime', 'lateDone', 'lateOpen'] as const) {
        sums[key] += Number(due[key]);
        sums.dueWeight += Number(due[key]);
      }
      sums.acceptedWeight += Number(due.accepted);
      const at = new Date(turn.dispatchedAt);
      if (at <= period.from || at > period.to) continue;
      const verdict = judgeDispatch(counted, period.to.getTime());
      for (const key of Object.keys(dispatched) as (keyof typeof dispatched)[]) dispatched[key] += Number(verdict[key]);
    }
  }
  return { ...sums, ...dispatched };
}

const SCOPES = {
  county: () => true,
  'unit:water': (unit: string | null) => unit === 'water',
  'subtree:water': (unit: string | null) => unit === 'water' || unit === 'water_east',
  'channel:wechat': (_unit: string | null, channel: string) => channel === 'wechat',
};

describe.each(testDatabaseUrls())('the board on $name', ({ url }) => {
  let board: TestBoard;
  const scopeOf = (text: string) => {
    const scope = parseScope(text);
    if (!scope) throw new Error(text);
    return scope;
  };

  beforeAll(async () => {
    board = await openTestBoard(url, NOW);
    await board.get(BoardUnits).apply([aUnit('water'), aUnit('water_east', 'water'), aUnit('roads'), aUnit('power')]);
    const projection = board.get(BoardProjection);
    const events = [
      ...shuffled(3).map((payload) => envelope('dispatch.order-changed', payload)),
      ...appeals.map((payload) => envelope('intake.appeal-registered', payload)),
    ];
    for (let from = 0; from < events.length; from += 23) {
      const batch = events.slice(from, from + 23);
      await board.uow.run(() => projection.handle(batch));
    }
  });
  afterAll(() => board.close());

  it('has the schema that its entities say', async () => {
    expect(await schemaDrift(board.uow.manager.dataSource)).toEqual([]);
  });

  it('whatever the order of events, and repeated ones: nothing is lost, nothing counts twice', async () => {
    const differences: string[] = [];
    await board.uow.read(async () => {
      const check = board.get(BoardVerifier).begin();
      for (const order of final) check.order(order);
      for (const appeal of appeals) check.appeal(appeal);
      for await (const difference of check.differences()) differences.push(difference);
    });
    expect(differences).toEqual([]);
  });

  it('the verifier names an order that is missing, one that differs, and a tally that is wrong', async () => {
    const found: string[] = [];
    await board.uow.read(async () => {
      const check = board.get(BoardVerifier).begin();
      for (const order of final.slice(1)) check.order(order === final[1] ? { ...order, title: '改过' } : order);
      check.order(anOrder({ code: '20991231000001' }));
      for await (const difference of check.differences()) found.push(difference);
    });
    expect(found).toContain(`看板有工单 ${final[0]?.code ?? ''}，来源库没有`);
    expect(found).toContain(`看板上工单 ${final[1]?.code ?? ''} 的内容与来源库不一致`);
    expect(found).toContain('看板缺少工单 20991231000001');
    expect(found.some((line) => /看板计数 county d2026-\d\d-\d\d 的 received/.test(line))).toBe(true);
  });

  const periods: [string, Period][] = [
    ['January', monthPeriod('2026-01')],
    ['February', monthPeriod('2026-02')],
    ['March so far', runningMonth(new Date(NOW))],
    ['an odd stretch', { from: new Date('2026-01-20T05:00:00Z'), to: new Date('2026-02-03T09:30:00Z') }],
  ];
  it.each(periods)('%s equals every turn judged one by one, in every scope', async (_name, period) => {
    const tree = await board.get(BoardUnits).tree();
    for (const [text, keep] of Object.entries(SCOPES)) {
      const sums = await board.get(PeriodFigures).figures(period, filterOf(scopeOf(text), tree));
      expect({ text, ...sums }).toMatchObject({ text, ...bruteForce(period, keep) });
    }
  });

  it('the running month on the board equals the same period asked for as indicators', async () => {
    const tree = await board.get(BoardUnits).tree();
    for (const text of [...Object.keys(SCOPES), 'kind:help', 'township:east', 'category:010203']) {
      const { board: picture } = await board.get(BoardService).snapshot(scopeOf(text));
      const sums = await board.get(PeriodFigures).figures(runningMonth(new Date(NOW)), filterOf(scopeOf(text), tree));
      expect(picture.indicators.slice(3)).toEqual(indicatorsOf(sums));
      const byUnit = picture.units.reduce((sum, row) => sum + row.due, 0);
      expect(byUnit).toBe(sums.onTime + sums.lateDone + sums.lateOpen);
    }
  });

  it('counts volumes, open orders, hours and lamps', async () => {
    const { board: picture } = await board.get(BoardService).snapshot(scopeOf('county'));
    const value = (id: string) => picture.indicators.find((each) => each.id === id)?.value;
    const month = appeals.filter(({ registeredAt }) => new Date(registeredAt) > runningMonth(new Date(NOW)).from);
    const open = final.filter(({ state }) => state !== 'closed');
    expect(value('volume_month')).toBe(month.length);
    expect(value('open_orders')).toBe(open.length);
    expect(picture.hours.reduce((sum, n) => sum + n, 0)).toBe(value('volume_today'));
    expect(Object.values(picture.lamps).reduce((sum, n) => sum + n, 0)).toBe(open.length);
    expect(picture.channels.reduce((sum, { count }) => sum + count, 0)).toBe(month.length);
    expect(picture.overdue.length).toBeGreaterThan(0);
    expect(picture.events).toHaveLength(12);
  });

  it('a unit that moves in the tree takes its figures along at once', async () => {
    const due = async (text: string) => (await board.get(BoardService).snapshot(scopeOf(text))).board.indicators;
    const before = await due('subtree:water');
    await board.get(BoardUnits).apply([aUnit('water_east', 'roads', 2)]);
    expect(await due('subtree:water')).toEqual(await due('unit:water'));
    await board.get(BoardUnits).apply([aUnit('water_east', 'water', 3)]);
    expect(await due('subtree:water')).toEqual(before);
  });

  it('tallies counted again are the tallies there were', async () => {
    const county = async () => (await board.get(BoardService).snapshot(scopeOf('county'))).board.indicators;
    const before = await county();
    await board.get(BoardVerifier).rebuild();
    expect(await county()).toEqual(before);
    expect(before[3]?.denominator).not.toBe(figures().onTime);
  });

  it('a limit that ends today at 24:00 is not due before that, even when it was met early', async () => {
    const due = async () => (await board.get(BoardService).snapshot(scopeOf('unit:power'))).board.indicators[3];
    const before = await due();
    const dueAt = '2026-03-20T16:00:00.000Z';
    const early = aTurn({ unitCode: 'power', dues: [{ since: '2026-03-02T01:00:00.000Z', dueAt }] });
    const reply = { at: '2026-03-19T02:00:00.000Z', sentBackAt: null, acceptedAt: null };
    const order = anOrder({ code: '20260302900001', leadUnitCode: 'power', turns: [{ ...early, replies: [reply] }] });
    await board.get(BoardBulkPort).load({ orders: [order] });
    expect(await due()).toEqual(before);
    board.clock.set(dueAt);
    const after = await due();
    const others = final
      .filter(({ kind }) => kind !== 'praise')
      .flatMap(({ turns }) => turns.filter((t) => t.unitCode === 'power'));
    expect(others.length).toBeGreaterThan(0);
    expect(after?.numerator).toBeGreaterThan(before?.numerator ?? 0);
    board.clock.set(NOW);
  });
});
