import { type Action, ACTIONS, ORDER_STATES, type OrderState, ROLES } from '@minsheng/contracts';
import { type Actor, DomainError, mayAct, mayRead, TRANSITIONS } from '@minsheng/domain';
import { testDatabaseUrls, type TestService, testService } from '@minsheng/testing';
import { dispatch, UnitsService } from '../../apps/dispatch/src';
import { type WorkOrderEntity } from '../../apps/dispatch/src/orders/order.entity';
import { OrdersRepository } from '../../apps/dispatch/src/orders/orders.repository';
import { OrdersService } from '../../apps/dispatch/src/orders/orders.service';
import { SweptCounty } from '../../apps/dispatch/src/supervision/sweep.fixture';
import { Dice } from '../walk/dice';
import { UNITS } from '../walk/walk-cast';
import { WALK_INPUTS } from '../walk/walk-inputs';

type Step = readonly [actor: string, action: Action, input: object];
const REPLY = { resultCode: 'resolved', publicReply: '已修复。', internalAccount: '已处理。' };
const CONTACTED = { ...REPLY, contactedAt: '2026-03-02T10:00:00+08:00' };

/** How an order gets into each state that people bring it to. */
const ROADS: Partial<Record<OrderState, readonly Step[]>> = (() => {
  const signed: readonly Step[] = [
    ['dispatcher', 'dispatch', { leadUnitCode: 'gas' }],
    ['gas.handler', 'sign', {}],
  ];
  const submitted: readonly Step[] = [...signed, ['gas.handler', 'submit_reply', CONTACTED]];
  const approved: readonly Step[] = [...submitted, ['gas.head', 'approve_reply', {}]];
  const accepted: readonly Step[] = [...approved, ['dispatcher', 'accept_reply', {}]];
  const asked: Step = ['gas.handler', 'request_suspension', { reason: '列入规划' }];
  return {
    awaiting_instruction: [['dispatcher', 'ask_instruction', { propose: '请示' }]],
    awaiting_dispatch: [],
    awaiting_sign: signed.slice(0, 1),
    handling: signed,
    return_pending: [...signed, ['gas.handler', 'request_return', { reasonCode: 'not_our_duty', basis: '三定' }]],
    awaiting_unit_review: submitted,
    awaiting_center_review: approved,
    awaiting_callback: accepted,
    suspended: [...signed, asked, ['leader', 'suspend', { reviewDate: '2026-12-31' }]],
    closed: [...accepted, ['callback', 'record_callback', { outcome: 'refused' }]],
    terminated: [['dispatcher', 'terminate', { reasonCode: 'legal_route' }]],
  };
})();

const person = (username: string): Actor => {
  const [unit, post] = username.split('.');
  const role = post
    ? post === 'head'
      ? 'unit_head'
      : 'handler'
    : username === 'callback'
      ? 'callback_agent'
      : username;
  const unitCode = post && unit ? unit : null;
  return {
    username,
    displayName: username,
    roles: [role as Actor['roles'][number]],
    unitCode,
    sessionId: null,
    post: null,
  };
};
/** Every role; the units' staff of the lead, its parent and a sister. */
const PEOPLE: readonly Actor[] = [
  ...ROLES.filter((role) => role !== 'handler' && role !== 'unit_head').map((role) => ({
    ...person(role),
    roles: [role],
  })),
  ...['gas', 'housing', 'property'].flatMap((unit) => [person(`${unit}.handler`), person(`${unit}.head`)]),
];

describe.each(testDatabaseUrls())('refusals on $name', ({ url }) => {
  let service: TestService;
  let county: SweptCounty;
  const orders = () => service.get(OrdersRepository);

  beforeAll(async () => {
    service = await testService(url, [dispatch], '2026-03-02T11:00:00+08:00');
    await service.get(UnitsService).putAll(UNITS);
    county = SweptCounty.on(service);
  });
  afterAll(() => service.close());

  async function load(code: string): Promise<WorkOrderEntity> {
    const order = await orders().byCode(code);
    if (!order) throw new Error(`no order ${code}`);
    return order;
  }

  async function act(code: string, action: string, input: object, who: Actor): Promise<string> {
    const { version } = await load(code);
    return service
      .get(OrdersService)
      .act(code, action, { version, ...input }, who)
      .then(
        () => 'done',
        (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
      );
  }

  /** The table (rules §4) says no: by state, by role, by unit, or because the order is not theirs to know of. */
  function expected(
    order: WorkOrderEntity,
    action: Action,
    who: Actor,
    tree: Parameters<typeof mayRead>[2],
  ): string | null {
    if (who.roles.includes('auditor') || who.roles.includes('admin')) return 'forbidden';
    if (!mayRead(order, who, tree)) return 'not_found';
    const verdict = mayAct(action, order, who);
    if (verdict !== 'yes') return verdict === 'wrong_role' ? 'forbidden' : 'not_your_unit';
    return TRANSITIONS[action].from.includes(order.state) ? null : 'action_not_allowed';
  }

  it.each(ORDER_STATES.filter((state) => ROADS[state]))(
    'of every action by everybody in %s are those of the table, and change nothing',
    async (state) => {
      const code = await county.call({
        contact: { name: null, phone: null, address: null, phoneHash: 'a'.repeat(64) },
      });
      for (const [who, action, input] of ROADS[state] ?? [])
        expect(await act(code, action, input, person(who))).toBe('done');
      const before = await load(code);
      expect(before.state).toBe(state);
      const [history, tree] = [await orders().history(code), await service.get(UnitsService).tree()];
      const moment = { dice: new Dice(1), now: service.clock.now(), units: ['gas', 'police'], orders: [code] };
      const wrong: string[] = [];
      let refused = 0;
      for (const action of ACTIONS) {
        for (const who of PEOPLE) {
          const refusal = expected(before, action, who, tree);
          if (refusal === null) continue;
          refused += 1;
          const outcome = await act(code, action, WALK_INPUTS[action](moment), who);
          if (outcome !== refusal) wrong.push(`${who.username} ${action}: ${outcome}, expected ${refusal}`);
        }
      }
      expect(wrong).toEqual([]);
      expect(refused).toBeGreaterThan(400);
      expect(await load(code)).toEqual(before);
      expect(await orders().history(code)).toEqual(history);
    },
  );
});
