/** How the board writes its figures; every number comes divided from the server. */
import type { Indicator, IndicatorId } from '@minsheng/contracts';

/** “93.5%”, “—” where nothing was to be divided; rounding never turns “all but one” into all, nor one into none. */
export function percentText(value: number | null): string {
  if (value === null) return '—';
  const rounded = Math.round(value * 1000) / 10;
  if (rounded === 100 && value < 1) return '99.9%';
  if (rounded === 0 && value > 0) return '0.1%';
  return `${rounded.toFixed(1)}%`;
}

/** “1,024”. */
export function countText(value: number | null): string {
  return value === null ? '—' : new Intl.NumberFormat('zh-CN').format(value);
}

/** A figure as it stands on the wall: a count plain, a ratio as a percentage. */
export function indicatorText(indicator: Indicator | undefined): string {
  if (!indicator) return '—';
  return indicator.denominator === null ? countText(indicator.value) : percentText(indicator.value);
}

export function findIndicator(indicators: readonly Indicator[] | undefined, id: IndicatorId): Indicator | undefined {
  return indicators?.find((indicator) => indicator.id === id);
}

/** How pressing a deadline is, by the clock alone (working days are the server's): colours of the overdue list. */
export function lateness(dueAt: string, now: number): 'soon' | 'late' | 'very_late' {
  const late = now - Date.parse(dueAt);
  if (late <= 0) return 'soon';
  return late >= 3 * 86_400_000 ? 'very_late' : 'late';
}

const pad = (value: number): string => String(value).padStart(2, '0');

/** “超 2天 03:04:05” / “剩 00:12:30”, ticking once a second on the wall. */
export function countdownText(dueAt: string, now: number): string {
  const left = Date.parse(dueAt) - now;
  const seconds = Math.floor(Math.abs(left) / 1000);
  const days = Math.floor(seconds / 86_400);
  const clock = `${pad(Math.floor(seconds / 3600) % 24)}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
  return `${left < 0 ? '超' : '剩'} ${days > 0 ? `${days}天 ` : ''}${clock}`;
}
