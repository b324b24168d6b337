import type { CalendarDay } from '@minsheng/contracts';

/** A date, or a first and a last one, as notices write them: 1月1日（周五）至3日（周日）, or 2027-01-01~2027-01-03. */
const DAY = String.raw`(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:[（(][^）)]*[）)])?`;
const ISO = String.raw`(\d{4})-(\d{2})-(\d{2})`;
const TOKEN = new RegExp(`${ISO}(?:\\s*[~～至到]\\s*${ISO})?|${DAY}(?:\\s*[至到—-]\\s*${DAY})?|放假|休息|上班`, 'g');
const HEAD = /^\s*(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]\s*)?([^：:\d\s]{1,20}?)(?:放假)?[：:]?\s*(?=\d)/;
const MS = 86_400_000;

interface Found {
  year: number;
  month: number;
  day: number;
}

/**
 * Reads the days of a notice of the State Council as it is published, one festival a line. What cannot be read is left
 * out; whoever pastes it sees the days in the calendar and mends them there.
 */
export function readNotice(text: string, year: number): CalendarDay[] {
  const days = text.split(/\r?\n/).flatMap((line) => readLine(line, year));
  const byDate = new Map(days.map((day) => [day.date, day]));
  return [...byDate.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
}

function readLine(line: string, year: number): CalendarDay[] {
  const name = HEAD.exec(line)?.[1] ?? /[^\d\s~～：:-]+$/.exec(line)?.[0] ?? '';
  if (name === '' || /放假|上班|休息/.test(name)) return [];
  const result: CalendarDay[] = [];
  let waiting: string[] = [];
  let month = 1;
  for (const match of line.matchAll(TOKEN)) {
    if (match[0] === '放假' || match[0] === '休息' || match[0] === '上班') {
      const kind = match[0] === '上班' ? 'work' : 'off';
      result.push(...waiting.map((date) => ({ date, kind, name }) as const));
      waiting = [];
      continue;
    }
    const [first, last] = rangeOf(match, { year, month });
    month = last.month;
    waiting.push(...datesBetween(first, last));
  }
  return result;
}

/** A month or a year that is left out is that of the date before. */
function rangeOf(match: RegExpMatchArray, before: { year: number; month: number }): [Found, Found] {
  const number = (index: number): number | undefined => (match[index] === undefined ? undefined : Number(match[index]));
  const isIso = match[1] !== undefined;
  const at = isIso ? 1 : 7;
  const first: Found = {
    year: number(at) ?? before.year,
    month: number(at + 1) ?? before.month,
    day: number(at + 2) ?? 1,
  };
  const last: Found = {
    year: number(at + 3) ?? first.year,
    month: number(at + 4) ?? first.month,
    day: number(at + 5) ?? first.day,
  };
  return [first, last];
}

function datesBetween(first: Found, last: Found): string[] {
  const ms = ({ year, month, day }: Found): number => Date.UTC(year, month - 1, day);
  const count = Math.min(31, Math.max(0, Math.round((ms(last) - ms(first)) / MS)));
  return Array.from({ length: count + 1 }, (_, index) => new Date(ms(first) + index * MS).toISOString().slice(0, 10));
}
