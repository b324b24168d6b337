import { type CivilDate, civilDateOf, type WorkingCalendar } from '../deadline';

const DAY_MS = 86_400_000;

function dayBefore(date: CivilDate): CivilDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);
}

/** Working days whose 24:00 falls in (from, to]: the days that the hotline's own deliberation cost a unit. */
export function workdaysEndedBetween(from: Date, to: Date, calendar: WorkingCalendar): number {
  if (to.getTime() <= from.getTime()) return 0;
  return calendar.workdaysBetween(dayBefore(civilDateOf(from)), dayBefore(civilDateOf(to)));
}

/** Morning or afternoon of a day in Asia/Shanghai: a caller is tried in different ones (rules §4 `record_callback`). */
export function halfDayOf(instant: Date): string {
  const hour = new Date(instant.getTime() + 8 * 3_600_000).getUTCHours();
  return `${civilDateOf(instant)}${hour < 12 ? 'a' : 'p'}`;
}
