import { type Action, type OrderRequested, type Role } from '@minsheng/contracts';
import { DEFAULT_LIMIT_TABLE, WorkingCalendar } from '../deadline';
import { type Actor } from '../privacy/actor';
import { type Unit, UnitTree } from '../units/unit-tree';
import { decide } from './decide';
import { type Inputs } from './inputs';
import { openOrder } from './open-order';
import { DEFAULT_ORDER_RULES } from './order-rules';
import { type Decision, type WorkOrder } from './order';
import { type RuleContext } from './rule-context';

/** A small county: a bureau with two offices below it, another bureau, a township. */
export const UNITS: readonly Unit[] = [
  { code: 'jsj', name: '县住建局', kind: 'department', parentCode: null },
  { code: 'jsj_gas', name: '燃气办', kind: 'sub_unit', parentCode: 'jsj' },
  { code: 'jsj_house', name: '房管所', kind: 'sub_unit', parentCode: 'jsj' },
  { code: 'gaj', name: '县公安局', kind: 'department', parentCode: null },
  { code: 'town_a', name: '东河镇', kind: 'township', parentCode: null },
];
export const TREE = new UnitTree(UNITS);
export const CALENDAR = WorkingCalendar.shipped();

export function at(text: string): Date {
  return new Date(Date.parse(`${text}+08:00`));
}

export function contextAt(text: string): RuleContext {
  return { now: at(text), calendar: CALENDAR, limits: DEFAULT_LIMIT_TABLE, rules: DEFAULT_ORDER_RULES, units: TREE };
}

export function actor(
  role: Role | readonly Role[],
  unitCode: string | null = null,
  username = `${String(role)}1`,
): Actor {
  const roles = typeof role === 'string' ? [role] : role;
  return { username, displayName: username, roles, unitCode, post: null, sessionId: 's' };
}

export function request(changes: Partial<OrderRequested> = {}): OrderRequested {
  return {
    orderCode: '20260302000001',
    appealCode: 'A20260302000001',
    channel: 'hotline_12345',
    track: 'by_kind',
    instructionRequired: false,
    kind: 'complaint',
    urgency: 'normal',
    title: '路灯不亮',
    content: '东河镇中心路路灯不亮已有三天',
    location: '东河镇中心路',
    townshipCode: 'town_a',
    categoryCode: null,
    subjectUnitCode: null,
    confidential: false,
    anonymous: false,
    publishable: false,
    callbackWanted: true,
    receivedAt: at('2026-03-02T09:00:00').toISOString(),
    registeredBy: 'agent1',
    contact: { name: 'sealed', phone: 'sealed', address: null, phoneHash: 'hash' },
    ...changes,
  };
}

/** Who acts where nothing else is said. */
const BY: Readonly<Record<Action, Role>> = {
  propose: 'dispatcher',
  instruct: 'leader',
  ask_instruction: 'dispatcher',
  dispatch: 'dispatcher',
  designate: 'dispatcher',
  sign: 'handler',
  request_return: 'handler',
  accept_return: 'dispatcher',
  reject_return: 'dispatcher',
  reassign: 'dispatcher',
  add_co_unit: 'dispatcher',
  submit_opinion: 'handler',
  set_subject_unit: 'dispatcher',
  contact: 'handler',
  add_note: 'dispatcher',
  progress: 'handler',
  request_extension: 'handler',
  approve_extension: 'dispatcher',
  refuse_extension: 'dispatcher',
  pause: 'dispatcher',
  resume: 'dispatcher',
  request_suspension: 'handler',
  suspend: 'leader',
  refuse_suspension: 'leader',
  unsuspend: 'leader',
  request_termination: 'handler',
  terminate: 'dispatcher',
  refuse_termination: 'dispatcher',
  withdraw: 'agent',
  submit_reply: 'handler',
  approve_reply: 'unit_head',
  reject_reply: 'unit_head',
  accept_reply: 'dispatcher',
  send_back: 'dispatcher',
  record_callback: 'callback_agent',
  redo: 'dispatcher',
  clear_publication: 'dispatcher',
  publish: 'supervisor',
  unpublish: 'supervisor',
  request_exclusion: 'unit_head',
  exclude: 'supervisor',
  refuse_exclusion: 'supervisor',
  merge: 'dispatcher',
  unmerge: 'dispatcher',
  split: 'dispatcher',
  urge: 'supervisor',
  supervise: 'supervisor',
  note_instruction: 'leader',
  report_supervision: 'handler',
};

/** An order walked through its life: each step through `decide`, at a time that is set. */
export class Walk {
  readonly decisions: Decision[];

  constructor(changes: Partial<OrderRequested> = {}) {
    this.decisions = [openOrder(request(changes))];
  }

  get order(): WorkOrder {
    const last = this.decisions.at(-1);
    if (!last) throw new Error('no decision');
    return last.order;
  }

  /** Performs an action at a Shanghai time, by the usual person of the lead unit or by the one given. */
  step<A extends Action>(when: string, action: A, input: Inputs[A], who?: Actor): this {
    const role = BY[action];
    const inUnit = role === 'handler' || role === 'unit_head';
    const person = who ?? actor(role, inUnit ? this.order.leadUnitCode : null);
    this.decisions.push(decide(this.order, action, input, person, contextAt(when)));
    return this;
  }

  /** Merged into another order, which is not told here. */
  merge(when: string, parent: WorkOrder): this {
    const input = { intoOrderCode: parent.code, reason: '同一事项' };
    this.decisions.push(decide(this.order, 'merge', input, actor('dispatcher'), { ...contextAt(when), parent }));
    return this;
  }

  /** Dispatched to a unit and signed by it. */
  handled(unit = 'jsj_gas'): this {
    this.step('2026-03-02T10:00:00', 'dispatch', { leadUnitCode: unit });
    return this.step('2026-03-02T11:00:00', 'sign', {});
  }

  /** Replied and approved by the unit's head. */
  replied(when = '2026-03-04T15:00:00'): this {
    this.step(when, 'submit_reply', { ...REPLY, contactedAt: at('2026-03-03T09:00:00') });
    return this.step(when, 'approve_reply', {});
  }
}

/** Words that the detector lets pass. */
export const PUBLIC_TEXTS: Inputs['clear_publication'] = {
  title: '路灯不亮',
  content: '东河镇中心路路灯不亮已有三天',
  reply: '路灯已修复。',
};

export const REPLY: Inputs['submit_reply'] = {
  resultCode: 'resolved',
  publicReply: '路灯已修复。',
  internalAccount: '更换灯头两只。',
};
