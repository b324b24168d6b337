import { type CoUnitFact } from '@minsheng/contracts';
import { shiftDueBackByWorkdays } from '../deadline';
import { DomainError } from '../errors';
import { type Actor } from '../privacy/actor';
import { beijingTime } from './guards';
import { type Inputs } from './inputs';
import { type OrderChanges, type WorkOrder } from './order';
import { refuseUnit } from './refuse-unit';
import { type RuleContext } from './rule-context';

/**
 * The latest moment for a co-unit's opinion: so many working days before the lead's due time (rules §4 `add_co_unit`);
 * where the lead has not that long, half of what is left.
 */
export function latestCoDue(leadDue: Date | null, { now, calendar, rules }: RuleContext): Date | null {
  if (!leadDue) return null;
  const latest = shiftDueBackByWorkdays(leadDue, rules.coUnitWorkdaysBefore, calendar);
  if (latest.getTime() > now.getTime()) return latest;
  const left = Math.max(0, leadDue.getTime() - now.getTime());
  return new Date(now.getTime() + Math.floor(left / 2));
}

/** A co-unit's share of the work as it begins. */
export function beginCoWork(unitCode: string, dueAt: Date | null, now: Date): CoUnitFact {
  const blank = { opinion: null, opinionAt: null, opinionBy: null };
  return { unitCode, addedAt: now.toISOString(), dueAt: dueAt?.toISOString() ?? null, ...blank };
}

/** @throws DomainError unknown_unit, subject_unit_excluded, co_unit_is_lead, co_unit_known, co_unit_due */
export function addCoUnit(
  order: WorkOrder,
  input: Inputs['add_co_unit'],
  _actor: Actor,
  context: RuleContext,
): OrderChanges {
  const { unitCode } = input;
  refuseUnit(unitCode, order, context.units);
  if (unitCode === order.leadUnitCode) throw new DomainError('co_unit_is_lead');
  if (order.coUnitCodes.includes(unitCode)) {
    throw new DomainError('co_unit_known', { unit: context.units.name(unitCode) });
  }
  const latest = latestCoDue(order.dueAt, context);
  const dueAt = input.dueAt ?? latest;
  const tooLate = dueAt && latest && dueAt.getTime() > latest.getTime();
  if (input.dueAt && (tooLate || input.dueAt.getTime() <= context.now.getTime())) {
    const until = latest ? beijingTime(latest) : '不限';
    throw new DomainError('co_unit_due', { days: context.rules.coUnitWorkdaysBefore, until });
  }
  return {
    coUnitCodes: [...order.coUnitCodes, unitCode],
    coWork: [...order.coWork, beginCoWork(unitCode, dueAt, context.now)],
  };
}

/** Goes to the lead unit, which merges it into the one reply; a later opinion replaces the one before. */
export function submitOpinion(
  order: WorkOrder,
  { text }: Inputs['submit_opinion'],
  actor: Actor,
  { now }: RuleContext,
): OrderChanges {
  const said = { opinion: text, opinionAt: now.toISOString(), opinionBy: actor.username };
  const mine = order.coWork.some((each) => each.unitCode === actor.unitCode)
    ? order.coWork
    : [...order.coWork, beginCoWork(actor.unitCode ?? '', null, now)];
  return { coWork: mine.map((each) => (each.unitCode === actor.unitCode ? { ...each, ...said } : each)) };
}
