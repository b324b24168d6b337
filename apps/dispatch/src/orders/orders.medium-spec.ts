import { type Action, type OrderRequested, type Role } from '@minsheng/contracts';
import { type Actor, DomainError, mayRead } from '@minsheng/domain';
import { Sealer } from '@minsheng/platform';
import { testDatabaseUrls, type TestService, testService } from '@minsheng/testing';
import { OrdersVerifier } from '../bulk/orders.verifier';
import { dispatch } from '../dispatch.service-definition';
import { UnitsService } from '../units/units.service';
import { IntakeEventsHandler } from './events.handler';
import { OrderPages } from './order-pages.service';
import { OrdersRepository } from './orders.repository';
import { OrdersService } from './orders.service';
import { RevealService } from './reveal.service';

const UNITS = [
  { code: 'jsj', name: '县住建局', kind: 'department', parentCode: null },
  { code: 'jsj_gas', name: '燃气办', kind: 'sub_unit', parentCode: 'jsj' },
  { code: 'gaj', name: '县公安局', kind: 'department', parentCode: null },
] as const;

function actor(role: Role, unitCode: string | null = null, username = `${role}${unitCode ?? ''}`): Actor {
  return { username, displayName: username, roles: [role], unitCode, post: null, sessionId: null };
}
const dispatcher = actor('dispatcher');

async function refusal(work: Promise<unknown>): Promise<string | null> {
  return work.then(
    () => null,
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );
}

describe.each(testDatabaseUrls())('orders on $name', ({ url }) => {
  let service: TestService;
  let number = 0;
  const orders = () => service.get(OrdersService);
  const pages = () => service.get(OrderPages);

  beforeAll(async () => {
    service = await testService(url, [dispatch], '2026-03-02T09:00:00+08:00');
    await service.get(UnitsService).putAll(UNITS);
  });
  afterAll(() => service.close());
  beforeEach(() => service.clock.set('2026-03-02T09:00:00+08:00'));

  /** An order as intake asks for it. */
  async function open(changes: Partial<OrderRequested> = {}): Promise<string> {
    number += 1;
    const orderCode = `20260302${String(number).padStart(6, '0')}`;
    const phone = '13812340000';
    const sealer = service.get(Sealer);
    const request: OrderRequested = {
      orderCode,
      appealCode: `A${orderCode}`,
      channel: 'hotline_12345',
      track: 'by_kind',
      instructionRequired: false,
      kind: 'complaint',
      urgency: 'normal',
      title: `中心路路灯不亮第${String(number)}处`,
      content: '连续三天不亮，夜间出行不便',
      location: '中心路',
      townshipCode: null,
      categoryCode: null,
      subjectUnitCode: null,
      confidential: false,
      anonymous: false,
      publishable: false,
      callbackWanted: true,
      receivedAt: service.clock.now().toISOString(),
      registeredBy: 'agent1',
      contact: { name: sealer.seal('张三'), phone: sealer.seal(phone), address: null, phoneHash: sealer.hash(phone) },
      ...changes,
    };
    const envelope = { id: orderCode, key: orderCode, at: request.receivedAt, payload: request };
    const requested = { ...envelope, name: 'intake.order-requested' } as const;
    await service.uow.run(() => service.get(IntakeEventsHandler).open([requested]));
    return orderCode;
  }

  async function act(code: string, action: Action, input: object, who: Actor = dispatcher) {
    const { version } = await pages().get(code, dispatcher);
    return orders().act(code, action, { version, ...input }, who);
  }

  it('lets one of two people who press at once win, and changes nothing for the other', async () => {
    const code = await open();
    const body = (leadUnitCode: string) => ({ version: 1, leadUnitCode });
    const answers = await Promise.all([
      refusal(orders().act(code, 'dispatch', body('jsj'), dispatcher)),
      refusal(orders().act(code, 'dispatch', body('gaj'), actor('dispatcher', null, 'other'))),
    ]);
    expect(answers.filter((answer) => answer === null)).toHaveLength(1);
    expect(answers).toContain('stale_version');
    const order = await pages().get(code, dispatcher);
    expect(order.history.map((row) => row.action)).toEqual(['open', 'dispatch']);
  });

  it('gives a stale page the order as it is now', async () => {
    const code = await open();
    await act(code, 'dispatch', { leadUnitCode: 'jsj' });
    const stale = orders().act(code, 'reassign', { version: 1, unitCode: 'gaj', reason: '职责' }, dispatcher);
    await expect(stale).rejects.toMatchObject({
      code: 'stale_version',
      details: { current: { code, version: 2, state: 'awaiting_sign' } },
    });
  });

  it('records twenty people who write at once, each under its own number', async () => {
    const code = await open();
    const notes = Array.from({ length: 20 }, (_, n) =>
      orders().act(code, 'add_note', { text: `第${String(n)}条` }, dispatcher),
    );
    await Promise.all(notes);
    const order = await pages().get(code, dispatcher);
    expect(order.version).toBe(1);
    expect(order.history.map((row) => row.seq)).toEqual(Array.from({ length: 21 }, (_, n) => n + 1));
    expect(new Set(order.history.slice(1).map((row) => row.facts.text)).size).toBe(20);
  });

  it('judges visibility, then role, then fields, then version, then rules', async () => {
    const code = await open();
    const handler = actor('handler', 'jsj');
    expect(await refusal(orders().act(code, 'fly', {}, dispatcher))).toBe('unknown_action');
    expect(await refusal(orders().act(code, 'sign', {}, handler))).toBe('not_found');
    expect(await refusal(orders().act(code, 'sign', { x: 1 }, dispatcher))).toBe('forbidden');
    expect(await refusal(orders().act(code, 'dispatch', { version: 99 }, dispatcher))).toBe('invalid_field');
    expect(await refusal(orders().act(code, 'dispatch', { leadUnitCode: 'jsj' }, dispatcher))).toBe('invalid_field');
    expect(await refusal(orders().act(code, 'accept_reply', { version: 99 }, dispatcher))).toBe('stale_version');
    expect(await refusal(orders().act(code, 'accept_reply', { version: 1 }, dispatcher))).toBe('action_not_allowed');
    await act(code, 'dispatch', { leadUnitCode: 'jsj_gas' });
    expect(await refusal(orders().act(code, 'sign', { version: 2 }, handler))).toBe('not_your_unit');
  });

  it('lists exactly what may be read, for every account, and pages through it once', async () => {
    await act(await open(), 'dispatch', { leadUnitCode: 'jsj_gas' });
    await act(await open({ subjectUnitCode: 'jsj_gas' }), 'dispatch', { leadUnitCode: 'jsj' });
    await act(await open({ registeredBy: 'agent2' }), 'dispatch', { leadUnitCode: 'gaj', coUnitCodes: ['jsj_gas'] });
    const tree = await service.get(UnitsService).tree();
    const all = await service.get(OrdersRepository).after(0, 1000);
    const people = [
      dispatcher,
      actor('handler', 'jsj'),
      actor('handler', 'jsj_gas'),
      actor('unit_head', 'gaj'),
      actor('agent', null, 'agent1'),
      actor('agent', null, 'agent2'),
      actor('callback_agent'),
      actor('leader'),
    ];
    for (const person of people) {
      const readable = all.filter((order) => mayRead(order, person, tree));
      const expected = { received: readable, due: readable.filter((order) => order.isOpen) };
      for (const sort of ['received', 'due'] as const) {
        const listed: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await pages().list({ sort, limit: 2, ...(cursor ? { cursor } : {}) }, person);
          listed.push(...page.items.map((row) => row.code));
          cursor = page.nextCursor ?? undefined;
        } while (cursor);
        expect([person.username, sort, [...listed].sort()]).toEqual([
          person.username,
          sort,
          expected[sort].map((o) => o.code).sort(),
        ]);
      }
    }
    await expect(pages().list({}, actor('auditor'))).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('takes the order out of a unit’s sight the moment the complaint is known to be against it', async () => {
    const code = await open();
    await act(code, 'dispatch', { leadUnitCode: 'jsj_gas' });
    const handler = actor('handler', 'jsj_gas');
    expect((await pages().get(code, handler)).leadUnitCode).toBe('jsj_gas');
    await act(code, 'set_subject_unit', { unitCode: 'jsj' });
    expect(await refusal(pages().get(code, handler))).toBe('not_found');
    expect((await pages().list({ limit: 200 }, handler)).items.map((row) => row.code)).not.toContain(code);
    expect(await refusal(act(code, 'dispatch', { leadUnitCode: 'jsj_gas' }))).toBe('subject_unit_excluded');
  });

  it('finds two Chinese characters, traditional too, and never a confidential text', async () => {
    const plain = await open({ title: '盐池广场喷泉漏水', content: '县长您好，请派人修理' });
    const sealed = service
      .get(Sealer)
      .seal(JSON.stringify({ title: '举报盐池某某', content: '喷泉工程', location: null }));
    const secret = await open({ confidential: true, title: '保密件', content: sealed, location: null });
    const codes = async (q: string, who: Actor = dispatcher) =>
      (await pages().list({ q, limit: 200 }, who)).items.map((row) => row.code);
    expect(await codes('喷泉')).toEqual([plain]);
    expect(await codes('鹽池')).toEqual([plain]);
    expect(await codes('修理工')).toEqual([]);
    expect(await codes(secret)).toEqual([secret]);
    await act(secret, 'dispatch', { leadUnitCode: 'gaj', brief: '请核查一处工程' });
    const handler = actor('handler', 'gaj');
    expect(await codes('13812340000', handler)).not.toContain(secret);
    expect(await codes('13812340000')).toContain(secret);
    const seen = JSON.stringify(await pages().get(secret, handler));
    expect(seen).toContain('请核查一处工程');
    expect(seen).not.toMatch(/举报盐池|喷泉工程|张|138/);
    expect((await pages().get(secret, dispatcher)).title).toBe('举报盐池某某');
  });

  it('opens the caller’s data to the unit that holds the order, counts each look and stops at fifty a day', async () => {
    const code = await open();
    await act(code, 'dispatch', { leadUnitCode: 'gaj' });
    const handler = actor('handler', 'gaj', 'gaj.curious');
    const look = () => service.get(RevealService).reveal(code, { fields: ['phone'], reason: '联系群众' }, handler);
    expect((await pages().get(code, handler)).caller).toEqual({ name: '张*', phone: '138****0000', address: null });
    expect(await look()).toEqual({ name: null, phone: '13812340000', address: null });
    for (let n = 1; n < 50; n += 1) await look();
    expect(await refusal(look())).toBe('reveal_limit');
    service.clock.set('2026-03-03T00:00:00+08:00');
    expect(await refusal(look())).toBeNull();
  });

  it('leaves histories that replay to every order', async () => {
    const problems: string[] = [];
    for await (const problem of service.get(OrdersVerifier).verify(() => undefined)) problems.push(problem);
    expect(problems).toEqual([]);
  });
});
