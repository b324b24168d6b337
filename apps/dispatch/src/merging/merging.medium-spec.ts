import { type Action, type AppealJoined, type GroupAlert, type OrderRequested, type Role } from '@minsheng/contracts';
import { type Actor, DomainError } from '@minsheng/domain';
import { OutboxEntity, Sealer } from '@minsheng/platform';
import { testDatabaseUrls, type TestService, testService } from '@minsheng/testing';
import { OrdersVerifier } from '../bulk/orders.verifier';
import { dispatch } from '../dispatch.service-definition';
import { IntakeEventsHandler } from '../orders/events.handler';
import { OrderPages } from '../orders/order-pages.service';
import { OrdersService } from '../orders/orders.service';
import { RevealService } from '../orders/reveal.service';
import { UnitsService } from '../units/units.service';

const UNITS = [
  { code: 'jsj', name: '县住建局', kind: 'department', parentCode: null },
  { code: 'gaj', name: '县公安局', kind: 'department', parentCode: null },
] as const;

function actor(role: Role, unitCode: string | null = null, username = `${role}${unitCode ?? ''}`): Actor {
  return { username, displayName: username, roles: [role], unitCode, sessionId: null, post: null };
}
const dispatcher = actor('dispatcher');
const [handler, head] = [actor('handler', 'gaj'), actor('unit_head', 'gaj')];
const REPLY = { resultCode: 'resolved', publicReply: '已修好。', internalAccount: '换灯' } as const;

async function refusal(work: Promise<unknown>): Promise<string | null> {
  return work.then(
    () => null,
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );
}

describe.each(testDatabaseUrls())('orders that go together on $name', ({ url }) => {
  let service: TestService;
  let number = 0;
  const orders = () => service.get(OrdersService);
  const view = (code: string, who: Actor = dispatcher) => service.get(OrderPages).get(code, who);

  beforeAll(async () => {
    service = await testService(url, [dispatch], '2026-03-02T09:00:00+08:00');
    await service.get(UnitsService).putAll(UNITS);
  });
  afterAll(() => service.close());
  beforeEach(() => service.clock.set('2026-03-02T09:00:00+08:00'));

  async function open(changes: Partial<OrderRequested> = {}): Promise<string> {
    number += 1;
    const orderCode = `20260302${String(number).padStart(6, '0')}`;
    const sealer = service.get(Sealer);
    const phone = `1380000${String(number).padStart(4, '0')}`;
    const payload: OrderRequested = {
      ...{ orderCode, appealCode: `A${orderCode}`, channel: 'hotline_12345', track: 'by_kind' },
      ...{ instructionRequired: false, kind: 'complaint', urgency: 'normal', title: '路灯不亮', content: '三天不亮' },
      ...{ location: '中心路', townshipCode: null, categoryCode: null, subjectUnitCode: null, confidential: false },
      ...{ anonymous: false, publishable: false, callbackWanted: true, registeredBy: 'agent1' },
      receivedAt: service.clock.now().toISOString(),
      contact: { name: sealer.seal('张三'), phone: sealer.seal(phone), address: null, phoneHash: sealer.hash(phone) },
      ...changes,
    };
    const envelope = { id: orderCode, key: orderCode, at: payload.receivedAt, payload };
    const requested = { ...envelope, name: 'intake.order-requested' } as const;
    await service.uow.run(() => service.get(IntakeEventsHandler).open([requested]));
    return orderCode;
  }
  async function act(code: string, action: Action, input: object = {}, who: Actor = dispatcher) {
    const { version } = await view(code);
    return orders().act(code, action, { version, ...input }, who);
  }
  async function handled(unit = 'gaj'): Promise<string> {
    const code = await open();
    await act(code, 'dispatch', { leadUnitCode: unit });
    await act(code, 'sign', {}, actor('handler', unit));
    return code;
  }
  const merge = (child: string, parent: string) => act(child, 'merge', { intoOrderCode: parent, reason: '同一路灯' });
  async function reply(code: string): Promise<void> {
    service.clock.set('2026-03-03T10:00:00+08:00');
    await act(code, 'submit_reply', { ...REPLY, contactedAt: '2026-03-03T09:00:00+08:00' }, handler);
    await act(code, 'approve_reply', {}, head);
    await act(code, 'accept_reply');
  }
  async function problems(): Promise<string[]> {
    const found: string[] = [];
    for await (const problem of service.get(OrdersVerifier).verify({})) found.push(problem);
    return found;
  }

  it('moves a merged order with its main order, out of the queues of both units, and answers each caller', async () => {
    const [parent, first, second] = [await handled(), await handled('jsj'), await open()];
    const before = (await service.get(OrderPages).counts(dispatcher)).byState;
    expect(await merge(first, parent)).toMatchObject({
      state: 'handling',
      leadUnitCode: 'gaj',
      follows: true,
      lamp: 'none',
    });
    await merge(second, parent);
    const counts = (await service.get(OrderPages).counts(dispatcher)).byState;
    expect(counts.handling).toBe((before.handling ?? 0) - 1);
    expect(counts.awaiting_dispatch ?? 0).toBe((before.awaiting_dispatch ?? 0) - 1);
    const queue = await service.get(OrderPages).list({ state: 'handling', limit: 200 }, handler);
    expect(queue.items.map(({ code }) => code)).not.toContain(first);
    const all = await service.get(OrderPages).list({ limit: 200 }, handler);
    expect(all.items.find(({ code }) => code === first)).toMatchObject({ mergedInto: parent, follows: true });
    expect(await refusal(view(first, actor('handler', 'jsj')))).toBe('not_found');
    expect((await view(parent)).related.map(({ code, relation }) => [code, relation])).toEqual([
      [first, 'child'],
      [second, 'child'],
    ]);
    expect(await refusal(act(first, 'reassign', { unitCode: 'jsj', reason: '职责' }))).toBe('merged_follow');
    await reply(parent);
    for (const code of [first, second]) {
      expect(await view(code)).toMatchObject({
        state: 'awaiting_callback',
        publicReply: '已修好。',
        mergedInto: parent,
      });
      await act(code, 'record_callback', { outcome: 'answered', resolved: true }, actor('callback_agent'));
      expect(await view(code)).toMatchObject({ state: 'closed' });
    }
    expect((await view(parent)).state).toBe('awaiting_callback');
    expect(await problems()).toEqual([]);
  });

  it('brings an order back where it was when the merge is undone', async () => {
    const [parent, child] = [await handled(), await handled('jsj')];
    const before = await view(child);
    await merge(child, parent);
    expect((await view(parent)).appealCount).toBe(2);
    service.clock.set('2026-03-04T10:00:00+08:00');
    const back = await act(child, 'unmerge', { reason: '不是同一盏' });
    expect(back).toMatchObject({ state: 'handling', leadUnitCode: 'jsj', dueAt: before.dueAt, follows: false });
    expect((await view(parent)).appealCount).toBe(1);
    expect(await refusal(view(child, handler))).toBe('not_found');
    expect(await problems()).toEqual([]);
  });

  it('lets one of two dispatchers win who merge two orders into each other at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [a, b] = [await open(), await open()];
      const into = (intoOrderCode: string) => ({ version: 1, intoOrderCode, reason: '同一事项' });
      const answers = await Promise.all([
        refusal(orders().act(a, 'merge', into(b), dispatcher)),
        refusal(orders().act(b, 'merge', into(a), actor('dispatcher', null, 'other'))),
      ]);
      expect(answers.filter((answer) => answer === null)).toHaveLength(1);
      expect(['merge_has_children', 'merge_parent_follows', 'merged_follow', 'stale_version']).toContain(
        answers.find((answer) => answer !== null),
      );
      const both = [await view(a), await view(b)];
      expect(both.filter(({ follows }) => follows)).toHaveLength(1);
      expect(both.map(({ appealCount }) => appealCount).sort()).toEqual([1, 2]);
    }
    expect(await problems()).toEqual([]);
  });

  it('keeps every child in step while ten merge and the main order goes on at the same time', async () => {
    const parent = await handled();
    const children = await Promise.all(Array.from({ length: 10 }, () => open()));
    const notes = Array.from({ length: 5 }, (_, n) =>
      orders().act(parent, 'add_note', { text: `第${String(n)}条` }, handler),
    );
    const merges = children.map((code) =>
      orders().act(code, 'merge', { version: 1, intoOrderCode: parent, reason: '同一事项' }, dispatcher),
    );
    await Promise.all([...notes, ...merges]);
    const { appealCount, history } = await view(parent);
    expect(appealCount).toBe(11);
    expect(history.filter(({ action }) => action === 'absorb')).toHaveLength(10);
    await reply(parent);
    for (const code of children) expect((await view(code)).state).toBe('awaiting_callback');
    expect(await problems()).toEqual([]);
  });

  it('stores nothing at all of a merge that one of the two orders escaped', async () => {
    const [parent, child] = [await open(), await open()];
    const pressed = [
      refusal(orders().act(child, 'merge', { version: 1, intoOrderCode: parent, reason: '同一' }, dispatcher)),
      refusal(orders().act(child, 'dispatch', { version: 1, leadUnitCode: 'gaj' }, actor('dispatcher', null, 'other'))),
    ];
    const answers = await Promise.all(pressed);
    expect(answers.filter((answer) => answer === null)).toHaveLength(1);
    const merged = (await view(child)).follows;
    expect((await view(parent)).appealCount).toBe(merged ? 2 : 1);
    expect(await problems()).toEqual([]);
  });

  it('lists whoever joined, masked, opens one for a reason, and presses for the main order too', async () => {
    const [parent, child] = [await handled(), await open()];
    await merge(child, parent);
    const sealer = service.get(Sealer);
    const joined: AppealJoined = {
      ...{
        appealCode: 'A20260302900001',
        orderCode: child,
        text: '还没修',
        subjectUnitCode: null,
        registeredBy: 'agent2',
      },
      at: service.clock.now().toISOString(),
      contact: { name: sealer.seal('李四'), phone: sealer.seal('13912345678'), address: null, phoneHash: null },
      hidden: true,
    };
    await service.uow.run(() => service.get(IntakeEventsHandler).join(joined));
    expect(await view(child)).toMatchObject({
      ...{ appealCount: 2, urgeCount: 1, joined: [{ appealCode: 'A20260302900001', phone: '139****5678' }] },
    });
    expect(await view(parent)).toMatchObject({ appealCount: 3, urgeCount: 1 });
    expect((await view(child, handler)).joined).toEqual([]);
    const body = { fields: ['phone'], reason: '逐一回访', appealCode: 'A20260302900001' };
    const reveal = (who: Actor) => service.get(RevealService).reveal(child, body, who);
    expect(await reveal(dispatcher)).toMatchObject({ phone: '13912345678' });
    expect(await refusal(reveal(handler))).toBe('not_found');
  });

  it('asks intake for the matters taken out, a confidential one sealed, and shows only their headings', async () => {
    const plain = await open();
    const parts = [{ title: '井盖松动', content: '小区门口井盖松动，电话13812345678' }];
    const after = await act(plain, 'split', { parts });
    expect(after.history.at(-1)).toMatchObject({ action: 'split', facts: { parts: ['井盖松动'] } });
    expect(after).toMatchObject({ state: 'awaiting_dispatch', version: 2 });
    expect(await refusal(act(plain, 'split', { parts: [] }))).toBe('invalid_field');
    expect(await refusal(act(plain, 'split', { parts: [{ title: '无内容' }] }))).toBe('invalid_field');
    const sealed = service.get(Sealer).seal(JSON.stringify({ title: '举报', content: '内情', location: null }));
    const secret = await open({ confidential: true, title: '保密件', content: sealed, location: null });
    await act(secret, 'split', { parts: [{ title: '另一桩内情', content: '某某收钱', location: '某处' }] });
    const rows = await service.uow.manager.findBy(OutboxEntity, { name: 'dispatch.split-requested' });
    const told = rows.map(({ payload }) => String(payload));
    expect(told.find((text) => text.includes(plain))).toContain('井盖松动');
    expect(told.find((text) => text.includes(secret))).not.toMatch(/内情|某某|某处/);
    expect(JSON.stringify(await view(secret))).not.toMatch(/另一桩内情|某某收钱/);
  });

  it('marks the orders of a group alert once, and leaves those that are over alone', async () => {
    const [first, over] = [await open(), await open()];
    await act(over, 'terminate', { reasonCode: 'other' });
    const at = service.clock.now().toISOString();
    const alert: GroupAlert = { alertKey: 'k', basis: 'location', callers: 5, orderCodes: [first, over], at };
    for (let time = 0; time < 2; time += 1) {
      await service.uow.run(() => service.get(IntakeEventsHandler).alert(alert));
    }
    const marked = await view(first);
    expect(marked.group).toBe(true);
    expect(marked.history.filter(({ action }) => action === 'group_alert')).toHaveLength(1);
    expect((await view(over)).group).toBe(false);
  });
});
