import { type DueFact, type TurnFact } from '@minsheng/contracts';
import {
  type CivilDate,
  duesOf,
  parseLimit,
  shiftDueBackByWorkdays,
  shiftDueByWorkdays,
  startOfDay,
  type WorkingCalendar,
} from '../deadline';
import { settle } from './decide';
import { type Decision, isOpen, type OrderChanges, type WorkOrder } from './order';
import { editTurn, moveDue } from './turns';

/** What a new working calendar is applied by. */
export interface Recomputing {
  readonly now: Date;
  /** The version of the calendar that now holds, for the history. */
  readonly version: number;
  /** Days that the calendar changes, in order. */
  readonly changedDays: readonly CivilDate[];
  /** The calendar that held at an instant: what a due time set then was counted by. */
  at(instant: Date): WorkingCalendar;
  /** The new calendar's days with the readings of the law (close of business, off-hours) that held at an instant. */
  target(instant: Date): WorkingCalendar;
}

type Times = Pick<WorkOrder, 'signDueAt' | 'contactDueAt' | 'prelimDueAt' | 'dueAt' | 'provisional'>;
/** What of an order its times follow from. */
export type TimedFacts = Times &
  Pick<WorkOrder, 'state' | 'repliedAt' | 'signedAt' | 'contactedAt' | 'prelimMetAt' | 'rule' | 'turns'>;

/** Whether a new calendar concerns the order: its deadline is open, and provisional or spans a day that changes (rules §5). */
export function isConcerned(order: TimedFacts, changedDays: readonly CivilDate[]): boolean {
  const turn = order.turns.at(-1);
  const owes = isOpen(order.state) && order.state !== 'suspended' && order.repliedAt === null;
  if (!owes || !turn || turn.leftAt !== null || order.dueAt === null) return false;
  if (order.rule?.reply == null) return false;
  const [from, to] = [startOf(turn).getTime(), order.dueAt.getTime()];
  return order.provisional || changedDays.some((day) => isWithin(startOfDay(day).getTime(), from, to));
}

/** A day that begins before the due time and ends after the start lies in the span. */
function isWithin(day: number, from: number, to: number): boolean {
  return day < to && day + 86_400_000 > from;
}

/**
 * The order's times under a new calendar, or null where they stay as they are. Its own rule and start are counted again;
 * working days that were given since (an extension, the hotline's slowness) are given again. Times that were met, or have
 * run out, stand.
 */
export function recomputedTimes(order: TimedFacts, ask: Recomputing): Times | null {
  const turn = order.turns.at(-1);
  if (!turn || !order.rule || !order.dueAt || !isConcerned(order, ask.changedDays)) return null;
  const start = startOf(turn);
  const dues = duesOf(order.rule, start, ask.target(start));
  if (!dues.dueAt) return null;
  const dueAt = givenAgain(order, turn, dues.dueAt, ask);
  const times: Times = {
    signDueAt: stillOpen(order.signDueAt, order.signedAt, ask.now) ? dues.signDueAt : order.signDueAt,
    contactDueAt: stillOpen(order.contactDueAt, order.contactedAt, ask.now) ? dues.contactDueAt : order.contactDueAt,
    prelimDueAt: stillOpen(order.prelimDueAt, order.prelimMetAt, ask.now) ? dues.prelimDueAt : order.prelimDueAt,
    dueAt,
    provisional: dues.provisional || isProvisional(dueAt, turn, ask),
  };
  return sameTimes(order, times) ? null : times;
}

/** Applies a new calendar to one order, as the system's own row of its history; null where nothing moves. */
export function recomputeDue(order: WorkOrder, ask: Recomputing): Decision | null {
  const times = recomputedTimes(order, ask);
  if (!times) return null;
  const { dueAt, ...others } = times;
  const moved = dueAt ? markRecomputed(moveDue(order, dueAt, ask.now, 'calendar')) : {};
  const after = { ...order, ...moved };
  const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
  const turn = editTurn(after, () => ({ signDueAt: iso(times.signDueAt), contactDueAt: iso(times.contactDueAt) }));
  const changes: OrderChanges = { ...moved, ...turn, ...others, ...movedPause(order, dueAt, ask) };
  return settle(order, changes, moved.dueAt !== undefined, {
    action: 'recompute',
    at: ask.now,
    actor: null,
    actorRole: null,
    actorUnit: null,
    input: { calendarVersion: ask.version },
  });
}

/** What a pause will be undone to moves along with the due time that it is planned for. */
function movedPause({ pause, dueAt }: WorkOrder, moved: Date | null, ask: Recomputing): OrderChanges {
  if (!pause?.before.dueAt || !dueAt || !moved) return {};
  const calendar = ask.target(ask.now);
  const days = workdaysApart(dueAt, moved, calendar);
  const before = new Date(Date.parse(pause.before.dueAt));
  const due = days >= 0 ? shiftDueByWorkdays(before, days, calendar) : shiftDueBackByWorkdays(before, -days, calendar);
  return { pause: { ...pause, before: { ...pause.before, dueAt: due.toISOString() } } };
}

/** When the limit that runs began; a turn that an undone merge brought back goes on with its old clock. */
function startOf(turn: TurnFact): Date {
  return new Date(Date.parse(turn.clockFrom ?? turn.dispatchedAt));
}

/** The due time of the rule under the new calendar, moved by what was decided since. Hours by the clock know no calendar. */
function givenAgain(order: TimedFacts, turn: TurnFact, base: Date, ask: Recomputing): Date {
  const calendar = ask.target(startOf(turn));
  const unit = parseLimit(order.rule?.reply ?? '1workday').unit;
  const present = order.dueAt ?? base;
  if (unit === 'minute' || unit === 'hour') return present;
  const first = turn.dues[0];
  if (unit === 'workhour' && first) {
    const minutes = ask.at(ask.now).workMinutesBetween(new Date(Date.parse(first.dueAt)), present);
    return calendar.addWorkMinutes(base, minutes);
  }
  const days = workdaysGiven(order, turn, ask);
  return days >= 0 ? shiftDueByWorkdays(base, days, calendar) : shiftDueBackByWorkdays(base, -days, calendar);
}

/** Working days by which decisions moved the due time since it was first set, each counted by the calendar of its day. */
function workdaysGiven(order: TimedFacts, turn: TurnFact, ask: Recomputing): number {
  return turn.dues.slice(1).reduce(
    (sum, due, index) => {
      const before = turn.dues[index];
      if (due.recomputed || !before) return sum;
      return sum + workdaysMoved(before, due, ask.at(new Date(Date.parse(due.since))));
    },
    workdaysBefore(order, turn, ask),
  );
}

/** What had been given before a merge that was undone: it is in the first due time of the turn that came after. */
function workdaysBefore({ rule }: TimedFacts, turn: TurnFact, ask: Recomputing): number {
  const first = turn.dues[0];
  if (!turn.clockFrom || !first || !rule) return 0;
  const calendar = ask.at(startOf(turn));
  const { dueAt } = duesOf(rule, startOf(turn), calendar);
  return dueAt ? workdaysApart(dueAt, new Date(Date.parse(first.dueAt)), calendar) : 0;
}

function workdaysMoved(before: DueFact, after: DueFact, calendar: WorkingCalendar): number {
  return workdaysApart(new Date(Date.parse(before.dueAt)), new Date(Date.parse(after.dueAt)), calendar);
}

/** Working days from one due day to another, negative backwards. */
export function workdaysApart(from: Date, to: Date, calendar: WorkingCalendar): number {
  const day = (due: Date): CivilDate => new Date(due.getTime() - 1 + 8 * 3_600_000).toISOString().slice(0, 10);
  return to >= from ? calendar.workdaysBetween(day(from), day(to)) : -calendar.workdaysBetween(day(to), day(from));
}

function stillOpen(dueAt: Date | null, metAt: Date | null, now: Date): boolean {
  return dueAt !== null && metAt === null && dueAt > now;
}

/** Whether the days that were given after the rule's own reach into a year without a notice. */
function isProvisional(dueAt: Date, turn: TurnFact, ask: Recomputing): boolean {
  const calendar = ask.target(startOf(turn));
  const day = new Date(dueAt.getTime() - 1 + 8 * 3_600_000).toISOString().slice(0, 10);
  return calendar.isProvisional(day);
}

function sameTimes(order: Times, times: Times): boolean {
  const same = (a: Date | null, b: Date | null): boolean => a?.getTime() === b?.getTime();
  return (
    same(order.signDueAt, times.signDueAt) &&
    same(order.contactDueAt, times.contactDueAt) &&
    same(order.prelimDueAt, times.prelimDueAt) &&
    same(order.dueAt, times.dueAt) &&
    order.provisional === times.provisional
  );
}

/** The newest due time was set by the calendar and by nobody's decision. */
function markRecomputed(moved: OrderChanges): OrderChanges {
  const last = moved.turns?.at(-1);
  const due = last?.dues.at(-1);
  if (!moved.turns || !last || !due) return moved;
  const dues: DueFact[] = [...last.dues.slice(0, -1), { ...due, recomputed: true }];
  return { ...moved, turns: [...moved.turns.slice(0, -1), { ...last, dues }] };
}
