import { DomainError } from '../errors';
import {
  addMonths,
  civilDateOf,
  dayNumber,
  dayOfInstant,
  dueDayOf,
  instantOf,
  partsOf,
  toCivilDate,
} from '../deadline/civil-date';

/** A span of time (from, to]: a limit that ends at 24:00 of the last day still belongs to it (rules §6). */
export interface Period {
  readonly from: Date;
  readonly to: Date;
}

const MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/;

/** The calendar month `2019-03` in Shanghai time. */
export function monthPeriod(month: string): Period {
  const parts = MONTH.exec(month);
  if (!parts) throw new DomainError('month_unreadable', { month });
  const first = dayNumber(Number(parts[1]), Number(parts[2]), 1);
  return { from: instantOf(first), to: instantOf(addMonths(first, 1)) };
}

/** `2019-03` → `2019-02`. */
export function previousMonth(month: string): string {
  return civilDateOf(new Date(monthPeriod(month).from.getTime() - 1)).slice(0, 7);
}

/** The month that is running at `now`: what the board's ratios are about. A moment at 00:00 ends the day before. */
export function runningMonth(now: Date): Period {
  const { year, month } = partsOf(dueDayOf(now));
  return { from: instantOf(dayNumber(year, month, 1)), to: now };
}

/** The day whose tally an instant belongs to: days are (00:00, 24:00], as periods are. */
export function tallyDay(instant: Date): string {
  return toCivilDate(dueDayOf(instant));
}

/** The first and the last tally day of a period, and the end of the last one. */
export function tallyDaysOf(period: Period): { first: string; last: string; lastEndsAt: Date } {
  const last = dueDayOf(period.to);
  return { first: toCivilDate(dayOfInstant(period.from)), last: toCivilDate(last), lastEndsAt: instantOf(last + 1) };
}
