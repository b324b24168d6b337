import { type Lamp } from '@minsheng/contracts';
import { dayOfInstant, dueDayOf, instantOf } from './civil-date';
import { workdaysLate } from './deadline';
import { type WorkingCalendar } from './working-calendar';

/** Rules §5: dark from the third working day late; yellow in the last 30 % of the limit or its last working day. */
const DARK_WORKDAYS = 3;
const YELLOW_PERCENT = 30;
const YELLOW_WORKDAYS = 1;

export interface LampInput {
  open: boolean;
  /** When the limit began: dispatch, or redo. */
  startAt: Date | null;
  dueAt: Date | null;
}

/** How many working days may be left for an order to be yellow. */
function yellowDays(startAt: Date | null, dueDay: number, calendar: WorkingCalendar): number {
  const total = startAt ? calendar.workdayNumbersBetween(dayOfInstant(startAt), dueDay) : 0;
  return Math.max(YELLOW_WORKDAYS, Math.floor((total * YELLOW_PERCENT) / 100));
}

/**
 * The colour of an order now; computed, never stored. What is left and the whole limit are both counted in working
 * days after today and up to the due day, so that a holiday in between neither rushes nor lulls anybody.
 */
export function lampOf({ open, startAt, dueAt }: LampInput, now: Date, calendar: WorkingCalendar): Lamp {
  if (!open || !dueAt) return 'none';
  if (now > dueAt) return workdaysLate(dueAt, now, calendar) >= DARK_WORKDAYS ? 'dark' : 'red';
  const [today, dueDay] = [dayOfInstant(now), dueDayOf(dueAt)];
  if (dueDay <= today) return 'orange';
  const left = calendar.workdayNumbersBetween(today, dueDay);
  return left <= yellowDays(startAt, dueDay, calendar) ? 'yellow' : 'green';
}

/** A half-open stretch of due times: after `after`, up to and including `upTo`; null leaves the side open. */
export interface LampRange {
  readonly after: Date | null;
  readonly upTo: Date | null;
  /** Whether every open order in the range has this lamp; otherwise `lampOf` must still sort the rows fetched. */
  readonly exact: boolean;
}

/**
 * Bounds on `dueAt` with which a query finds the open orders of a lamp through an index. Red, dark and orange come
 * out exactly. Yellow and green depend on how long each limit is, so their ranges hold every such order and some of
 * the other colour: fetch, then keep those of which `lampOf` says so.
 */
export function lampBounds(now: Date, calendar: WorkingCalendar): Record<Exclude<Lamp, 'none'>, LampRange> {
  const today = dayOfInstant(now);
  const justBefore = new Date(now.getTime() - 1);
  const darkUpTo = instantOf(calendar.nthWorkdayNumberUpTo(today, DARK_WORKDAYS));
  const endOfToday = instantOf(today + 1);
  const surelyYellow = instantOf(calendar.nthWorkdayNumberAfter(today, YELLOW_WORKDAYS + 1));
  return {
    dark: { after: null, upTo: darkUpTo, exact: true },
    red: { after: darkUpTo, upTo: justBefore, exact: true },
    orange: { after: justBefore, upTo: endOfToday, exact: true },
    yellow: { after: endOfToday, upTo: null, exact: false },
    green: { after: surelyYellow, upTo: null, exact: false },
  };
}

/**
 * When a lamp next changes if nothing happens to the order: what a page or board needs to recolour by itself, without
 * asking the server again. Null when it will not change any more.
 */
export function nextLampChange(input: LampInput, now: Date, calendar: WorkingCalendar): Date | null {
  const { startAt, dueAt } = input;
  const lamp = lampOf(input, now, calendar);
  if (!dueAt || lamp === 'none' || lamp === 'dark') return null;
  const dueDay = dueDayOf(dueAt);
  if (lamp === 'red') return instantOf(calendar.nthWorkdayNumberAfter(dueDay, DARK_WORKDAYS));
  if (lamp === 'orange') return new Date(dueAt.getTime() + 1);
  if (lamp === 'yellow') return instantOf(dueDay);
  return instantOf(calendar.nthWorkdayNumberUpTo(dueDay, yellowDays(startAt, dueDay, calendar) + 1));
}
