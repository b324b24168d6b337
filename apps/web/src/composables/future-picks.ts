import { formatDue, nowTyped, toInstant } from './format-time';

const DAY_MS = 86_400_000;

/** A quick choice for a time to come, as a `datetime-local` field holds it: the county's time whatever the desk's zone. */
export interface FuturePick {
  label: string;
  typed: string;
}

/** An instant of the server as the field holds it. */
export function typedOf(iso: string): string {
  return nowTyped(Date.parse(iso));
}

/** 18:00 of today, where that is still to come, and of tomorrow. */
export function civilPicks(now: number): FuturePick[] {
  const evening = (days: number): string => `${nowTyped(now + days * DAY_MS).slice(0, 10)}T18:00`;
  const picks = [
    { label: '今天 18:00', typed: evening(0) },
    { label: '明天 18:00', typed: evening(1) },
  ];
  return picks.filter(({ typed }) => Date.parse(toInstant(typed)) > now);
}

/** Whether a choice lies within what is allowed; without a bound every one does. */
export function isWithin(typed: string, latest: string | null): boolean {
  return latest === null || Date.parse(toInstant(typed)) <= Date.parse(latest);
}

/** How what was typed reads: midnight as 24:00 of the day that counts. Empty where nothing whole was typed. */
export function readAs(typed: string): string {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(typed) ? formatDue(toInstant(typed)) : '';
}
