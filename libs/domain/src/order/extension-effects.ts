import { type ApplicationFact } from '@minsheng/contracts';
import { civilDateOf, computeDue, type Limit, parseLimit, shiftDueByWorkdays, type WorkingCalendar } from '../deadline';
import { DomainError } from '../errors';
import { type Actor } from '../privacy/actor';
import {
  beginHold,
  decideApplication,
  endHold,
  fileApplication,
  pendingOf,
  refuseUnasked,
} from './application-effects';
import { type Inputs } from './inputs';
import { type OrderChanges, type WorkOrder } from './order';
import { type RuleContext } from './rule-context';
import { editTurn, moveDue } from './turns';

/** What bounds an extension of this order: how many there are at most, and how far one may go. */
export function extensionBounds(order: WorkOrder, { rules }: RuleContext): { most: number; cap: Limit | null } {
  const legal = rules.extensions.legal[order.track];
  return legal ?? { most: rules.extensions.most, cap: null };
}

/** How many working days the limit came to when it was given. */
function originalWorkdays(order: WorkOrder, { calendar }: RuleContext): number {
  const limit = order.rule?.reply ? parseLimit(order.rule.reply) : null;
  if (limit?.unit === 'workday') return limit.n;
  const turn = order.turns.at(-1);
  const [start, first] = [turn?.dispatchedAt, turn?.dues[0]?.dueAt];
  if (!start || !first) return 0;
  const day = (instant: string): string => civilDateOf(new Date(Date.parse(instant)));
  return Math.max(1, calendar.workdaysBetween(day(start), day(first)));
}

/** The longest extension in working days. With a legal cap in days, as many as do not lead beyond it. */
export function mostWorkdays(order: WorkOrder, dueAt: Date, context: RuleContext): number {
  const { cap } = extensionBounds(order, context);
  if (!cap) return Math.min(context.rules.extensions.capWorkdays, originalWorkdays(order, context));
  if (cap.unit === 'workday') return cap.n;
  // The last day of the limit is the one before the midnight at which it ends.
  const last = computeDue(new Date(dueAt.getTime() - 1), cap, context.calendar).dueAt;
  let days = 0;
  while (shiftDueByWorkdays(dueAt, days + 1, context.calendar).getTime() <= last.getTime()) days += 1;
  return days;
}

/** The due time that so many working days more come to, counted on from the present due day. */
export function dueIfExtended(
  { dueAt }: Pick<WorkOrder, 'dueAt'>,
  workdays: number | null,
  calendar: WorkingCalendar,
): Date | null {
  return dueAt && workdays ? shiftDueByWorkdays(dueAt, workdays, calendar) : null;
}

/** What granting the undecided extension would make of the due time; null where none waits. */
export function dueIfGranted(order: WorkOrder, { calendar }: Pick<RuleContext, 'calendar'>): Date | null {
  return dueIfExtended(order, pendingOf(order, 'extension')?.workdays ?? null, calendar);
}

/** Filed before the due time: from then on until the decision the turn is neither on time nor late (rules §6 待决). */
export function requestExtension(
  order: WorkOrder,
  input: Inputs['request_extension'],
  actor: Actor,
  context: RuleContext,
): OrderChanges {
  const { dueAt } = order;
  const most = dueAt ? mostWorkdays(order, dueAt, context) : 0;
  if (input.workdays > most) throw new DomainError('extension_too_long', { most, asked: input.workdays });
  const { workdays, reason, basis = null } = input;
  return {
    ...fileApplication(order, { kind: 'extension', workdays, reason, basis }, actor, context.now),
    ...editTurn(order, (turn) => beginHold(turn, 'extension', context.now)),
  };
}

/** Counted on from the present due day, also when it is approved after that day: filed in time is never overdue. */
export function approveExtension(
  order: WorkOrder,
  input: Inputs['approve_extension'],
  actor: Actor,
  { now, calendar }: RuleContext,
): OrderChanges {
  const asked = refuseUnasked(order, 'extension', '延期');
  const verdict = { granted: true, by: actor.username, note: input.reason ?? null, now };
  const until = now.toISOString();
  const held = editTurn(order, (turn) => endHold(turn, 'extension', { until, granted: true }));
  const dueAt = dueIfExtended(order, asked.workdays, calendar);
  const moved = dueAt ? moveDue({ ...order, ...held }, dueAt, now, 'extension') : {};
  return {
    ...decideApplication(order, 'extension', verdict),
    ...held,
    ...moved,
    ...extendedPause(order, asked, calendar),
  };
}

/** What a pause will be undone to moves along. */
function extendedPause(order: WorkOrder, { workdays }: ApplicationFact, calendar: WorkingCalendar): OrderChanges {
  const { pause } = order;
  if (!pause?.before.dueAt || !workdays) return {};
  const dueAt = shiftDueByWorkdays(new Date(Date.parse(pause.before.dueAt)), workdays, calendar).toISOString();
  return { pause: { ...pause, before: { ...pause.before, dueAt } } };
}

/** Refused: overdue from the original time. */
export function refuseExtension(
  order: WorkOrder,
  input: Inputs['refuse_extension'],
  actor: Actor,
  { now }: RuleContext,
): OrderChanges {
  const verdict = { granted: false, by: actor.username, note: input.reason ?? null, now };
  const until = now.toISOString();
  return {
    ...decideApplication(order, 'extension', verdict),
    ...editTurn(order, (turn) => endHold(turn, 'extension', { until, granted: false })),
  };
}
