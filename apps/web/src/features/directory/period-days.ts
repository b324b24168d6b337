/** Days of the county as date fields hold them: `2026-03-01`, in Asia/Shanghai (UTC+8, no summer time). */
const DAY_MS = 86_400_000;
const ZONE_MS = 8 * 3_600_000;

export function today(now: number = Date.now()): string {
  return new Date(now + ZONE_MS).toISOString().slice(0, 10);
}

export function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * DAY_MS).toISOString().slice(0, 10);
}

/** 00:00 of the day, as an instant. */
export function dayStart(day: string): string {
  return `${day}T00:00:00+08:00`;
}
