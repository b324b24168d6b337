import { DomainError } from '../errors';
import {
  type CivilDate,
  DAY_MS,
  dayNumber,
  dayOfInstant,
  instantOf,
  isWeekend,
  msOfDay,
  partsOf,
  toCivilDate,
  toDayNumber,
  weekdayOf,
} from './civil-date';
import { type CalendarException, SHIPPED_NOTICES } from './notices';
import { type DayPattern, DEFAULT_OFFICE_HOURS, type OfficeHours, OfficeHoursTable } from './office-hours';

/** Two readings of the law that a county may choose (rules §5); both off unless switched on. */
export interface CalendarOptions {
  /** Day, month and working-day limits end at the close of business instead of 24:00 (民法典 203). */
  dueAtCloseOfBusiness: boolean;
  /** What arrives outside office hours counts as received on the next working day. */
  offHoursCountAsNextWorkday: boolean;
}

/** What a calendar is made of: rows of tables, so that administrators can edit every one of them. */
export interface CalendarData {
  exceptions: readonly CalendarException[];
  /** Years whose notice is among the exceptions; days of any other year are provisional. */
  loadedYears: readonly number[];
  officeHours?: readonly OfficeHours[];
  options?: Partial<CalendarOptions>;
  /** The county's own days, such as 火把节; they win over the notices. */
  overlays?: readonly CalendarException[];
}

export const FIRST_YEAR = 1970;
export const LAST_YEAR = 2399;
const FIRST = dayNumber(FIRST_YEAR, 1, 1);
const LAST = dayNumber(LAST_YEAR, 12, 31);
const SIZE = LAST - FIRST + 1;

let shippedCalendar: WorkingCalendar | undefined;

/**
 * Which days are worked and when the office is open. Everything is counted once when the calendar is built, so that
 * each question afterwards is a look-up: a hundred thousand deadlines take well under a second.
 */
export class WorkingCalendar {
  readonly options: CalendarOptions;
  private readonly exceptions = new Map<number, CalendarException>();
  private readonly noticed = new Set<number>();
  private readonly loadedYears: ReadonlySet<number>;
  private readonly hours: OfficeHoursTable;
  /** Working days up to and including a day, and the working days themselves, in order. */
  private readonly workdaysUpTo = new Int32Array(SIZE);
  private readonly workdayList = new Int32Array(SIZE);
  private readonly provisionalUpTo = new Int32Array(SIZE);
  private workdayCount = 0;
  /** Open milliseconds before a day; filled at the first question about hours. */
  private openBefore: Float64Array | undefined;

  constructor(data: CalendarData) {
    this.options = { dueAtCloseOfBusiness: false, offHoursCountAsNextWorkday: false, ...data.options };
    this.hours = new OfficeHoursTable(data.officeHours ?? DEFAULT_OFFICE_HOURS);
    this.loadedYears = new Set(data.loadedYears);
    for (const exception of data.exceptions) {
      this.exceptions.set(toDayNumber(exception.date), exception);
      this.noticed.add(toDayNumber(exception.date));
    }
    for (const overlay of data.overlays ?? []) this.exceptions.set(toDayNumber(overlay.date), overlay);
    this.count();
  }

  /** The calendar of a new installation: every notice shipped and the usual office hours. */
  static shipped(): WorkingCalendar {
    shippedCalendar ??= new WorkingCalendar({
      exceptions: SHIPPED_NOTICES.flatMap((notice) => notice.exceptions),
      loadedYears: SHIPPED_NOTICES.map((notice) => notice.year),
    });
    return shippedCalendar;
  }

  isWorkday(date: CivilDate): boolean {
    return this.isWorkdayNumber(toDayNumber(date));
  }

  /** Why a day is worked or not, as the explanation of a deadline shows it. */
  reasonOf(date: CivilDate): string {
    return this.reasonOfNumber(toDayNumber(date));
  }

  /**
   * Whether a notice may still change this day: its year's notice is not loaded and no notice of a neighbouring year
   * names the day (that of 2019 set 2018-12-29).
   */
  isProvisional(date: CivilDate): boolean {
    return this.isProvisionalNumber(toDayNumber(date));
  }

  /** The n-th working day strictly after a date; n = 0 is the date itself. */
  nthWorkdayAfter(date: CivilDate, n: number): CivilDate {
    return toCivilDate(this.nthWorkdayNumberAfter(toDayNumber(date), n));
  }

  /** Working days d with a < d ≤ b; none when b is not after a. */
  workdaysBetween(a: CivilDate, b: CivilDate): number {
    return this.workdayNumbersBetween(toDayNumber(a), toDayNumber(b));
  }

  /** The earliest instant at which so many office minutes have passed since `instant`. */
  addWorkMinutes(instant: Date, minutes: number): Date {
    const wanted = Math.round(minutes * 60_000);
    if (wanted <= 0) return instant;
    return this.instantOfOpen(this.openUpTo(instant) + wanted);
  }

  /** Office minutes from a to b, with fractions; the inverse of `addWorkMinutes`. */
  workMinutesBetween(a: Date, b: Date): number {
    return this.workMillisBetween(a, b) / 60_000;
  }

  /** The same in whole milliseconds, for sums that must come out exactly (the clock ledger). */
  workMillisBetween(a: Date, b: Date): number {
    return b <= a ? 0 : this.openUpTo(b) - this.openUpTo(a);
  }

  // The same questions by day number, for the rest of this folder.

  isWorkdayNumber(day: number): boolean {
    return this.workdaysUpTo[this.index(day)] !== (day === FIRST ? 0 : this.workdaysUpTo[this.index(day - 1)]);
  }

  reasonOfNumber(day: number): string {
    const exception = this.exceptions.get(this.index(day) + FIRST);
    const weekend = isWeekend(day);
    if (exception?.kind === 'off') return `${exception.name}放假`;
    if (exception?.kind === 'work' && weekend) return `${exception.name}调休上班`;
    return weekend && !exception ? '周末' : '工作日';
  }

  isProvisionalNumber(day: number): boolean {
    return !this.loadedYears.has(partsOf(day).year) && !this.noticed.has(day);
  }

  /** Whether any day d with a < d ≤ b is provisional. */
  anyProvisional(a: number, b: number): boolean {
    return b > a && at(this.provisionalUpTo, this.index(b)) > at(this.provisionalUpTo, this.index(a));
  }

  nthWorkdayNumberAfter(day: number, n: number): number {
    if (n <= 0) return day;
    const position = at(this.workdaysUpTo, this.index(day)) + n - 1;
    if (position >= this.workdayCount) outOfRange();
    return at(this.workdayList, position);
  }

  /** The n-th working day at or before a day, counted from 1: what a lamp looks back by. */
  nthWorkdayNumberUpTo(day: number, n: number): number {
    const position = at(this.workdaysUpTo, this.index(day)) - n;
    if (position < 0) outOfRange();
    return at(this.workdayList, position);
  }

  workdayNumbersBetween(a: number, b: number): number {
    return b <= a ? 0 : at(this.workdaysUpTo, this.index(b)) - at(this.workdaysUpTo, this.index(a));
  }

  /** When the office shuts on a day, in milliseconds since midnight; 24:00 where no hours are laid down. */
  closeOfBusiness(day: number): number {
    return this.patternOf(day).spans.at(-1)?.end ?? DAY_MS;
  }

  private count(): void {
    let provisional = 0;
    for (let index = 0; index < SIZE; index += 1) {
      const day = FIRST + index;
      const kind = this.exceptions.get(day)?.kind ?? (isWeekend(day) ? 'off' : 'work');
      if (kind === 'work') {
        this.workdayList[this.workdayCount] = day;
        this.workdayCount += 1;
      }
      this.workdaysUpTo[index] = this.workdayCount;
    }
    for (let year = FIRST_YEAR, index = 0; year <= LAST_YEAR; year += 1) {
      const [end, loaded] = [dayNumber(year, 12, 31) - FIRST, this.loadedYears.has(year)];
      for (; index <= end; index += 1) {
        if (!loaded && !this.noticed.has(FIRST + index)) provisional += 1;
        this.provisionalUpTo[index] = provisional;
      }
    }
  }

  private patternOf(day: number): DayPattern {
    const { month, day: dayOfMonth } = partsOf(day);
    return this.hours.patternFor(month, dayOfMonth, weekdayOf(day));
  }

  private open(): Float64Array {
    if (this.openBefore) return this.openBefore;
    const table = new Float64Array(SIZE + 1);
    for (let index = 0; index < SIZE; index += 1) {
      const day = FIRST + index;
      table[index + 1] = at(table, index) + (this.isWorkdayNumber(day) ? this.patternOf(day).total : 0);
    }
    this.openBefore = table;
    return table;
  }

  /** Open milliseconds since the calendar began: grows only while the office is open. */
  private openUpTo(instant: Date): number {
    const [day, ms] = [dayOfInstant(instant), msOfDay(instant)];
    let sum = at(this.open(), this.index(day));
    if (!this.isWorkdayNumber(day)) return sum;
    for (const { start, end } of this.patternOf(day).spans) sum += Math.max(0, Math.min(ms, end) - start);
    return sum;
  }

  /** The earliest instant with so many open milliseconds before it. */
  private instantOfOpen(wanted: number): Date {
    const table = this.open();
    if (wanted > at(table, SIZE)) outOfRange();
    let [low, high] = [0, SIZE - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (at(table, middle + 1) >= wanted) high = middle;
      else low = middle + 1;
    }
    let rest = wanted - at(table, low);
    for (const { start, end } of this.patternOf(FIRST + low).spans) {
      if (rest <= end - start) return instantOf(FIRST + low, start + rest);
      rest -= end - start;
    }
    throw new Error('office hours do not add up');
  }

  private index(day: number): number {
    if (!(day >= FIRST && day <= LAST)) outOfRange();
    return day - FIRST;
  }
}

/** Reads a typed array whose index was checked before. */
function at(array: Int32Array | Float64Array, index: number): number {
  return array[index] ?? outOfRange();
}

function outOfRange(): never {
  throw new DomainError('invalid_field', { field: '日期', reason: `须在 ${FIRST_YEAR} 年至 ${LAST_YEAR} 年之间` });
}
