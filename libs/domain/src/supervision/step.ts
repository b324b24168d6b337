import { type HistoryAction, type StepCause, type SupervisionLevel } from '@minsheng/contracts';
import { computeDue, type Limit } from '../deadline';
import { type WorkOrder } from '../order/order';
import { type RuleContext } from '../order/rule-context';

/** Something that time alone brings upon an order. */
export interface Step {
  /** Names it within the order's life; taken once under this name. */
  readonly key: string;
  readonly action: HistoryAction;
  readonly cause: StepCause;
  readonly level: SupervisionLevel | null;
  /** Whom it concerns; null where it is not a unit's. */
  readonly unitCode: string | null;
  /** The first instant at which it is due. */
  readonly at: Date;
}

/** What steps are computed from besides the order: no clock, so that the next one can be known beforehand. */
export type StepTables = Pick<RuleContext, 'calendar' | 'limits' | 'rules'>;

/** On time is at or before a limit: what follows its passing begins a millisecond later. */
export function justAfter(limit: Date): Date {
  return new Date(limit.getTime() + 1);
}

export function instant(text: string): Date {
  return new Date(Date.parse(text));
}

/** The number of the unit's turn that runs now. */
export function turnOf(order: Pick<WorkOrder, 'turns'>): number {
  return order.turns.length;
}

/** A reminder, unless there is nothing to remind of. */
export function reminder(
  order: WorkOrder,
  cause: StepCause,
  due: { readonly key: string; readonly limit: Date | null; readonly unitCode?: string },
): readonly Step[] {
  if (!due.limit) return [];
  const unitCode = due.unitCode ?? order.leadUnitCode;
  return [{ key: `${cause}:${due.key}`, action: 'remind', cause, level: null, unitCode, at: justAfter(due.limit) }];
}

/** When a limit of the procedure that began at `start` has passed. */
export function passed(start: Date, limit: Limit, { calendar }: StepTables): Date {
  return justAfter(computeDue(start, limit, calendar).dueAt);
}
