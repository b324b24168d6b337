import { type CivilDate, civilDateOf, startOfDay, type WorkingCalendar } from '@minsheng/domain';
import { type SeededRandom, Weighted } from '../random';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Calls an hour: peaks 9–11 and 14–16 (domain notes §5.3), few at night. */
const HOURS = [2, 1, 1, 1, 1, 2, 5, 14, 45, 92, 98, 60, 24, 30, 88, 90, 62, 40, 22, 20, 18, 14, 9, 4];
/** Monday brings what the weekend left. */
const WEEKDAYS = [0.34, 1.16, 1.08, 1.0, 0.98, 0.95, 0.46];
const HOLIDAY = 0.3;

/** When people call: by day of the week, holiday and hour, over whole years up to `asOf`. */
export class Arrivals {
  private readonly days: Weighted<CivilDate>;
  private readonly hours = new Weighted(
    HOURS.map((_, hour) => hour),
    (hour) => HOURS[hour] ?? 0,
  );

  constructor(
    private readonly asOf: Date,
    years: number,
    calendar: WorkingCalendar,
  ) {
    this.days = new Weighted(daysBefore(asOf, Math.max(1, Math.round(365 * years))), (day) => dayWeight(day, calendar));
  }

  /** An instant of receipt, before `asOf`. What today has not brought yet is drawn again, so that the number stays. */
  draw(random: SeededRandom): Date {
    for (;;) {
      const day = this.days.draw(random);
      const within = (this.hours.draw(random) + random.next()) * HOUR_MS;
      const instant = new Date(startOfDay(day).getTime() + Math.floor(within / 1000) * 1000);
      if (instant.getTime() < this.asOf.getTime()) return instant;
    }
  }
}

/** The days that end with the day of `asOf`; a day that has only just begun does not count. */
function daysBefore(asOf: Date, count: number): CivilDate[] {
  const last = asOf.getTime() - HOUR_MS;
  return Array.from({ length: count }, (_, i) => civilDateOf(new Date(last - (count - 1 - i) * DAY_MS)));
}

function dayWeight(day: CivilDate, calendar: WorkingCalendar): number {
  const weekday = new Date(startOfDay(day).getTime() + 12 * HOUR_MS).getUTCDay();
  const weight = WEEKDAYS[weekday] ?? 1;
  const isWeekend = weekday === 0 || weekday === 6;
  if (calendar.isWorkday(day)) return isWeekend ? 0.9 : weight;
  return isWeekend ? weight : HOLIDAY;
}
