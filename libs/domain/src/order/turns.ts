import { type DueMove, type ReplyFact, type TurnEnd, type TurnFact } from '@minsheng/contracts';
import { duesOf, type OrderDues, pickRule, type RuleSnapshot, snapshotOf } from '../deadline';
import { type OrderChanges, type WorkOrder } from './order';
import { type RuleContext } from './rule-context';

/** The facts of an order that decide which limits it is given. */
export type LimitFacts = Pick<WorkOrder, 'kind' | 'urgency' | 'track' | 'anonymous' | 'confidential'>;

/** The times a unit is given when its clock starts, and the snapshot they were computed by. */
export interface GivenTimes extends OrderDues {
  readonly rule: RuleSnapshot;
}

/**
 * Which limits hold and what they come to: shown before a dispatch is confirmed, stored when it is. Of anonymous and
 * confidential orders the unit has nobody to contact.
 */
export function givenTimes(
  facts: LimitFacts,
  redo: boolean,
  start: Date,
  context: Pick<RuleContext, 'limits' | 'calendar'>,
): GivenTimes {
  const rule = snapshotOf(context.limits, pickRule(context.limits, { ...facts, redo }));
  const dues = duesOf(rule, start, context.calendar);
  return { ...dues, contactDueAt: facts.anonymous || facts.confidential ? null : dues.contactDueAt, rule };
}

/** Another turn or round begins without the words of the one before; the history keeps them. */
const NO_REPLY = { resultCode: null, publicReply: null, internalAccount: null } as const;

/** Begins a unit's turn: dispatch, reassignment, or the new round of a redo. */
export function beginTurn(order: WorkOrder, unitCode: string | null, times: GivenTimes, start: Date): OrderChanges {
  const turn: TurnFact = {
    round: order.round,
    turn: order.turns.length + 1,
    unitCode,
    dispatchedAt: start.toISOString(),
    signDueAt: times.signDueAt?.toISOString() ?? null,
    signedAt: null,
    contactDueAt: times.contactDueAt?.toISOString() ?? null,
    contactedAt: null,
    dues: times.dueAt ? [{ since: start.toISOString(), dueAt: times.dueAt.toISOString() }] : [],
    replies: [],
    leftAt: null,
  };
  return {
    turns: [...order.turns, turn],
    leadUnitCode: unitCode,
    rule: times.rule,
    signDueAt: times.signDueAt,
    contactDueAt: times.contactDueAt,
    prelimDueAt: times.prelimDueAt,
    dueAt: times.dueAt,
    provisional: times.provisional,
    promisedAt: order.promisedAt ?? times.dueAt,
    signedAt: null,
    contactedAt: null,
    prelimMetAt: null,
    repliedAt: null,
    ...NO_REPLY,
  };
}

/** Changes the turn that runs now; an order without one stays as it is. */
export function editTurn(order: WorkOrder, edit: (turn: TurnFact) => Partial<TurnFact>): OrderChanges {
  const last = order.turns.at(-1);
  if (!last) return {};
  return { turns: [...order.turns.slice(0, -1), { ...last, ...edit(last) }] };
}

/** Changes the turn of a number, counted from 1: the one that an action just ended may not be the last any more. */
export function editTurnOf(
  order: WorkOrder,
  number: number,
  edit: (turn: TurnFact) => Partial<TurnFact>,
): OrderChanges {
  return { turns: order.turns.map((turn) => (turn.turn === number ? { ...turn, ...edit(turn) } : turn)) };
}

/** Changes the newest reply of the running turn. */
export function editReply(turn: TurnFact, changes: Partial<ReplyFact>): readonly ReplyFact[] {
  const last = turn.replies.at(-1);
  return last ? [...turn.replies.slice(0, -1), { ...last, ...changes }] : turn.replies;
}

/** The order leaves its unit: nobody leads it and no time runs against a unit. */
export function leaveUnit(order: WorkOrder, now: Date, leftBy: TurnEnd): OrderChanges {
  return {
    ...editTurn(order, (turn) => (turn.leftAt === null ? { leftAt: now.toISOString(), leftBy } : {})),
    state: 'awaiting_dispatch',
    leadUnitCode: null,
    coUnitCodes: [],
    coWork: [],
    designated: false,
    signDueAt: null,
    contactDueAt: null,
    prelimDueAt: null,
    dueAt: null,
    provisional: false,
    signedAt: null,
    contactedAt: null,
    repliedAt: null,
    ...NO_REPLY,
    stateBeforeReturn: null,
    returnRequestedAt: null,
  };
}

/** Moves the due time and keeps the one before it in the turn, so that a past period is judged as it stood. */
export function moveDue(order: WorkOrder, dueAt: Date, now: Date, why: DueMove): OrderChanges {
  if (order.dueAt?.getTime() === dueAt.getTime()) return {};
  const fact = { since: now.toISOString(), dueAt: dueAt.toISOString(), why };
  return { dueAt, ...editTurn(order, (turn) => ({ dues: [...turn.dues, fact] })) };
}
