import { DomainError } from '../errors';

/** A day in China as people write it, `yyyy-MM-dd`. */
export type CivilDate = string;

const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
/** Asia/Shanghai has been UTC+8 without summer time since 1992, before the first year whose holidays are known here. */
const OFFSET_MS = 8 * HOUR_MS;

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Days are counted from 1970-01-01 in Shanghai, so that all arithmetic is on integers. */
export function dayNumber(year: number, month: number, day: number): number {
  return Math.floor(Date.UTC(year, month - 1, day) / DAY_MS);
}

/** Year, month (1–12) and day of a day number. */
export function partsOf(day: number): { year: number; month: number; day: number } {
  const at = new Date(day * DAY_MS);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
}

/** 0 = Sunday … 6 = Saturday; 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

export function isWeekend(day: number): boolean {
  const weekday = weekdayOf(day);
  return weekday === 0 || weekday === 6;
}

/** Reads a date and refuses one that no calendar has, such as 2026-02-30. */
export function toDayNumber(date: CivilDate): number {
  const match = DATE.exec(date);
  if (match) {
    const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
    const result = dayNumber(year, month, day);
    const back = partsOf(result);
    if (back.year === year && back.month === month) return result;
  }
  throw new DomainError('invalid_field', { field: '日期', reason: `“${date}”不是有效日期，应如 2026-09-30` });
}

export function toCivilDate(day: number): CivilDate {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** The Shanghai day in which an instant lies; midnight belongs to the day that begins. */
export function dayOfInstant(instant: Date): number {
  return Math.floor((instant.getTime() + OFFSET_MS) / DAY_MS);
}

/** Milliseconds since Shanghai midnight. */
export function msOfDay(instant: Date): number {
  return instant.getTime() + OFFSET_MS - dayOfInstant(instant) * DAY_MS;
}

/** The instant `ms` milliseconds after the midnight with which a day begins. */
export function instantOf(day: number, ms = 0): Date {
  return new Date(day * DAY_MS - OFFSET_MS + ms);
}

/** Which day it is in China at an instant: what receipts, due dates and report periods are counted in. */
export function civilDateOf(instant: Date): CivilDate {
  return toCivilDate(dayOfInstant(instant));
}

/** 00:00 of a day in Shanghai. */
export function startOfDay(date: CivilDate): Date {
  return instantOf(toDayNumber(date));
}

/** 24:00 of a day, that is 00:00 of the next (民法典 203: a period ends at 24:00 of its last day). */
export function endOfDay(date: CivilDate): Date {
  return instantOf(toDayNumber(date) + 1);
}

/** The day on which a due time falls: 24:00 of Friday is Friday, although its instant is Saturday's 00:00. */
export function dueDayOf(dueAt: Date): number {
  return dayOfInstant(new Date(dueAt.getTime() - 1));
}

/** 民法典 202: the same day number `months` later, or the month's last day where there is none. */
export function addMonths(day: number, months: number): number {
  const { year, month, day: dayOfMonth } = partsOf(day);
  const first = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(first / 12), (first % 12) + 1];
  const lastDay = partsOf(dayNumber(toYear, toMonth + 1, 0)).day;
  return dayNumber(toYear, toMonth, Math.min(dayOfMonth, lastDay));
}
