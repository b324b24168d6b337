import { explainDue, parseLimit, SHIPPED_NOTICES, WorkingCalendar } from './index';

const calendar = WorkingCalendar.shipped();
const explain = (start: string, limit: string, by = calendar): string[] =>
  explainDue(new Date(`${start.replace(' ', 'T')}+08:00`), parseLimit(limit), by).days.map(
    ({ date, counted, reason }) => `${date} ${counted ? '+' : '-'} ${reason}`,
  );

describe('the explanation of a deadline', () => {
  it('lists every day from receipt to due, why it counts or not', () => {
    expect(explain('2026-09-18 10:00', '4workday')).toEqual([
      '2026-09-18 - 收件当日不计入',
      '2026-09-19 - 周末',
      '2026-09-20 + 国庆节调休上班',
      '2026-09-21 + 工作日',
      '2026-09-22 + 工作日',
      '2026-09-23 + 工作日',
    ]);
    expect(explain('2026-09-29 10:00', '2workday').slice(1, 4)).toEqual([
      '2026-09-30 + 工作日',
      '2026-10-01 - 国庆节放假',
      '2026-10-02 - 国庆节放假',
    ]);
  });

  it('shows how a last day off moves on', () => {
    expect(explain('2026-04-30 10:00', '3day')).toEqual([
      '2026-04-30 - 收件当日不计入',
      '2026-05-01 + 自然日',
      '2026-05-02 + 自然日',
      '2026-05-03 - 劳动节放假，期满日顺延',
      '2026-05-04 - 劳动节放假，期满日顺延',
      '2026-05-05 - 劳动节放假，期满日顺延',
      '2026-05-06 + 期满日顺延至工作日',
    ]);
    expect(explain('2026-03-02 10:00', '2day').at(-1)).toBe('2026-03-04 + 期满日');
  });

  it('shows how much of each day office hours count', () => {
    expect(explain('2026-03-06 16:30', '4workhour')).toEqual([
      '2026-03-06 + 工作日，计30分钟',
      '2026-03-07 - 周末',
      '2026-03-08 - 周末',
      '2026-03-09 + 工作日，计3小时30分钟',
    ]);
    expect(explain('2026-03-06 19:00', '1workhour')[0]).toBe('2026-03-06 - 工作日，已过办公时间');
  });

  it('shows clock hours as the days they run through', () => {
    expect(explain('2026-10-01 20:00', '24hour')).toEqual([
      '2026-10-01 + 按24小时连续计时',
      '2026-10-02 + 按24小时连续计时',
    ]);
  });

  it('shows when a receipt is taken as the next working day’s', () => {
    const strict = new WorkingCalendar({
      exceptions: SHIPPED_NOTICES.flatMap((notice) => notice.exceptions),
      loadedYears: SHIPPED_NOTICES.map((notice) => notice.year),
      options: { offHoursCountAsNextWorkday: true },
    });
    expect(explain('2026-03-06 20:00', '1workday', strict)).toEqual([
      '2026-03-06 - 办公时间外收件，视为次一工作日收到',
      '2026-03-07 - 办公时间外收件，视为次一工作日收到',
      '2026-03-08 - 办公时间外收件，视为次一工作日收到',
      '2026-03-09 - 收件当日不计入',
      '2026-03-10 + 工作日',
    ]);
  });

  it('marks the days that a notice still to come may change', () => {
    expect(explain('2026-12-30 10:00', '2workday')).toEqual([
      '2026-12-30 - 收件当日不计入',
      '2026-12-31 + 工作日',
      '2027-01-01 + 工作日（放假通知未发布，暂定）',
    ]);
  });
});
