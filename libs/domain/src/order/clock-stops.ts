import { type DueMove, type MovableDues, type TurnFact } from '@minsheng/contracts';
import { computeDue, type Limit, parseLimit, shiftDueByWorkdays, type WorkingCalendar } from '../deadline';
import { type OrderChanges, type WorkOrder } from './order';
import { type RuleContext } from './rule-context';
import { workdaysEndedBetween } from './slowness';
import { editTurn, moveDue } from './turns';

/** A stretch during which a unit's clock stood. */
interface Stop {
  readonly since: Date;
  readonly until: Date;
}

const DAY_MS = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;

/** Days whose 24:00 (Asia/Shanghai) falls in (from, to]. */
function daysEndedBetween(from: Date, to: Date): number {
  const day = (instant: Date): number => Math.floor((instant.getTime() + SHANGHAI_MS) / DAY_MS);
  return Math.max(0, day(to) - day(from));
}

/**
 * A due time that a stop of the clock moves (rules §5): a working day is not counted when the clock stands at its end;
 * hour limits add the stopped time. The start is never edited.
 */
export function dueAfterStop(dueAt: Date, limit: Limit, { since, until }: Stop, calendar: WorkingCalendar): Date {
  if (until.getTime() <= since.getTime()) return dueAt;
  switch (limit.unit) {
    case 'minute':
    case 'hour':
      return new Date(dueAt.getTime() + until.getTime() - since.getTime());
    case 'workhour':
      return calendar.addWorkMinutes(dueAt, calendar.workMinutesBetween(since, until));
    case 'workday': {
      const days = workdaysEndedBetween(since, until, calendar);
      return days === 0 ? dueAt : shiftDueByWorkdays(dueAt, days, calendar);
    }
    default: {
      const days = daysEndedBetween(since, until);
      // The last day is the one before the midnight at which the limit ends; a day off moves it on (民法典 203).
      return days === 0 ? dueAt : computeDue(new Date(dueAt.getTime() - 1), { n: days, unit: 'day' }, calendar).dueAt;
    }
  }
}

const instant = (text: string | null): Date | null => (text === null ? null : new Date(Date.parse(text)));
const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

/** The due times as they stand, to be kept while the clock is stopped. */
export function movableDues(order: WorkOrder): MovableDues {
  return { dueAt: iso(order.dueAt), contactDueAt: iso(order.contactDueAt), prelimDueAt: iso(order.prelimDueAt) };
}

/** What the due times of `before` come to after a stop; contact and preliminary answer only while they are still owed. */
export function duesAfterStop(
  order: WorkOrder,
  before: MovableDues,
  stop: Stop,
  { now, calendar }: Pick<RuleContext, 'now' | 'calendar'>,
  why: DueMove,
): OrderChanges {
  const moved = (text: string | null, limit: string | null | undefined): Date | null => {
    const due = instant(text);
    return due && limit ? dueAfterStop(due, parseLimit(limit), stop, calendar) : due;
  };
  const dueAt = moved(before.dueAt, order.rule?.reply);
  const contactDueAt = order.contactedAt ? order.contactDueAt : moved(before.contactDueAt, order.rule?.contact);
  const prelimDueAt = order.prelimMetAt ? order.prelimDueAt : moved(before.prelimDueAt, order.rule?.prelim);
  const due = dueAt ? moveDue(order, dueAt, now, why) : {};
  const contact = editTurn({ ...order, ...due }, () => ({ contactDueAt: iso(contactDueAt) }));
  return { ...due, ...contact, contactDueAt, prelimDueAt };
}

/** Writes the stop into the running turn: how long it was handled is counted without it. */
export function noteStop(turn: TurnFact, stop: Stop): Partial<TurnFact> {
  const fact = { since: stop.since.toISOString(), until: stop.until.toISOString() };
  const others = (turn.stops ?? []).filter((each) => each.since !== fact.since);
  return { stops: [...others, fact] };
}
