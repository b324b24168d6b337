import type { CalendarTable } from '@minsheng/contracts';

/** What a day is on the page; the server alone counts by it. */
export interface YearDay {
  date: string;
  day: number;
  kind: 'work' | 'weekend' | 'off' | 'makeup' | 'overlay-off' | 'overlay-work';
  title: string;
}

const LABELS: Readonly<Record<YearDay['kind'], string>> = {
  work: '工作日',
  weekend: '周末',
  off: '放假',
  makeup: '调休上班',
  'overlay-off': '本县放假',
  'overlay-work': '本县上班',
};
export const DAY_KINDS = Object.entries(LABELS) as [YearDay['kind'], string][];

/** Twelve months of days, with nulls so that each begins on its weekday (Monday first). */
export function monthsOf(year: number, table: CalendarTable): (YearDay | null)[][] {
  const named = new Map<string, { kind: YearDay['kind']; name: string }>();
  for (const { days } of table.notices) {
    for (const { date, kind, name } of days) named.set(date, { kind: kind === 'off' ? 'off' : 'makeup', name });
  }
  for (const { date, kind, name } of table.overlays) named.set(date, { kind: `overlay-${kind}`, name });
  return Array.from({ length: 12 }, (_, month) => {
    const first = new Date(Date.UTC(year, month, 1));
    const blanks = Array.from({ length: (first.getUTCDay() + 6) % 7 }, () => null);
    const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
    return [...blanks, ...Array.from({ length }, (_unused, index) => dayOf(year, month, index + 1, named))];
  });
}

function dayOf(
  year: number,
  month: number,
  day: number,
  named: ReadonlyMap<string, { kind: YearDay['kind']; name: string }>,
): YearDay {
  const at = new Date(Date.UTC(year, month, day));
  const date = at.toISOString().slice(0, 10);
  const special = named.get(date);
  const weekend = at.getUTCDay() === 0 || at.getUTCDay() === 6;
  const kind = special?.kind ?? (weekend ? 'weekend' : 'work');
  return { date, day, kind, title: `${date} ${special?.name ?? ''}${LABELS[kind]}` };
}
