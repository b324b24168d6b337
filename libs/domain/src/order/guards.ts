import { type Action } from '@minsheng/contracts';
import { computeDue, limitLabel } from '../deadline';
import { DomainError } from '../errors';
import { type Actor, hasRole } from '../privacy/actor';
import { type WorkOrder } from './order';
import { type RuleContext } from './rule-context';

/** A rule that forbids an action by the order's facts alone, before anything is typed: it also hides the button. */
type Guard = (order: WorkOrder, actor: Actor, context: RuleContext) => void;

export const DAY_MS = 86_400_000;

function returnIsStillOpen(order: WorkOrder, _actor: Actor, { now, calendar, limits, rules }: RuleContext): void {
  const unit = order.leadUnitCode ?? '';
  const count = order.returnCounts[unit] ?? 0;
  const limit = rules.returns.perUnit;
  if (count >= limit) throw new DomainError('return_limit', { limit, count });
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

function redoIsOpen(order: WorkOrder, actor: Actor, { now, rules }: RuleContext): void {
  if (order.leadUnitCode === null) throw new DomainError('redo_no_unit');
  if (order.closedAt && now.getTime() - order.closedAt.getTime() > rules.redo.days * DAY_MS) {
    throw new DomainError('redo_window_passed', { days: rules.redo.days });
  }
  const count = order.redoCount + 1;
  if (count >= rules.redo.byDispatcherFrom && !hasRole(actor, 'dispatcher')) {
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
