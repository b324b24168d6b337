import { DomainError } from '../errors';

/** When the office is open in a season; the first row that fits a day's season and weekday counts. */
export interface OfficeHours {
  /** First and last day of the season, `MM-dd`; a season may run over the turn of the year. */
  from: string;
  to: string;
  /** 0 = Sunday … 6 = Saturday; without it, every working day. */
  weekdays?: readonly number[];
  spans: readonly { start: string; end: string }[];
}

/** Opening and closing in milliseconds since midnight. */
export interface OpenSpan {
  readonly start: number;
  readonly end: number;
}
/** The spans of one kind of day, in order. */
export interface DayPattern {
  readonly spans: readonly OpenSpan[];
  readonly total: number;
}

/** A county's usual hours: a later afternoon in summer. Administrators edit them. */
export const DEFAULT_OFFICE_HOURS: readonly OfficeHours[] = [
  {
    from: '05-01',
    to: '09-30',
    spans: [
      { start: '08:30', end: '12:00' },
      { start: '14:30', end: '17:30' },
    ],
  },
  {
    from: '10-01',
    to: '04-30',
    spans: [
      { start: '08:30', end: '12:00' },
      { start: '14:00', end: '17:00' },
    ],
  },
];

const MONDAY = 1;
const CLOSED: DayPattern = { spans: [], total: 0 };

function refuse(reason: string): never {
  throw new DomainError('invalid_field', { field: '办公时间', reason });
}

function clock(text: string): number {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$|^24:00$/.exec(text);
  if (!match) refuse(`“${text}”不是有效时间，应如 08:30`);
  const [hours, minutes] = text.split(':').map(Number) as [number, number];
  return (hours * 60 + minutes) * 60_000;
}

function monthDay(text: string): number {
  const match = /^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.exec(text);
  if (!match) refuse(`“${text}”不是有效日期，应如 05-01`);
  return Number(match[1]) * 100 + Number(match[2]);
}

function patternOf(row: OfficeHours): DayPattern {
  const spans = row.spans.map(({ start, end }) => ({ start: clock(start), end: clock(end) }));
  spans.forEach((span, index) => {
    const previous = spans[index - 1];
    if (span.end <= span.start || (previous && span.start < previous.end)) refuse('各时段须先后有序、互不重叠');
  });
  return { spans, total: spans.reduce((sum, span) => sum + span.end - span.start, 0) };
}

/**
 * Which hours hold on a working day. A make-up weekend day whose own weekday has no row keeps Monday's hours: it is
 * an ordinary working day moved.
 */
export class OfficeHoursTable {
  private readonly rows: readonly { from: number; to: number; weekdays?: readonly number[]; pattern: DayPattern }[];

  constructor(hours: readonly OfficeHours[]) {
    this.rows = hours.map((row) => ({
      from: monthDay(row.from),
      to: monthDay(row.to),
      weekdays: row.weekdays,
      pattern: patternOf(row),
    }));
  }

  patternFor(month: number, day: number, weekday: number): DayPattern {
    const season = month * 100 + day;
    return this.find(season, weekday) ?? this.find(season, MONDAY) ?? CLOSED;
  }

  private find(season: number, weekday: number): DayPattern | undefined {
    return this.rows.find(({ from, to, weekdays }) => {
      const inSeason = from <= to ? season >= from && season <= to : season >= from || season <= to;
      return inSeason && (weekdays === undefined || weekdays.includes(weekday));
    })?.pattern;
  }
}
