import { type CalendarDay, type CalendarTable, type NoticeRow, type OfficeHoursRow } from '@minsheng/contracts';
import { isWeekend, partsOf, toDayNumber } from '../deadline/civil-date';
import { SHIPPED_NOTICES } from '../deadline/notices';
import { DEFAULT_OFFICE_HOURS, type OfficeHours, OfficeHoursTable } from '../deadline/office-hours';
import { type CalendarData } from '../deadline/working-calendar';
import { DomainError } from '../errors';
import { type TableCheck } from './table-check';

const FIRST_YEAR = 2011;
const LAST_YEAR = 2200;

/** The calendar of a new installation as an administrator sees it. */
export function shippedCalendarTable(): CalendarTable {
  return {
    notices: SHIPPED_NOTICES.map(({ year, number, title, exceptions }) => ({
      year,
      number,
      title,
      days: exceptions.map(({ date, kind, name }) => ({ date, kind, name })).sort(byDate),
    })),
    overlays: [],
    officeHours: DEFAULT_OFFICE_HOURS.map(({ from, to, weekdays, spans }) => ({
      from,
      to,
      weekdays: weekdays ? [...weekdays] : null,
      spans: spans.map(({ start, end }) => ({ start, end })),
    })),
    options: { dueAtCloseOfBusiness: false, offHoursCountAsNextWorkday: false },
  };
}

/** What the working calendar is built from. */
export function calendarDataOf(table: CalendarTable): CalendarData {
  return {
    exceptions: table.notices.flatMap(({ number, days }) => days.map((day) => ({ ...day, source: number }))),
    loadedYears: table.notices.map(({ year }) => year),
    overlays: table.overlays.map((day) => ({ ...day })),
    officeHours: table.officeHours.map(hoursOf),
    options: { ...table.options },
  };
}

/** Reads notices, overlays, office hours and options. A year that was loaded stays; its notice may be amended. */
export function readCalendar(check: TableCheck, value: unknown): CalendarTable {
  const table = check.object(value, '工作日历');
  const notices = check.list(table.notices, '放假通知', 200).map((row) => readNotice(check, row));
  check.unique(
    notices.map(({ number }) => number),
    '放假通知文号',
  );
  check.unique(
    notices.flatMap(({ days }) => days.map(({ date }) => date)),
    '放假通知的日期',
  );
  for (const { year } of SHIPPED_NOTICES) {
    if (!notices.some((notice) => notice.year === year))
      check.say(`${String(year)}年`, '已载入的年份不能删除，只能修改');
  }
  const overlays = check.list(table.overlays, '本县节假日', 500).map((row) => {
    const source = check.text(check.object(row, '本县节假日').source, '本县节假日的依据', { max: 100 });
    return { ...readDay(check, row, '本县节假日'), source };
  });
  check.unique(
    overlays.map(({ date }) => date),
    '本县节假日',
  );
  const officeHours = check.list(table.officeHours, '办公时间', 40).map((row) => readHours(check, row));
  refuseGaps(check, officeHours);
  const options = check.object(table.options, '计算口径');
  return {
    notices: notices.sort((a, b) => a.year - b.year),
    overlays: overlays.sort(byDate),
    officeHours,
    options: {
      dueAtCloseOfBusiness: check.bool(options.dueAtCloseOfBusiness, '截止于下班时间'),
      offHoursCountAsNextWorkday: check.bool(options.offHoursCountAsNextWorkday, '下班后收到的算次工作日'),
    },
  };
}

/** A notice names the days of its own year, and perhaps the last of the year before or the first of the year after. */
function readNotice(check: TableCheck, value: unknown): NoticeRow {
  const row = check.object(value, '放假通知');
  const year = check.int(row.year, '通知年份', [FIRST_YEAR, LAST_YEAR]);
  const name = `${String(year)}年通知`;
  const days = check.list(row.days, name, 90).map((day) => readDay(check, day, name));
  for (const { date, kind } of days) {
    const day = dayOrNull(date);
    if (day === null) continue;
    const { year: dayYear, month } = partsOf(day);
    const isNear = dayYear === year || (dayYear === year - 1 && month === 12) || (dayYear === year + 1 && month === 1);
    if (!isNear) check.say(name, `${date} 不在 ${String(year)} 年前后`);
    if (kind === 'work' && !isWeekend(day)) check.say(name, `${date} 不是周末，不能是调休上班日`);
  }
  if (!days.some(({ kind }) => kind === 'off')) check.say(name, '至少要有一个放假日');
  return {
    year,
    number: check.text(row.number, `${name}文号`, { max: 60 }),
    title: check.text(row.title, `${name}标题`, { max: 100 }),
    days: [...days].sort(byDate),
  };
}

function readDay(check: TableCheck, value: unknown, field: string): CalendarDay {
  const row = check.object(value, field);
  const date = typeof row.date === 'string' ? row.date : '';
  if (dayOrNull(date) === null) check.say(field, `“${date}”不是有效日期，应如 2027-02-06`);
  return {
    date,
    kind: check.choice(row.kind, `${field} ${date} 的安排`, ['off', 'work']),
    name: check.text(row.name, `${field} ${date} 的节日名称`, { max: 20 }),
  };
}

function byDate(a: { readonly date: string }, b: { readonly date: string }): number {
  return a.date < b.date ? -1 : 1;
}

function dayOrNull(date: string): number | null {
  try {
    const day = toDayNumber(date);
    const { year } = partsOf(day);
    return year >= FIRST_YEAR - 1 && year <= LAST_YEAR ? day : null;
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

function readHours(check: TableCheck, value: unknown): OfficeHoursRow {
  const row = check.object(value, '办公时间');
  const day = { form: /^\d{2}-\d{2}$/, allowed: '季节起止应如 05-01' };
  const clock = { form: /^\d{2}:\d{2}$/, allowed: '时间应如 08:30' };
  const weekdays =
    row.weekdays === null || row.weekdays === undefined
      ? null
      : check.list(row.weekdays, '办公时间的星期', 7).map((each) => check.int(each, '办公时间的星期', [0, 6]));
  const spans = check.list(row.spans, '办公时段', 4).map((each) => {
    const span = check.object(each, '办公时段');
    return {
      start: check.pattern(span.start, '办公时段', clock),
      end: check.pattern(span.end, '办公时段', clock),
    };
  });
  const [from, to] = [check.pattern(row.from, '办公时间', day), check.pattern(row.to, '办公时间', day)];
  return { from, to, weekdays, spans };
}

/** Hour limits need office hours on every weekday of the year. */
function refuseGaps(check: TableCheck, rows: readonly OfficeHoursRow[]): void {
  try {
    const table = new OfficeHoursTable(rows.map(hoursOf));
    for (let month = 1; month <= 12; month += 1) {
      for (const weekday of [1, 2, 3, 4, 5]) {
        const closed = [1, 15, 28].find((day) => table.patternFor(month, day, weekday).total === 0);
        if (closed !== undefined) {
          check.say('办公时间', `${String(month)}月${String(closed)}日的工作日没有办公时间`);
          return;
        }
      }
    }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    check.say('办公时间', String(error.params.reason ?? error.message));
  }
}

function hoursOf({ from, to, weekdays, spans }: OfficeHoursRow): OfficeHours {
  return { from, to, spans, ...(weekdays === null ? {} : { weekdays }) };
}
