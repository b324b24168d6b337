import { IdempotentRuns, Sealer } from '@minsheng/platform';
import { testDatabaseUrls } from '@minsheng/testing';
import { OrdersService } from '../orders/orders.service';
import { SheetEntity } from './supervision.entity';
import { SupervisionPages } from './supervision-pages.service';
import { actor, dispatcher, MONDAY, supervisor, SweptCounty } from './sweep.fixture';

const leader = actor('leader');
const SHEET = { level: 'blue', text: '请三日内办结', dueAt: '2026-03-05T18:00:00+08:00' } as const;

describe.each(testDatabaseUrls())('supervision sheets on $name', ({ url }) => {
  let county: SweptCounty;
  const pages = () => county.service.get(SupervisionPages);
  beforeAll(async () => {
    county = await SweptCounty.open(url);
  });
  afterAll(() => county.close());
  beforeEach(() => county.service.clock.set(MONDAY));

  it('are numbered one after the other, however many supervisors press at once, each kind for itself', async () => {
    const codes = await Promise.all(Array.from({ length: 8 }, () => county.dispatched()));
    const runs = county.service.get(IdempotentRuns);
    const orders = county.service.get(OrdersService);
    await Promise.all(
      codes.map((code, n) => {
        const key = { owner: 'account:supervisor', key: `k${String(n)}`, fingerprint: 'f' };
        return runs.run(key, () => orders.act(code, 'supervise', SHEET, supervisor));
      }),
    );
    const sheets = await county.service.uow.manager.findBy(SheetEntity, { kind: 'sheet', year: 2026 });
    expect(sheets.map(({ number }) => number).sort((a, b) => a - b)).toEqual(codes.map((_, n) => n + 1));
    const [first] = codes;
    const noted = await county.act(first ?? '', 'note_instruction', { text: '限期办结' }, leader);
    expect(noted.supervisions.map(({ label }) => label)).toEqual([
      expect.stringMatching(/^督办〔2026〕[1-8]号$/),
      '批示〔2026〕1号',
    ]);
    expect(noted.leaderInstructed).toBe(true);
  });

  it('are told by the ledger: overdue reports first, done with the report or with the order', async () => {
    const [late, owed, closed] = [await county.dispatched(), await county.dispatched('jsj'), await county.dispatched()];
    await county.act(owed, 'supervise', { ...SHEET, dueAt: '2026-03-20T18:00:00+08:00' }, supervisor);
    await county.act(late, 'supervise', SHEET, supervisor);
    await county.act(closed, 'supervise', SHEET, supervisor);
    await county.act(closed, 'terminate', { reasonCode: 'legal_route' });
    county.service.clock.set('2026-03-06T09:00:00+08:00');
    const mine = async (query: object = {}) =>
      (await pages().sheets({ limit: 200, ...query }, supervisor)).items.filter((row) =>
        [late, owed, closed].includes(row.orderCode),
      );
    const told = await mine();
    expect(told.map(({ orderCode, overdue, done }) => [orderCode, overdue, done])).toEqual([
      [late, true, false],
      [owed, false, false],
      [closed, false, true],
    ]);
    await county.act(late, 'report_supervision', { text: '备件已到，今日更换' }, actor('handler', 'gaj'));
    expect((await mine({ state: 'done', unit: 'gaj' })).map(({ orderCode, report }) => [orderCode, report])).toEqual([
      [late, '备件已到，今日更换'],
      [closed, null],
    ]);
    const { nextCursor, items } = await pages().sheets({ limit: 2 }, supervisor);
    const rest = await pages().sheets({ limit: 200, cursor: nextCursor ?? '' }, supervisor);
    const all = (await pages().sheets({ limit: 200 }, supervisor)).items;
    expect([...items, ...rest.items]).toEqual(all);
  });

  it('go with the order when it changes hands, and are no longer seen by whom it left', async () => {
    const code = await county.dispatched('jsj');
    await county.act(code, 'supervise', { ...SHEET, level: 'yellow' }, supervisor);
    const codesSeen = async (unit: string) =>
      (await pages().sheets({ limit: 200 }, actor('handler', unit))).items.map((row) => row.orderCode);
    expect(await codesSeen('jsj')).toContain(code);
    await county.act(code, 'reassign', { unitCode: 'gaj', reason: '职责' });
    expect(await codesSeen('jsj')).not.toContain(code);
    expect(await codesSeen('gaj')).toContain(code);
    // The card stays with the unit that was shown it; the order is not its to know of any more.
    const cardsOf = async (unit: string) => (await pages().cards({ level: 'yellow' }, actor('unit_head', unit))).items;
    expect(await cardsOf('jsj')).toMatchObject([{ level: 'yellow', orderCode: null, orderTitle: null }]);
    expect((await cardsOf('gaj')).map((row) => row.orderCode)).not.toContain(code);
    expect((await pages().cards({ unit: 'jsj', month: '2026-03', level: 'yellow' }, supervisor)).items).toMatchObject([
      { orderCode: code, byName: 'supervisor', cause: 'supervised' },
    ]);
    expect((await pages().cards({ month: '2026-04' }, supervisor)).items).toEqual([]);
  });

  it('count the cards of each unit in a month, to a unit only its own and those below it', async () => {
    const code = await county.dispatched('jsj_gas');
    await county.act(code, 'supervise', { ...SHEET, level: 'red' }, supervisor);
    const counts = async (who = dispatcher) =>
      (await pages().cardCounts({ month: '2026-03' }, who)).items.map(({ unitCode, red }) => [unitCode, red]);
    expect(await counts()).toContainEqual(['jsj_gas', 1]);
    expect(await counts(actor('unit_head', 'jsj'))).toContainEqual(['jsj_gas', 1]);
    expect((await counts(actor('unit_head', 'gaj'))).map(([unit]) => unit)).toEqual(['gaj']);
  });

  it('tell of a confidential order neither title nor words in any list', async () => {
    const text = { title: '举报某某', content: '喷泉工程', location: null };
    const content = county.service.get(Sealer).seal(JSON.stringify(text));
    const code = await county.dispatched('gaj', { confidential: true, title: '保密件', content, location: null });
    await county.act(code, 'supervise', { ...SHEET, text: '请核查喷泉工程' }, supervisor);
    const row = (await pages().sheets({ limit: 200 }, supervisor)).items.find((each) => each.orderCode === code);
    expect(row).toMatchObject({ orderTitle: '保密件', text: null, report: null });
    const cards = (await pages().cards({ limit: 200 }, supervisor)).items;
    expect(cards.find((each) => each.orderCode === code)?.orderTitle).toBe('保密件');
    // Written for the unit, as the brief is: it reads the sheet on the order itself, and nothing else.
    const seen = JSON.stringify(await county.order(code, actor('handler', 'gaj')));
    expect(seen).toContain('请核查喷泉工程');
    expect(seen).not.toContain('举报某某');
  });
});
