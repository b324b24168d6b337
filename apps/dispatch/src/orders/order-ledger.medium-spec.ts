import { type Action, type OrderRequested, type Role } from '@minsheng/contracts';
import { type Actor, DomainError } from '@minsheng/domain';
import { testDatabaseUrls, type TestService, testService } from '@minsheng/testing';
import { dispatch } from '../dispatch.service-definition';
import { UnitsService } from '../units/units.service';
import { IntakeEventsHandler } from './events.handler';
import { OrderLedgers } from './order-ledger.service';
import { OrderPages } from './order-pages.service';
import { OrdersService } from './orders.service';

const UNITS = [
  { code: 'jsj', name: '县住建局', kind: 'department', parentCode: null },
  { code: 'jsj_gas', name: '燃气办', kind: 'sub_unit', parentCode: 'jsj' },
  { code: 'gaj', name: '县公安局', kind: 'department', parentCode: null },
] as const;

function actor(role: Role, unitCode: string | null = null, username = `${role}1`): Actor {
  return { username, displayName: username, roles: [role], unitCode, post: null, sessionId: null };
}
const dispatcher = actor('dispatcher');
const shanghai = (text: string): string => new Date(`${text}+08:00`).toISOString();

const REQUEST: OrderRequested = {
  orderCode: '20260302000001',
  appealCode: 'A20260302000001',
  channel: 'hotline_12345',
  track: 'by_kind',
  instructionRequired: false,
  kind: 'complaint',
  urgency: 'normal',
  title: '中心路路灯不亮',
  content: '连续三天不亮',
  location: '中心路',
  townshipCode: null,
  categoryCode: null,
  subjectUnitCode: null,
  confidential: false,
  anonymous: false,
  publishable: false,
  callbackWanted: true,
  receivedAt: shanghai('2026-03-02T09:00:00.500'),
  registeredBy: 'agent1',
  contact: { name: null, phone: null, address: null, phoneHash: 'hash' },
};

async function refusal(work: Promise<unknown>): Promise<string | null> {
  return work.then(
    () => null,
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );
}

describe.each(testDatabaseUrls())('the clock ledger on $name', ({ url }) => {
  let service: TestService;
  const code = REQUEST.orderCode;
  const ledger = (who: Actor = dispatcher) => service.get(OrderLedgers).of(code, who);
  const lines = async () => (await ledger()).segments.map((s) => [s.holder, s.reason, s.to, s.workingMinutes]);

  async function act(when: string, action: Action, input: object, who: Actor = dispatcher): Promise<void> {
    service.clock.set(`${when}+08:00`);
    const { version } = await service.get(OrderPages).get(code, dispatcher);
    await service.get(OrdersService).act(code, action, { version, ...input }, who);
  }

  beforeAll(async () => {
    service = await testService(url, [dispatch], '2026-03-02T09:00:01+08:00');
    await service.get(UnitsService).putAll(UNITS);
    const requested = {
      id: 'e1',
      name: 'intake.order-requested',
      key: code,
      at: REQUEST.receivedAt,
      payload: REQUEST,
    } as const;
    await service.uow.run(() => service.get(IntakeEventsHandler).open([requested]));
    await act('2026-03-06T16:00:00.250', 'dispatch', { leadUnitCode: 'gaj' });
    await act('2026-03-06T16:30:00', 'reassign', { unitCode: 'jsj_gas', reason: '职责' });
    await act('2026-03-09T09:00:00', 'sign', {}, actor('handler', 'jsj_gas'));
    await act('2026-03-09T09:10:00', 'add_note', { text: '请尽快' });
  });
  afterAll(() => service.close());

  it('follows from the stored history to the millisecond, up to now', async () => {
    service.clock.set('2026-03-09T09:30:00+08:00');
    const { segments, total, daysOff } = await ledger();
    expect(segments).toEqual([
      {
        holder: 'hotline',
        reason: 'awaiting_dispatch',
        from: REQUEST.receivedAt,
        to: shanghai('2026-03-06T16:00:00.250'),
        workingMinutes: 1859,
      },
      {
        holder: 'unit:gaj',
        reason: 'awaiting_sign',
        from: shanghai('2026-03-06T16:00:00.250'),
        to: shanghai('2026-03-06T16:30:00'),
        workingMinutes: 30,
      },
      {
        holder: 'unit:jsj_gas',
        reason: 'awaiting_sign',
        from: shanghai('2026-03-06T16:30:00'),
        to: shanghai('2026-03-09T09:00:00'),
        workingMinutes: 60,
      },
      {
        holder: 'unit:jsj_gas',
        reason: 'handling',
        from: shanghai('2026-03-09T09:00:00'),
        to: shanghai('2026-03-09T09:30:00'),
        workingMinutes: 30,
      },
    ]);
    expect(total).toBe(1979);
    expect(daysOff).toEqual([
      { from: shanghai('2026-03-07T00:00:00'), to: shanghai('2026-03-09T00:00:00'), reason: '周末' },
    ]);
  });

  it('stays open to whoever may read the order, and unknown to everybody else', async () => {
    for (const who of [
      dispatcher,
      actor('agent'),
      actor('leader'),
      actor('handler', 'jsj'),
      actor('handler', 'jsj_gas'),
    ]) {
      expect([who.username, who.unitCode, await refusal(ledger(who))]).toEqual([who.username, who.unitCode, null]);
    }
    // The unit it was taken from may no longer read it; nor may another agent, or a callback agent before any callback.
    for (const who of [actor('handler', 'gaj'), actor('agent', null, 'agent2'), actor('callback_agent')]) {
      expect([who.username, await refusal(ledger(who))]).toEqual([who.username, 'not_found']);
    }
    expect(await refusal(service.get(OrderLedgers).of('20260302999999', dispatcher))).toBe('not_found');
  });

  it('stands still once the order is closed, and goes on after a redo with the gap charged to nobody', async () => {
    const reply = { resultCode: 'resolved', publicReply: '已修复', internalAccount: '更换灯头' };
    const contactedAt = '2026-03-09T09:20:00+08:00';
    await act('2026-03-09T10:00:00', 'submit_reply', { ...reply, contactedAt }, actor('handler', 'jsj_gas'));
    await act('2026-03-09T10:00:00', 'approve_reply', {}, actor('unit_head', 'jsj_gas'));
    await act('2026-03-09T11:00:00', 'accept_reply', {});
    await act('2026-03-09T11:30:00', 'record_callback', { outcome: 'refused' }, actor('callback_agent'));
    const closed = await ledger();
    expect((await lines()).slice(-3)).toEqual([
      ['unit:jsj_gas', 'handling', shanghai('2026-03-09T10:00:00'), 60],
      ['hotline', 'awaiting_center_review', shanghai('2026-03-09T11:00:00'), 60],
      ['hotline', 'awaiting_callback', shanghai('2026-03-09T11:30:00'), 30],
    ]);
    service.clock.set('2026-03-20T09:00:00+08:00');
    expect(await ledger()).toEqual(closed);
    await act('2026-03-20T09:00:00', 'redo', { reason: '又不亮了' });
    service.clock.set('2026-03-20T09:45:00+08:00');
    expect((await lines()).slice(-2)).toEqual([
      ['nobody', 'closed', shanghai('2026-03-20T09:00:00'), 3360],
      ['unit:jsj_gas', 'handling', shanghai('2026-03-20T09:45:00'), 45],
    ]);
    const { segments, total } = await ledger();
    expect(total).toBe(segments.reduce((sum, { workingMinutes }) => sum + workingMinutes, 0));
  });
});
