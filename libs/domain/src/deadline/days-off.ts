import { type CivilDate, dayNumber, dayOfInstant, dueDayOf, instantOf, toCivilDate } from './civil-date';
import { FIRST_YEAR, LAST_YEAR, type WorkingCalendar } from './working-calendar';

/** A run of whole days without work for one reason: a weekend, a holiday. `to` is 24:00 of its last day. */
export interface OffDays {
  readonly from: Date;
  readonly to: Date;
  readonly reason: string;
}

/** The days off that touch the time from a to b, so that a picture of it can shade them. */
export function daysOffBetween(a: Date, b: Date, calendar: WorkingCalendar): readonly OffDays[] {
  if (b <= a) return [];
  const runs: OffDays[] = [];
  const last = dueDayOf(b);
  for (let day = dayOfInstant(a); day <= last; day += 1) {
    if (calendar.isWorkdayNumber(day)) continue;
    const [from, to, reason] = [instantOf(day), instantOf(day + 1), calendar.reasonOfNumber(day)];
    const before = runs.at(-1);
    if (before && before.reason === reason && before.to.getTime() === from.getTime()) {
      runs[runs.length - 1] = { ...before, to };
    } else runs.push({ from, to, reason });
  }
  return runs;
}

/** Days that are worked under one calendar and not under the other, in order. */
export function daysUnlike(a: WorkingCalendar, b: WorkingCalendar): CivilDate[] {
  const unlike: CivilDate[] = [];
  const last = dayNumber(LAST_YEAR, 12, 31);
  for (let day = dayNumber(FIRST_YEAR, 1, 1); day <= last; day += 1) {
    if (a.isWorkdayNumber(day) !== b.isWorkdayNumber(day)) unlike.push(toCivilDate(day));
  }
  return unlike;
}
