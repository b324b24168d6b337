import { addMonths, dayOfInstant, dueDayOf, instantOf, msOfDay } from './civil-date';
import { type Limit } from './limits';
import { type WorkingCalendar } from './working-calendar';

const MINUTE_MS = 60_000;

/** A due time, and whether a notice still to come may move it. */
export interface Due {
  readonly dueAt: Date;
  readonly provisional: boolean;
}

/** The days of a limit that is counted in days: after `zero`, up to and including `due`. */
export interface DaySpan {
  /** The day of receipt, which is not counted (民法典 201). */
  readonly zero: number;
  /** The last day before a day off moved it; the same as `due` for working days. */
  readonly nominal: number;
  readonly due: number;
}

/** Day 0 of a working-day limit: the day of receipt, unless the county counts off-hours receipts as the next day's. */
function receiptDay(start: Date, calendar: WorkingCalendar): number {
  const day = dayOfInstant(start);
  if (!calendar.options.offHoursCountAsNextWorkday) return day;
  const inTime = calendar.isWorkdayNumber(day) && msOfDay(start) <= calendar.closeOfBusiness(day);
  return inTime ? day : calendar.nthWorkdayNumberAfter(day, 1);
}

/** 民法典 203: a last day on a day off is the next working day instead. */
function orNextWorkday(day: number, calendar: WorkingCalendar): number {
  return calendar.isWorkdayNumber(day) ? day : calendar.nthWorkdayNumberAfter(day, 1);
}

/** Counts a working-day, day or month limit; the one place that both the due time and its explanation come from. */
export function daySpanOf(start: Date, { n, unit }: Limit, calendar: WorkingCalendar): DaySpan {
  if (unit === 'workday') {
    const zero = receiptDay(start, calendar);
    const due = calendar.nthWorkdayNumberAfter(zero, n);
    return { zero, nominal: due, due };
  }
  const zero = dayOfInstant(start);
  const nominal = unit === 'month' ? addMonths(zero, n) : zero + n;
  return { zero, nominal, due: orNextWorkday(nominal, calendar) };
}

/** 24:00 of the due day, or its close of business where the county chose so. */
function endOfBusiness(day: number, calendar: WorkingCalendar): Date {
  return calendar.options.dueAtCloseOfBusiness ? instantOf(day, calendar.closeOfBusiness(day)) : instantOf(day + 1);
}

/** When a limit that starts at `start` runs out (rules §5, 民法典 200–204). */
export function computeDue(start: Date, limit: Limit, calendar: WorkingCalendar): Due {
  switch (limit.unit) {
    case 'minute':
      return { dueAt: new Date(start.getTime() + limit.n * MINUTE_MS), provisional: false };
    case 'hour':
      return { dueAt: new Date(start.getTime() + limit.n * 60 * MINUTE_MS), provisional: false };
    case 'workhour': {
      const dueAt = calendar.addWorkMinutes(start, limit.n * 60);
      return { dueAt, provisional: calendar.anyProvisional(dayOfInstant(start) - 1, dueDayOf(dueAt)) };
    }
    default: {
      const span = daySpanOf(start, limit, calendar);
      const first = dayOfInstant(start) - (calendar.options.offHoursCountAsNextWorkday ? 1 : 0);
      const from = limit.unit === 'workday' ? first : span.nominal - 1;
      return { dueAt: endOfBusiness(span.due, calendar), provisional: calendar.anyProvisional(from, span.due) };
    }
  }
}

/** Moves a due time on by n working days; it keeps its time of day, or the close of business where it stood there. */
export function shiftDueByWorkdays(dueAt: Date, n: number, calendar: WorkingCalendar): Date {
  const day = dueDayOf(dueAt);
  const moved = calendar.nthWorkdayNumberAfter(day, n);
  const timeOfDay = dueAt.getTime() - instantOf(day).getTime();
  const atClose = calendar.options.dueAtCloseOfBusiness && timeOfDay === calendar.closeOfBusiness(day);
  return instantOf(moved, atClose ? calendar.closeOfBusiness(moved) : timeOfDay);
}

/** Moves a due time back by n working days; it keeps its time of day. */
export function shiftDueBackByWorkdays(dueAt: Date, n: number, calendar: WorkingCalendar): Date {
  const day = dueDayOf(dueAt);
  const moved = calendar.nthWorkdayNumberUpTo(day, n + (calendar.isWorkdayNumber(day) ? 1 : 0));
  return instantOf(moved, dueAt.getTime() - instantOf(day).getTime());
}

/**
 * How many working days late something is, as offices count it: the working days begun since the due day. Due on
 * Friday, it is one day late on Monday, two on Tuesday, three on Wednesday. Late at all (the same day after an hour
 * limit, or the weekend after) is at least one; at or before the due time is none.
 */
export function workdaysLate(dueAt: Date, at: Date, calendar: WorkingCalendar): number {
  if (at <= dueAt) return 0;
  return Math.max(1, calendar.workdayNumbersBetween(dueDayOf(dueAt), dayOfInstant(at)));
}
