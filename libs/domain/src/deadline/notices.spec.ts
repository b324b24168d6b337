import { SHIPPED_NOTICES, WorkingCalendar } from './index';

const calendar = WorkingCalendar.shipped();

function daysOfYear(year: number): string[] {
  const days: string[] = [];
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += 86_400_000) {
    days.push(new Date(at).toISOString().slice(0, 10));
  }
  return days;
}

describe('the holiday notices shipped', () => {
  it('cover 2011 to 2026, each with its number, and no number twice', () => {
    const years = [...new Set(SHIPPED_NOTICES.map((notice) => notice.year))];
    expect(years).toEqual(Array.from({ length: 16 }, (_, index) => 2011 + index));
    const numbers = SHIPPED_NOTICES.map((notice) => notice.number);
    expect(numbers.filter((number) => !/^国(办)?发明电〔20\d\d〕\d+号$/.test(number))).toEqual([]);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('name no date twice, and every exception its notice', () => {
    const exceptions = SHIPPED_NOTICES.flatMap((notice) => notice.exceptions);
    expect(new Set(exceptions.map(({ date }) => date)).size).toBe(exceptions.length);
    expect(exceptions).toHaveLength(540);
    for (const notice of SHIPPED_NOTICES) {
      expect(notice.exceptions.every(({ source }) => source === notice.number)).toBe(true);
    }
  });

  it('make people work only on weekend days', () => {
    const worked = SHIPPED_NOTICES.flatMap((notice) => notice.exceptions).filter(({ kind }) => kind === 'work');
    expect(worked.filter(({ date }) => ![0, 6].includes(new Date(date).getUTCDay()))).toEqual([]);
  });

  it.each([
    [2011, 250],
    [2012, 249],
    [2013, 250],
    [2014, 250],
    [2015, 249],
    [2016, 250],
    [2017, 249],
    [2018, 250],
    [2019, 250],
    [2020, 249],
    [2021, 250],
    [2022, 249],
    [2023, 249],
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('%d has %d working days', (year, expected) => {
    expect(daysOfYear(year).filter((date) => calendar.isWorkday(date))).toHaveLength(expected);
  });

  it.each([
    ['2024-02-09', true, '工作日'],
    ['2024-02-10', false, '春节放假'],
    ['2024-02-18', true, '春节调休上班'],
    ['2024-05-11', true, '劳动节调休上班'],
    ['2025-10-08', false, '国庆节、中秋节放假'],
    ['2025-10-11', true, '国庆节、中秋节调休上班'],
    ['2026-02-23', false, '春节放假'],
    ['2026-02-24', true, '工作日'],
    ['2026-09-20', true, '国庆节调休上班'],
    ['2026-09-19', false, '周末'],
  ])('%s: working day %s, %s', (date, workday, reason) => {
    expect([calendar.isWorkday(date), calendar.reasonOf(date)]).toEqual([workday, reason]);
  });

  it('are the amended ones: 2015-09-03, Labour Day 2019, Spring Festival 2020', () => {
    expect(['2015-09-03', '2015-09-04', '2015-09-06'].map((date) => calendar.isWorkday(date))).toEqual([
      false,
      false,
      true,
    ]);
    expect(['2019-05-02', '2019-05-03', '2019-04-28', '2019-05-05'].map((date) => calendar.isWorkday(date))).toEqual([
      false,
      false,
      true,
      true,
    ]);
    expect(['2020-01-31', '2020-02-01', '2020-02-03'].map((date) => calendar.isWorkday(date))).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('reach into the year before: 2018-12-29 was worked by the notice of 2019', () => {
    expect(calendar.isWorkday('2018-12-29')).toBe(true);
    expect(calendar.isWorkday('2018-12-31')).toBe(false);
    expect(calendar.isWorkday('2022-12-31')).toBe(false);
  });
});
