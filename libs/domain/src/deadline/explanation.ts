import { type DeadlineDay, type DeadlineExplanation } from '@minsheng/contracts';
import { dayOfInstant, dueDayOf, instantOf, toCivilDate } from './civil-date';
import { computeDue, daySpanOf } from './deadline';
import { type Limit } from './limits';
import { type WorkingCalendar } from './working-calendar';

const dayOf = (day: number, counted: boolean, reason: string): DeadlineDay => ({
  date: toCivilDate(day),
  counted,
  reason,
});

function daysFromTo(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** Day 0, and with the option "counts as received the next working day" every day from receipt to day 0. */
function receiptDays(start: Date, zero: number): DeadlineDay[] {
  return daysFromTo(dayOfInstant(start), zero).map((day) =>
    dayOf(day, false, day === zero ? '收件当日不计入' : '办公时间外收件，视为次一工作日收到'),
  );
}

function explainWorkdays(start: Date, limit: Limit, calendar: WorkingCalendar): DeadlineDay[] {
  const { zero, due } = daySpanOf(start, limit, calendar);
  return [
    ...receiptDays(start, zero),
    ...daysFromTo(zero + 1, due).map((day) => dayOf(day, calendar.isWorkdayNumber(day), calendar.reasonOfNumber(day))),
  ];
}

/** Calendar days: all count; a last day off is not the last day, the next working day is (民法典 203). */
function explainDays(start: Date, limit: Limit, calendar: WorkingCalendar): DeadlineDay[] {
  const { zero, nominal, due } = daySpanOf(start, limit, calendar);
  const days = receiptDays(start, zero);
  for (const day of daysFromTo(zero + 1, due)) {
    if (day < nominal) days.push(dayOf(day, true, '自然日'));
    else if (day < due) days.push(dayOf(day, false, `${calendar.reasonOfNumber(day)}，期满日顺延`));
    else days.push(dayOf(day, true, due === nominal ? '期满日' : '期满日顺延至工作日'));
  }
  return days;
}

function durationLabel(ms: number): string {
  const minutes = Math.ceil(ms / 60_000);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return `${hours > 0 ? `${hours}小时` : ''}${rest > 0 || hours === 0 ? `${rest}分钟` : ''}`;
}

function explainWorkhours(start: Date, dueAt: Date, calendar: WorkingCalendar): DeadlineDay[] {
  return daysFromTo(dayOfInstant(start), dueDayOf(dueAt)).map((day) => {
    const from = new Date(Math.max(start.getTime(), instantOf(day).getTime()));
    const until = new Date(Math.min(dueAt.getTime(), instantOf(day + 1).getTime()));
    const open = calendar.workMillisBetween(from, until);
    const reason = calendar.reasonOfNumber(day);
    if (open > 0) return dayOf(day, true, `${reason}，计${durationLabel(open)}`);
    return dayOf(day, false, calendar.isWorkdayNumber(day) ? `${reason}，已过办公时间` : reason);
  });
}

function daysOf(start: Date, limit: Limit, dueAt: Date, calendar: WorkingCalendar): DeadlineDay[] {
  switch (limit.unit) {
    case 'workday':
      return explainWorkdays(start, limit, calendar);
    case 'day':
    case 'month':
      return explainDays(start, limit, calendar);
    case 'workhour':
      return explainWorkhours(start, dueAt, calendar);
    default:
      return daysFromTo(dayOfInstant(start), dueDayOf(dueAt)).map((day) => dayOf(day, true, '按24小时连续计时'));
  }
}

/** Shows which days were counted for a deadline, which were not, and why: what a unit may check against the law. */
export function explainDue(start: Date, limit: Limit, calendar: WorkingCalendar): DeadlineExplanation {
  const { dueAt, provisional } = computeDue(start, limit, calendar);
  const days = daysOf(start, limit, dueAt, calendar).map((day) =>
    provisional && calendar.isProvisional(day.date) && limit.unit !== 'hour' && limit.unit !== 'minute'
      ? { ...day, reason: `${day.reason}（放假通知未发布，暂定）` }
      : day,
  );
  return { dueAt: dueAt.toISOString(), provisional, days };
}
