import { type NoticeLevel } from '@minsheng/contracts';
import { msOfDay } from '../deadline/civil-date';

/** When people are left in peace, how often a gateway is tried, how long notices are kept: an administrator's table. */
export interface DeliveryRules {
  /** `HH:mm` in Asia/Shanghai; the first minute that is quiet and the first that is not. */
  readonly quiet: { readonly from: string; readonly to: string } | null;
  /** Waiting minutes after the first, second, … failure; after the last one the delivery is given up. */
  readonly retryMinutes: readonly number[];
  readonly keepDays: number;
}

export const DEFAULT_DELIVERY_RULES: DeliveryRules = {
  quiet: { from: '22:00', to: '07:00' },
  retryMinutes: [1, 5, 30, 120, 360, 720],
  keepDays: 90,
};

const MINUTE_MS = 60_000;

/** Whether people are to be left in peace now; a span whose end lies before its start runs over midnight. */
export function isQuiet(now: Date, { quiet }: Pick<DeliveryRules, 'quiet'>): boolean {
  if (quiet === null) return false;
  const [at, from, to] = [Math.floor(msOfDay(now) / MINUTE_MS), minuteOf(quiet.from), minuteOf(quiet.to)];
  return from <= to ? from <= at && at < to : at >= from || at < to;
}

/** A message that is no emergency waits until the morning; the notice itself is in the page at once. */
export function mayDisturb(level: NoticeLevel, now: Date, rules: Pick<DeliveryRules, 'quiet'>): boolean {
  return level === 'urgent' || !isQuiet(now, rules);
}

/** When to try again after so many failures; null: given up. */
export function retryAt(
  failures: number,
  now: Date,
  { retryMinutes }: Pick<DeliveryRules, 'retryMinutes'>,
): Date | null {
  const minutes = retryMinutes[failures - 1];
  return minutes === undefined ? null : new Date(now.getTime() + minutes * MINUTE_MS);
}

function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}
