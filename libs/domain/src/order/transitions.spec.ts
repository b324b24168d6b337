import { ACTIONS, ORDER_STATES, type OrderState, ROLES } from '@minsheng/contracts';
import { DomainError } from '../errors';
import { mayAct } from '../privacy/access';
import { actor, contextAt, REPLY, Walk } from './an-order.fixture';
import { decide } from './decide';
import { type Inputs } from './inputs';
import { isOpen } from './order';
import { INITIAL_STATES, targetsOf, TRANSITIONS } from './transitions';

/** States that the next version's actions lead to; until then nothing may. */
const LATER: readonly OrderState[] = ['suspended', 'terminated', 'archived'];

const INPUTS: Inputs = {
  instruct: { text: '请住建局办理' },
  dispatch: { leadUnitCode: 'jsj' },
  sign: {},
  request_return: { reasonCode: 'not_our_duty', basis: '三定方案' },
  accept_return: {},
  reject_return: { reason: '属你单位职责' },
  reassign: { unitCode: 'gaj', reason: '职责调整' },
  set_subject_unit: { unitCode: 'gaj' },
  contact: { at: contextAt('2026-03-02T11:30:00').now, outcome: 'answered', note: '已电话联系' },
  add_note: { text: '备注' },
  progress: { text: '正在维修', public: true },
  submit_reply: { ...REPLY, contactedAt: contextAt('2026-03-02T11:30:00').now },
  approve_reply: {},
  reject_reply: { reason: '不具体' },
  accept_reply: {},
  send_back: { reason: '答非所问' },
  record_callback: { outcome: 'answered', resolved: true, satisfaction: 'satisfied' },
  redo: { reason: '未解决' },
  urge: { reason: '再次来电' },
};

/** An order in each state that can be reached, led by jsj_gas where somebody leads. */
function inState(state: OrderState): Walk | null {
  const walk = new Walk({ instructionRequired: state === 'awaiting_instruction' });
  if (state === 'awaiting_instruction' || state === 'awaiting_dispatch') return walk;
  walk.step('2026-03-02T10:00:00', 'dispatch', { leadUnitCode: 'jsj_gas' });
  if (state === 'awaiting_sign') return walk;
  walk.step('2026-03-02T11:00:00', 'sign', {});
  if (state === 'handling') return walk;
  if (state === 'return_pending') return walk.step('2026-03-02T11:10:00', 'request_return', INPUTS.request_return);
  walk.step('2026-03-02T12:00:00', 'submit_reply', INPUTS.submit_reply);
  if (state === 'awaiting_unit_review') return walk;
  walk.step('2026-03-02T12:10:00', 'approve_reply', {});
  if (state === 'awaiting_center_review') return walk;
  walk.step('2026-03-02T12:20:00', 'accept_reply', {});
  if (state === 'awaiting_callback') return walk;
  if (state === 'closed') return walk.step('2026-03-02T12:30:00', 'record_callback', INPUTS.record_callback);
  return null;
}

describe('the table of states and actions', () => {
  it('reaches every state of this version and leads from every open state to an end', () => {
    const reachable = new Set<OrderState>(INITIAL_STATES);
    for (let before = 0; before !== reachable.size;) {
      before = reachable.size;
      for (const action of ACTIONS) {
        for (const from of TRANSITIONS[action].from.filter((state) => reachable.has(state))) {
          for (const to of targetsOf(action, from)) reachable.add(to);
        }
      }
    }
    expect(ORDER_STATES.filter((state) => !reachable.has(state))).toEqual(LATER);
    const leadsOn = (state: OrderState): boolean =>
      ACTIONS.some(
        (action) => TRANSITIONS[action].from.includes(state) && targetsOf(action, state).some((to) => to !== state),
      );
    expect([...reachable].filter((state) => isOpen(state) && !leadsOn(state))).toEqual([]);
  });

  const cases = ORDER_STATES.flatMap((state) =>
    ACTIONS.flatMap((action) => ROLES.map((role) => ({ state, action, role }))),
  );

  it('lets exactly the listed roles take exactly the listed actions from exactly the listed states', () => {
    const wrong: string[] = [];
    let tried = 0;
    for (const { state, action, role } of cases) {
      const walk = inState(state);
      if (!walk) continue;
      tried += 1;
      const transition = TRANSITIONS[action];
      const who = actor(role, 'jsj_gas', `${role}9`);
      const roleMay = mayAct(action, walk.order, who) === 'yes';
      const unitLess = transition.seat === 'lead' && walk.order.leadUnitCode === null;
      if (roleMay !== (transition.by.includes(role) && !unitLess)) wrong.push(`${role} ${action} in ${state}: role`);
      if (!roleMay) continue;
      const before = JSON.stringify(walk.order);
      let outcome: string;
      try {
        const { order } = decide(walk.order, action, INPUTS[action], who, contextAt('2026-03-02T14:00:00'));
        outcome = targetsOf(action, state).includes(order.state) ? 'done' : `led to ${order.state}`;
      } catch (error) {
        outcome = error instanceof DomainError ? error.code : String(error);
      }
      const expected = transition.from.includes(state) ? 'done' : 'action_not_allowed';
      if (outcome !== expected) wrong.push(`${role} ${action} in ${state}: ${outcome}, expected ${expected}`);
      if (JSON.stringify(walk.order) !== before) wrong.push(`${action} changed the order it was given`);
    }
    expect(wrong).toEqual([]);
    expect(tried).toBe(9 * ACTIONS.length * ROLES.length);
  });

  it('lets only the lead unit itself act as the unit: not its parent, not a sister', () => {
    const walk = inState('handling');
    for (const unit of ['jsj', 'jsj_house', 'gaj']) {
      expect(walk && mayAct('submit_reply', walk.order, actor('handler', unit))).toBe('wrong_unit');
    }
  });
});
