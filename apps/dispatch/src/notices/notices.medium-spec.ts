import { Sealer } from '@minsheng/platform';
import { testDatabaseUrls } from '@minsheng/testing';
import { OrdersService } from '../orders/orders.service';
import { NoticePages } from './notice-pages.service';
import { actor, dispatcher, MORNING, NoticeDesk } from './notices.fixture';
import { NoticesJob } from './notices.job';
import { NoticesRepository } from './notices.repository';
import { Notices } from './notices.service';

describe.each(testDatabaseUrls())('notices on $name', ({ url }) => {
  let desk: NoticeDesk;
  const pages = () => desk.service.get(NoticePages);
  const handler = actor('handler', 'jsj_gas');
  /** Accounts that nothing was told yet: each test its own. */
  let people = 0;
  const fresh = (role: 'handler' | 'unit_head', unit: string) => actor(role, unit, `${role}${String((people += 1))}`);

  beforeAll(async () => {
    desk = await NoticeDesk.open(url);
  });
  afterAll(() => desk.service.close());
  beforeEach(() => desk.service.clock.set(MORNING));

  const textsAbout = async (code: string, who = handler): Promise<string[]> =>
    (await pages().list({ limit: 200 }, who)).items.filter((n) => n.orderCode === code).map((n) => n.text);

  it('tells the handlers of the unit, not its head, its parent or another unit', async () => {
    const code = await desk.dispatched('jsj_gas', { title: '井盖丢失，请打13812341234' });
    expect(await textsAbout(code)).toEqual(['新工单待签收：井盖丢失，请打138****1234']);
    for (const who of [actor('unit_head', 'jsj_gas'), actor('handler', 'jsj'), actor('handler', 'gaj'), dispatcher])
      expect(await textsAbout(code, who)).toEqual([]);
  });

  it('stands or falls with its fact', async () => {
    const code = await desk.order();
    const store = desk.service.uow.run(async () => {
      await desk.act(code, 'dispatch', { leadUnitCode: 'jsj_gas' });
      throw new Error('the transaction fails');
    });
    await expect(store).rejects.toThrow('the transaction fails');
    expect(await textsAbout(code)).toEqual([]);
    const draft = { to: { role: 'leader' }, kind: 'urged', params: { count: '1' }, order: null, key: 'loose' } as const;
    await expect(desk.service.get(Notices).add(draft)).rejects.toThrow('outside of UnitOfWork.run()');
  });

  it('is stored once under eight writers at once, none of whom fails', async () => {
    const leader = actor('leader');
    const notice = { to: { role: 'leader' }, kind: 'escalated', params: { cause: '重办三次' }, order: null } as const;
    const writers = Array.from({ length: 8 }, () =>
      desk.service.uow.run(() => desk.service.get(Notices).add({ ...notice, key: 'escalated:once' })),
    );
    await Promise.all(writers);
    const { items } = await pages().list({}, leader);
    expect(items.filter((n) => n.kind === 'escalated')).toHaveLength(1);
  });

  it('is made for each of twenty people who urge at once', async () => {
    const code = await desk.dispatched('jsj_gas');
    const urges = Array.from({ length: 20 }, (_, n) =>
      desk.service.get(OrdersService).act(code, 'urge', {}, actor('supervisor', null, `s${String(n)}`)),
    );
    await Promise.all(urges);
    const urged = (await textsAbout(code)).filter((text) => text.includes('催办'));
    expect(new Set(urged).size).toBe(20);
    expect(urged).toHaveLength(20);
  });

  it('is never made for an imported case, whoever asks', async () => {
    const code = await desk.dispatched('jsj_gas');
    const order = { code, urgency: 'normal', imported: true } as const;
    const notice = { to: { unit: 'jsj_gas' }, kind: 'urged', params: { count: '9' }, order, key: 'imported' } as const;
    await desk.service.uow.run(() => desk.service.get(Notices).add(notice));
    expect((await textsAbout(code)).filter((text) => text.includes('第 9 次'))).toEqual([]);
  });

  it('loses its title when the order leaves the unit, and vanishes for a unit that is complained of', async () => {
    const code = await desk.dispatched('jsj_gas', { title: '某处燃气泄漏' });
    await desk.act(code, 'reassign', { unitCode: 'gaj', reason: '职责' });
    expect(await textsAbout(code)).toEqual(['新工单待签收：（已不由本单位办理）']);
    const row = (await pages().list({}, handler)).items.find((n) => n.orderCode === code);
    expect(row?.readable).toBe(false);
    expect(await textsAbout(code, actor('handler', 'gaj'))).toEqual(['新工单待签收：某处燃气泄漏']);
    const before = await pages().count(handler);
    await desk.act(code, 'set_subject_unit', { unitCode: 'jsj' });
    expect(await textsAbout(code)).toEqual([]);
    expect((await pages().count(handler)).count).toBe(before.count - 1);
  });

  it('says nothing but 保密件 of a confidential order, to its own unit too', async () => {
    const content = desk.service.get(Sealer).seal(JSON.stringify({ title: '甲', content: '乙', location: null }));
    const code = await desk.dispatched('jsj_gas', { confidential: true, title: '举报某某局长', content });
    expect(await textsAbout(code)).toEqual(['新工单待签收：保密件']);
  });

  it('is read by each person of the unit alone, one by one or all up to a number', async () => {
    const [one, other] = [fresh('handler', 'gaj'), fresh('handler', 'gaj')];
    await desk.service.get(NoticePages).markRead({ upTo: 2_000_000_000 }, one);
    for (let n = 0; n < 3; n += 1) await desk.dispatched('gaj');
    const { items } = await pages().list({ unread: true }, one);
    expect(items).toHaveLength(3);
    const oldest = items[2]?.id ?? 0;
    await Promise.all([1, 2, 3].map(() => pages().markRead({ ids: [oldest] }, one)));
    expect(await pages().count(one)).toEqual({ count: 2, more: false });
    expect((await pages().list({}, one)).items.find((n) => n.id === oldest)?.read).toBe(true);
    expect((await pages().list({}, other)).items.find((n) => n.id === oldest)?.read).toBe(false);
    desk.service.clock.advance(600_000);
    expect(await pages().markRead({ upTo: items[0]?.id ?? 0 }, one)).toEqual({ count: 0, more: false });
    await desk.dispatched('gaj');
    expect(await pages().count(one)).toEqual({ count: 1, more: false });
    await expect(pages().markRead({}, one)).rejects.toMatchObject({ code: 'invalid_field' });
  });

  it('cannot be marked as read by others, nor be hidden by a mark that was set while it was on its way', async () => {
    const reader = fresh('handler', 'jsj');
    await desk.dispatched('jsj');
    const [mine] = (await pages().list({}, reader)).items;
    const stranger = fresh('handler', 'gaj');
    await pages().markRead({ ids: [mine?.id ?? 0] }, stranger);
    expect(await desk.service.get(NoticesRepository).readOf(stranger.username, [mine?.id ?? 0])).toEqual(new Set());
    expect(await pages().count(reader)).toEqual({ count: 1, more: false });
    // Numbers are given before the commit: this mark stands for the moment in which the next one is not visible yet.
    await pages().markRead({ upTo: (mine?.id ?? 0) + 1 }, reader);
    expect(await desk.service.get(NoticesRepository).mark(reader.username)).toBeLessThan(mine?.id ?? 0);
    expect(await pages().count(reader)).toEqual({ count: 0, more: false });
    await desk.dispatched('jsj');
    expect(await pages().count(reader)).toEqual({ count: 1, more: false });
  });

  it('lists every notice once, newest first, and counts no further than 99', async () => {
    const reader = actor('supervisor', null, 'counter');
    await desk.service.uow.run(async () => {
      for (let n = 1; n <= 105; n += 1) {
        const params = { unit: `单位${String(n)}` };
        const to = { account: reader.username };
        await desk.service
          .get(Notices)
          .add({ to, kind: 'exclusion_requested', params, order: null, key: `n${String(n)}` });
      }
    });
    expect(await pages().count(reader)).toEqual({ count: 99, more: true });
    const ids: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await pages().list({ limit: 20, cursor }, reader);
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(ids).toHaveLength(105);
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => b - a));
    await expect(pages().list({ cursor: 'x' }, reader)).rejects.toMatchObject({ code: 'invalid_cursor' });
  });

  it('is forgotten after the days that the administrator set', async () => {
    const code = await desk.dispatched('jsj_gas');
    desk.service.clock.advance(91 * 86_400_000);
    const kept = await desk.dispatched('jsj_gas');
    await desk.service.get(NoticesJob).forgetOld();
    expect(await textsAbout(code)).toEqual([]);
    expect(await textsAbout(kept)).toHaveLength(1);
  });
});
