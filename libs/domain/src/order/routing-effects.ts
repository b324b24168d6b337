import { type TurnFact } from '@minsheng/contracts';
import { beginCoWork, latestCoDue } from './co-unit-effects';
import { type Inputs } from './inputs';
import { computeDue, shiftDueByWorkdays } from '../deadline';
import { DomainError } from '../errors';
import { isComplainedOf } from '../privacy/access';
import { type Actor } from '../privacy/actor';
import { isOpen, type OrderChanges, type WorkOrder } from './order';
import { refuseUnit } from './refuse-unit';
import { type RuleContext } from './rule-context';
import { workdaysEndedBetween } from './slowness';
import { beginTurn, editTurn, givenTimes, leaveUnit, moveDue } from './turns';

export function dispatch(
  order: WorkOrder,
  input: Inputs['dispatch'],
  _actor: Actor,
  context: RuleContext,
): OrderChanges {
  refuseUnit(input.leadUnitCode, order, context.units);
  const coUnitCodes = [...new Set(input.coUnitCodes ?? [])];
  for (const code of coUnitCodes) refuseUnit(code, order, context.units);
  if (coUnitCodes.includes(input.leadUnitCode)) throw new DomainError('co_unit_is_lead');
  const facts = { ...order, kind: input.kind ?? order.kind, urgency: input.urgency ?? order.urgency };
  const times = givenTimes(facts, order.round > 1, context.now, context);
  const coDue = latestCoDue(times.dueAt, context);
  return {
    ...beginTurn(leftBehind(order, context.now), input.leadUnitCode, times, context.now),
    state: 'awaiting_sign',
    designated: false,
    kind: facts.kind,
    urgency: facts.urgency,
    categoryCode: input.categoryCode ?? order.categoryCode,
    brief: input.brief ?? order.brief,
    coUnitCodes,
    coWork: coUnitCodes.map((code) => beginCoWork(code, coDue, context.now)),
    dispatchedAt: context.now,
    dispatchCount: order.dispatchCount + 1,
    suggestedUnitCode: null,
  };
}

/** 指定承办: the hotline names the unit for good; it cannot be returned. */
export function designate(
  order: WorkOrder,
  { leadUnitCode, coUnitCodes }: Inputs['designate'],
  actor: Actor,
  context: RuleContext,
): OrderChanges {
  const input = { leadUnitCode, ...(coUnitCodes ? { coUnitCodes } : {}) };
  return { ...dispatch(order, input, actor, context), designated: true };
}

export function requestReturn(
  order: WorkOrder,
  input: Inputs['request_return'],
  _actor: Actor,
  { now, units }: RuleContext,
): OrderChanges {
  const unit = order.leadUnitCode ?? '';
  if (input.suggestedUnitCode !== undefined) {
    refuseUnit(input.suggestedUnitCode, order, units);
    if (input.suggestedUnitCode === unit) throw new DomainError('same_unit', { unit: units.name(unit) });
  }
  const asked = { at: now.toISOString(), reasonCode: input.reasonCode, decidedAt: null, accepted: null };
  return {
    state: 'return_pending',
    stateBeforeReturn: order.state,
    returnRequestedAt: now,
    suggestedUnitCode: input.suggestedUnitCode ?? null,
    returnCounts: { ...order.returnCounts, [unit]: (order.returnCounts[unit] ?? 0) + 1 },
    ...editTurn(order, (turn) => ({ returns: [...(turn.returns ?? []), asked] })),
  };
}

export function acceptReturn(
  order: WorkOrder,
  _input: Inputs['accept_return'],
  _actor: Actor,
  { now }: RuleContext,
): OrderChanges {
  const decided = editTurn(order, (turn) => decideReturn(turn, now, true));
  return leaveUnit({ ...order, ...decided }, now, 'return');
}

/**
 * The unit keeps the order and its due time, except for working days that the hotline took beyond its own limit for
 * deciding: its slowness is not the unit's (rules §4).
 */
export function rejectReturn(
  order: WorkOrder,
  _input: Inputs['reject_return'],
  _actor: Actor,
  { now, calendar, limits }: RuleContext,
): OrderChanges {
  const decideBy = computeDue(order.returnRequestedAt ?? now, limits.procedure.returnDecision, calendar).dueAt;
  const running = order.dueAt !== null && decideBy.getTime() <= order.dueAt.getTime();
  const slow = running ? workdaysEndedBetween(decideBy, now, calendar) : 0;
  const decided = editTurn(order, (turn) => decideReturn(turn, now, false));
  const after = { ...order, ...decided };
  const dueAt = order.dueAt && slow > 0 ? shiftDueByWorkdays(order.dueAt, slow, calendar) : null;
  return {
    ...decided,
    ...(dueAt ? moveDue(after, dueAt, now, 'return_decided') : {}),
    state: order.stateBeforeReturn ?? 'handling',
    stateBeforeReturn: null,
    returnRequestedAt: null,
    suggestedUnitCode: null,
  };
}

function decideReturn(turn: TurnFact, now: Date, accepted: boolean): Partial<TurnFact> {
  const returns = turn.returns ?? [];
  const last = returns.at(-1);
  return last ? { returns: [...returns.slice(0, -1), { ...last, decidedAt: now.toISOString(), accepted }] } : {};
}

/** The new unit's limits start afresh; `promisedAt` stays, so that re-dispatch cannot launder lateness. */
export function reassign(
  order: WorkOrder,
  input: Inputs['reassign'],
  _actor: Actor,
  context: RuleContext,
): OrderChanges {
  refuseUnit(input.unitCode, order, context.units);
  if (input.unitCode === order.leadUnitCode) {
    throw new DomainError('same_unit', { unit: context.units.name(input.unitCode) });
  }
  const times = givenTimes(order, order.round > 1, context.now, context);
  return {
    ...beginTurn(leftBehind(order, context.now), input.unitCode, times, context.now),
    state: 'awaiting_sign',
    designated: false,
    coUnitCodes: order.coUnitCodes.filter((code) => code !== input.unitCode),
    coWork: order.coWork.filter(({ unitCode }) => unitCode !== input.unitCode),
    dispatchedAt: context.now,
    dispatchCount: order.dispatchCount + 1,
  };
}

/** Naming the unit complained of takes the order away from it, and from units below it, at once (rules §3). */
export function setSubjectUnit(
  order: WorkOrder,
  input: Inputs['set_subject_unit'],
  _actor: Actor,
  context: RuleContext,
): OrderChanges {
  if (!context.units.has(input.unitCode)) throw new DomainError('unknown_unit', { unit: input.unitCode });
  return nameSubjectUnit(order, input.unitCode, context);
}

/** The changes that follow from knowing whom an order complains of. */
export function nameSubjectUnit(order: WorkOrder, unitCode: string, { now, units }: RuleContext): OrderChanges {
  const named = { subjectUnitCode: unitCode };
  const coUnitCodes = order.coUnitCodes.filter((code) => !isComplainedOf(code, named, units));
  const coWork = order.coWork.filter((each) => coUnitCodes.includes(each.unitCode));
  const losesLead = order.leadUnitCode !== null && isComplainedOf(order.leadUnitCode, named, units);
  const suggested = order.suggestedUnitCode;
  return {
    ...(losesLead && isOpen(order.state) ? leaveUnit(order, now, 'subject_unit') : { coUnitCodes, coWork }),
    ...(suggested !== null && isComplainedOf(suggested, named, units) ? { suggestedUnitCode: null } : {}),
    subjectUnitCode: unitCode,
  };
}

/** A turn that was still running when the order went on (an imported case without a unit) ends here. */
function leftBehind(order: WorkOrder, now: Date): WorkOrder {
  const last = order.turns.at(-1);
  if (!last || last.leftAt !== null) return order;
  return { ...order, turns: [...order.turns.slice(0, -1), { ...last, leftAt: now.toISOString(), leftBy: 'reassign' }] };
}
