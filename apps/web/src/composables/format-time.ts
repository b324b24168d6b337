import { ZONE } from '@minsheng/contracts';

/** Instants are shown in the county's zone whatever the desk's own clock says. */
const parts = new Intl.DateTimeFormat('zh-CN', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

interface Civil {
  year: string;
  month: string;
  day: string;
  hour: string;
  minute: string;
}

function civil(instant: Date): Civil {
  const found = Object.fromEntries(parts.formatToParts(instant).map((part) => [part.type, part.value]));
  const { year = '', month = '', day = '', hour = '', minute = '' } = found;
  return { year, month, day, hour, minute };
}

/** `2026-03-05 09:30`; “—” where there is nothing. */
export function formatInstant(iso: string | null | undefined): string {
  if (!iso) return '—';
  const at = civil(new Date(iso));
  return `${at.year}-${at.month}-${at.day} ${at.hour}:${at.minute}`;
}

/** `03-05 09:30`, where the year is understood. */
export function formatShort(iso: string | null | undefined): string {
  return iso ? formatInstant(iso).slice(5) : '—';
}

/** A time in a list: the year is left out where it is this one, and only there. */
export function withoutThisYear(text: string, now: number): string {
  return text.startsWith(`${civil(new Date(now)).year}-`) ? text.slice(5) : text;
}

/** A day's limit ends at 24:00, on the wire 00:00 of the next day: people read the day that counts. */
export function formatDue(iso: string | null | undefined): string {
  if (!iso) return '—';
  const at = civil(new Date(iso));
  if (at.hour !== '00' || at.minute !== '00') return formatInstant(iso);
  const before = civil(new Date(new Date(iso).getTime() - 1));
  return `${before.year}-${before.month}-${before.day} 24:00`;
}

/** “剩 2 天 3 小时” or “超 5 小时 10 分”: clock time, not working time. */
export function formatRemaining(iso: string | null, now: number): string {
  if (!iso) return '—';
  const left = new Date(iso).getTime() - now;
  const minutes = Math.floor(Math.abs(left) / 60_000);
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  const text =
    days > 0 ? `${days} 天 ${hours} 小时` : hours > 0 ? `${hours} 小时 ${minutes % 60} 分` : `${minutes} 分钟`;
  return left >= 0 ? `剩 ${text}` : `超 ${text}`;
}

/** `yyyy-MM-ddTHH:mm` as typed, in the county's zone → ISO 8601 with offset. */
export function toInstant(typed: string): string {
  return `${typed}:00+08:00`;
}

/**
 * A minute that was typed for something that has happened: its last moment, yet never later than now. The call made
 * in the minute of the signature came after it.
 */
export function toPastInstant(typed: string, now: number = Date.now()): string {
  const start = Date.parse(toInstant(typed));
  return start > now ? toInstant(typed) : new Date(Math.min(start + 59_999, now)).toISOString();
}

/** The present minute in the county's zone, as a `datetime-local` field holds it. */
export function nowTyped(now: number = Date.now()): string {
  return formatInstant(new Date(now).toISOString()).replace(' ', 'T');
}
