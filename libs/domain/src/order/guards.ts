import { type Action } from '@minsheng/contracts';
import { computeDue, limitLabel } from '../deadline';
import { DomainError } from '../errors';
import { type Actor, hasRole } from '../privacy/actor';
import { type WorkOrder } from './order';
import { type RuleContext } from './rule-context';

/** A rule that forbids an action by the order's facts alone, before anything is typed: it also hides the button. */
type Guard = (order: WorkOrder, actor: Actor, context: RuleContext) => void;

/** Defaults of the tables an administrator edits (rules §4). */
export const ORDER_RULES = {
  returnsPerUnit: 2,
  redoDays: 30,
  redoByDispatcherFrom: 3,
  callbackAttempts: 3,
  ratingDays: 30,
} as const;

export const DAY_MS = 86_400_000;

function returnIsStillOpen(order: WorkOrder, _actor: Actor, { now, calendar, limits }: RuleContext): void {
  const unit = order.leadUnitCode ?? '';
  const count = order.returnCounts[unit] ?? 0;
  if (count >= ORDER_RULES.returnsPerUnit) {
    throw new DomainError('return_limit', { limit: ORDER_RULES.returnsPerUnit, count });
  }
  if (!order.dispatchedAt) return;
  const window = limits.procedure.returnRequest;
  const { dueAt } = computeDue(order.dispatchedAt, window, calendar);
  if (now.getTime() > dueAt.getTime()) {
    throw new DomainError('return_window_passed', { limit: limitLabel(window), until: beijingTime(dueAt) });
  }
}

/** Whoever registered or handled the case may not ask whether it was well done. */
function callerIsNotOwnCase(order: WorkOrder, actor: Actor): void {
  if (order.participants.includes(actor.username)) throw new DomainError('callback_own_case');
}

function redoIsOpen(order: WorkOrder, actor: Actor, { now }: RuleContext): void {
  if (order.leadUnitCode === null) throw new DomainError('redo_no_unit');
  if (order.closedAt && now.getTime() - order.closedAt.getTime() > ORDER_RULES.redoDays * DAY_MS) {
    throw new DomainError('redo_window_passed', { days: ORDER_RULES.redoDays });
  }
  const count = order.redoCount + 1;
  if (count >= ORDER_RULES.redoByDispatcherFrom && !hasRole(actor, 'dispatcher')) {
    throw new DomainError('redo_dispatcher_only', { count });
  }
}

export const GUARDS: Readonly<Partial<Record<Action, Guard>>> = {
  request_return: returnIsStillOpen,
  record_callback: callerIsNotOwnCase,
  redo: redoIsOpen,
};

/** 2026-10-09 24:00 style text for messages: the civil minute in Asia/Shanghai (UTC+8, no summer time since 1991). */
export function beijingTime(instant: Date): string {
  return new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}
