import { type OrderRequested, type Role } from '@minsheng/contracts';
import { type Actor, DomainError } from '@minsheng/domain';
import { Sealer } from '@minsheng/platform';
import { testDatabaseUrls, type TestService, testService } from '@minsheng/testing';
import { dispatch } from '../dispatch.service-definition';
import { UnitsService } from '../units/units.service';
import { IntakeEventsHandler } from './events.handler';
import { OrderPages } from './order-pages.service';
import { OrderPreviews } from './order-previews.service';
import { OrdersService } from './orders.service';

const UNITS = [
  { code: 'jsj', name: '县住建局', kind: 'department', parentCode: null },
  { code: 'gaj', name: '县公安局', kind: 'department', parentCode: null },
] as const;

function actor(role: Role, unitCode: string | null = null): Actor {
  const username = `${role}${unitCode ?? ''}`;
  return { username, displayName: username, roles: [role], unitCode, sessionId: null, post: null };
}
const dispatcher = actor('dispatcher');
const handler = actor('handler', 'jsj');

describe.each(testDatabaseUrls())('what an order waits for on $name', ({ url }) => {
  let service: TestService;
  let number = 0;
  const pages = () => service.get(OrderPages);
  const previews = () => service.get(OrderPreviews);

  beforeAll(async () => {
    service = await testService(url, [dispatch], '2026-03-02T09:00:00+08:00');
    await service.get(UnitsService).putAll(UNITS);
  });
  afterAll(() => service.close());
  beforeEach(() => service.clock.set('2026-03-02T09:00:00+08:00'));

  async function act(code: string, action: string, input: object, who: Actor = dispatcher) {
    const { version } = await pages().get(code, dispatcher);
    return service.get(OrdersService).act(code, action, { version, ...input }, who);
  }

  /** A complaint of seven working days that 县住建局 handles. */
  async function handled(): Promise<string> {
    number += 1;
    const orderCode = `20260302${String(number).padStart(6, '0')}`;
    const sealer = service.get(Sealer);
    const payload: OrderRequested = {
      ...{ orderCode, appealCode: `A${orderCode}`, channel: 'hotline_12345', track: 'by_kind' },
      ...{ instructionRequired: false, kind: 'complaint', urgency: 'normal', title: '路灯不亮', content: '三天不亮' },
      ...{ location: null, townshipCode: null, categoryCode: null, subjectUnitCode: null, confidential: false },
      ...{ anonymous: false, publishable: false, callbackWanted: true, registeredBy: 'agent1' },
      receivedAt: service.clock.now().toISOString(),
      contact: { name: sealer.seal('张三'), phone: sealer.seal('13812340000'), address: null, phoneHash: null },
    };
    const envelope = { id: orderCode, key: orderCode, at: payload.receivedAt, payload };
    await service.uow.run(() =>
      service.get(IntakeEventsHandler).open([{ ...envelope, name: 'intake.order-requested' } as const]),
    );
    await act(orderCode, 'dispatch', { leadUnitCode: 'jsj' });
    await act(orderCode, 'sign', {}, handler);
    return orderCode;
  }

  it('shows before an extension is asked for, and before it is granted, what it will give', async () => {
    const code = await handled();
    const dueAt = '2026-03-11T16:00:00.000Z';
    const newDueAt = '2026-03-16T16:00:00.000Z';
    expect(await previews().extension(code, 3, handler)).toEqual({
      ...{ dueAt, workdays: 3, most: 7, newDueAt, provisional: false },
    });
    expect(await previews().extension(code, 8, handler)).toMatchObject({ most: 7, newDueAt: null });
    expect(await previews().extension(code, null, handler)).toMatchObject({ most: 7, newDueAt: null });
    await act(code, 'request_extension', { workdays: 3, reason: '备件未到，电话13812345678' }, handler);
    const waiting = await pages().get(code, dispatcher);
    expect(waiting).toMatchObject({ dueAt, dueIfGranted: newDueAt, waiting: ['extension_first'] });
    expect(waiting.applications).toMatchObject([
      { kind: 'extension', number: 1, decider: 'dispatcher', byName: 'handlerjsj', decidedByName: null },
    ]);
    expect(waiting.applications[0]?.reason).toBe('备件未到，电话138****5678');
    const granted = await act(code, 'approve_extension', {});
    expect(granted).toMatchObject({ dueAt: newDueAt, dueIfGranted: null, waiting: [] });
    expect(granted.applications).toMatchObject([{ granted: true, decidedByName: 'dispatcher' }]);
  });

  it('tells until when the clock may stand and a co-unit may take', async () => {
    const code = await handled();
    const { pause, coUnitDueAt } = await previews().bounds(code, dispatcher);
    expect(pause.citizen).toEqual({ workdays: 5, until: '2026-03-09T16:00:00.000Z' });
    expect(pause.statutory.workdays).toBe(90);
    expect(coUnitDueAt).toBe('2026-03-10T16:00:00.000Z');
    await act(code, 'pause', { reasonCode: 'citizen', until: pause.citizen.until });
    const tooLong = act(await handled(), 'pause', { reasonCode: 'citizen', until: '2026-03-09T16:00:00.001Z' });
    await expect(tooLong).rejects.toBeInstanceOf(DomainError);
    expect((await pages().get(code, dispatcher)).pause).toMatchObject({ byName: 'dispatcher' });
  });

  it('keeps previews from whoever may not read the order', async () => {
    const code = await handled();
    const stranger = actor('handler', 'gaj');
    await expect(previews().extension(code, 1, stranger)).rejects.toMatchObject({ code: 'not_found' });
    await expect(previews().bounds(code, stranger)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('burns a lamp for a co-unit until it has given its opinion', async () => {
    const code = await handled();
    await act(code, 'add_co_unit', { unitCode: 'gaj', dueAt: '2026-03-04T16:00:00Z' });
    const coLamp = async () => (await pages().get(code, dispatcher)).coWork[0]?.lamp;
    expect(await coLamp()).toBe('green');
    service.clock.set('2026-03-05T09:00:00+08:00');
    expect(await coLamp()).toBe('red');
    const said = await act(code, 'submit_opinion', { text: '现场由我局疏导交通。' }, actor('handler', 'gaj'));
    expect(said.coWork[0]).toMatchObject({ lamp: 'none', opinionByName: 'handlergaj', unitName: '县公安局' });
  });
});
