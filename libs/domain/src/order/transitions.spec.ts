import { type Action, ACTIONS, ORDER_STATES, type OrderState, type Role, ROLES } from '@minsheng/contracts';
import { DomainError } from '../errors';
import { mayAct } from '../privacy/access';
import { actor, contextAt, PUBLIC_TEXTS, REPLY, Walk } from './an-order.fixture';
import { decide } from './decide';
import { type Inputs } from './inputs';
import { isOpen, type WorkOrder } from './order';
import { INITIAL_STATES, targetsOf, TRANSITIONS } from './transitions';

/** States that the next version's actions lead to; until then nothing may. */
const LATER: readonly OrderState[] = ['archived'];

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
  request_exclusion: { categoryCode: 'unreasonable', reason: '诉求不合理' },
  exclude: {},
  refuse_exclusion: { reason: '应当计入' },
  propose: { text: '拟由住建局办理' },
  ask_instruction: { propose: '拟由住建局办理' },
  designate: { leadUnitCode: 'gaj', reason: '职责交叉，指定承办' },
  add_co_unit: { unitCode: 'gaj' },
  submit_opinion: { text: '已到场核实' },
  request_extension: { workdays: 3, reason: '需等备件' },
  approve_extension: {},
  refuse_extension: { reason: '理由不充分' },
  pause: { reasonCode: 'citizen', until: contextAt('2026-03-04T12:00:00').now },
  resume: {},
  request_suspension: { reason: '列入明年计划' },
  suspend: { reviewDate: '2026-12-31' },
  refuse_suspension: { reason: '可以办理' },
  unsuspend: {},
  request_termination: { reasonCode: 'legal_route' },
  terminate: { reasonCode: 'legal_route' },
  refuse_termination: { reason: '应当办理' },
  withdraw: { reason: '本人来电撤回' },
  merge: { intoOrderCode: '20260302000002', reason: '同一事项' },
  unmerge: { reason: '并错了' },
  split: { parts: [{ title: '另一件事', content: '小区门口井盖也坏了' }] },
  clear_publication: PUBLIC_TEXTS,
  publish: {},
  unpublish: { reason: '需要核实' },
  supervise: { level: 'blue', text: '请抓紧办理', dueAt: contextAt('2026-03-06T12:00:00').now },
  note_instruction: { text: '请限期办结' },
  report_supervision: { text: '已安排抢修' },
};

/** An order in each state that can be reached, led by jsj_gas where somebody leads. */
function inState(state: OrderState): Walk | null {
  const letter = { channel: 'county_mailbox', publishable: true };
  const walk = new Walk({ ...letter, instructionRequired: state === 'awaiting_instruction' });
  if (state === 'awaiting_instruction' || state === 'awaiting_dispatch') return walk;
  walk.step('2026-03-02T10:00:00', 'dispatch', { leadUnitCode: 'jsj_gas', coUnitCodes: ['town_a'] });
  if (state === 'awaiting_sign') return walk;
  walk.step('2026-03-02T11:00:00', 'sign', {});
  if (state === 'handling') return walk;
  if (state === 'terminated') return walk.step('2026-03-02T11:10:00', 'terminate', INPUTS.terminate);
  if (state === 'suspended') {
    walk.step('2026-03-02T11:10:00', 'request_suspension', INPUTS.request_suspension);
    return walk.step('2026-03-02T11:20:00', 'suspend', INPUTS.suspend);
  }
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

/** Another order in the same state: what this one may be merged into, where that state allows it. */
function parentIn(state: OrderState): WorkOrder | undefined {
  const order = inState(state)?.order;
  return order && { ...order, code: INPUTS.merge.intoOrderCode };
}

/** What must have been asked for, or have happened, before an action makes sense. */
const FIRST: Partial<Record<Action, (walk: Walk) => void>> = {
  approve_extension: (walk) => walk.step('2026-03-02T11:30:00', 'request_extension', INPUTS.request_extension),
  refuse_extension: (walk) => walk.step('2026-03-02T11:30:00', 'request_extension', INPUTS.request_extension),
  suspend: (walk) => walk.step('2026-03-02T11:30:00', 'request_suspension', INPUTS.request_suspension),
  refuse_suspension: (walk) => walk.step('2026-03-02T11:30:00', 'request_suspension', INPUTS.request_suspension),
  resume: (walk) => walk.step('2026-03-02T11:30:00', 'pause', INPUTS.pause),
  report_supervision: (walk) => walk.step('2026-03-02T13:00:00', 'supervise', INPUTS.supervise),
  refuse_termination: (walk) => {
    if (walk.order.leadUnitCode) walk.step('2026-03-02T13:00:00', 'request_termination', INPUTS.request_termination);
  },
  publish: (walk) => walk.step('2026-03-02T13:00:00', 'clear_publication', PUBLIC_TEXTS),
  unpublish: (walk) => {
    walk.step('2026-03-02T13:00:00', 'clear_publication', PUBLIC_TEXTS);
    walk.step('2026-03-02T13:10:00', 'publish', {});
  },
  exclude: (walk) => walk.step('2026-03-02T13:00:00', 'request_exclusion', INPUTS.request_exclusion),
  refuse_exclusion: (walk) => walk.step('2026-03-02T13:00:00', 'request_exclusion', INPUTS.request_exclusion),
  unmerge: (walk) => {
    const parent = parentIn(walk.order.state);
    if (parent && NOT_MERGEABLE[walk.order.state] === undefined) walk.merge('2026-03-02T13:00:00', parent);
  },
  designate: (walk) => {
    for (const minute of ['10', '20']) {
      walk.step(`2026-03-02T09:${minute}:00`, 'dispatch', { leadUnitCode: 'gaj' });
      walk.step(`2026-03-02T09:${minute}:10`, 'request_return', INPUTS.request_return);
      walk.step(`2026-03-02T09:${minute}:20`, 'accept_return', {});
    }
  },
};

/** Open states in which an order is not merged, and why. */
const NOT_MERGEABLE: Partial<Record<OrderState, string>> = {
  return_pending: 'merge_return_pending',
  suspended: 'merge_paused',
  awaiting_unit_review: 'merge_replied',
  awaiting_center_review: 'merge_replied',
  awaiting_callback: 'merge_replied',
};

/** Refused although the role and the state are right: the first extension is not the leader's; nobody can have asked. */
function refusalOf(state: OrderState, action: Action, role: Role): string {
  const decides = action === 'approve_extension' || action === 'refuse_extension';
  if (decides && role === 'leader') return 'extension_first';
  if (action === 'merge') return NOT_MERGEABLE[state] ?? 'done';
  if (action === 'unmerge' && NOT_MERGEABLE[state]) return 'merged_not';
  const unled = state === 'awaiting_instruction' || state === 'awaiting_dispatch';
  return action === 'refuse_termination' && unled ? 'application_missing' : 'done';
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
      if (transition.from.includes(state)) FIRST[action]?.(walk);
      const who = actor(role, transition.seat === 'co' ? 'town_a' : 'jsj_gas', `${role}9`);
      const roleMay = mayAct(action, walk.order, who) === 'yes';
      const asUnit = role === 'handler' || role === 'unit_head';
      const unitLess = asUnit && transition.seat !== 'reader' && walk.order.leadUnitCode === null;
      if (roleMay !== (transition.by.includes(role) && !unitLess)) wrong.push(`${role} ${action} in ${state}: role`);
      if (!roleMay) continue;
      const before = JSON.stringify(walk.order);
      let outcome: string;
      try {
        const context = { ...contextAt('2026-03-02T14:00:00'), parent: parentIn(state) };
        const { order } = decide(walk.order, action, INPUTS[action], who, context);
        outcome = targetsOf(action, state).includes(order.state) ? 'done' : `led to ${order.state}`;
      } catch (error) {
        outcome = error instanceof DomainError ? error.code : String(error);
      }
      const expected = transition.from.includes(state) ? refusalOf(state, action, role) : 'action_not_allowed';
      if (outcome !== expected) wrong.push(`${role} ${action} in ${state}: ${outcome}, expected ${expected}`);
      if (JSON.stringify(walk.order) !== before) wrong.push(`${action} changed the order it was given`);
    }
    expect(wrong).toEqual([]);
    expect(tried).toBe(11 * ACTIONS.length * ROLES.length);
  });

  it('lets only the lead unit itself act as the unit: not its parent, not a sister', () => {
    const walk = inState('handling');
    for (const unit of ['jsj', 'jsj_house', 'gaj']) {
      expect(walk && mayAct('submit_reply', walk.order, actor('handler', unit))).toBe('wrong_unit');
    }
  });
});
