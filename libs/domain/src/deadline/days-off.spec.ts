import { daysOffBetween } from './days-off';
import { WorkingCalendar } from './working-calendar';

const at = (text: string): Date => new Date(`${text}+08:00`);
const runs = (from: string, to: string): string[] =>
  daysOffBetween(at(from), at(to), WorkingCalendar.shipped()).map((run) =>
    [run.from, run.to]
      .map((instant) => new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(5, 10))
      .join('–')
      .concat(` ${run.reason}`),
  );

describe('days off between two instants', () => {
  it('joins the days of one weekend, and leaves out a weekend that is worked', () => {
    expect(runs('2026-03-02T09:00:00', '2026-03-16T09:00:00')).toEqual(['03-07–03-09 周末', '03-14–03-16 周末']);
    // 2026-02-14, a Saturday, is worked before the Spring Festival of 02-15 to 02-23; so is Saturday 02-28.
    expect(runs('2026-02-13T09:00:00', '2026-03-02T09:00:00')).toEqual(['02-15–02-24 春节放假', '03-01–03-02 周末']);
  });

  it('takes in days that are only touched, but not one that begins where the time ends', () => {
    expect(runs('2026-03-06T17:00:00', '2026-03-07T00:00:00.001')).toEqual(['03-07–03-08 周末']);
    expect(runs('2026-03-06T17:00:00', '2026-03-07T00:00:00')).toEqual([]);
    expect(runs('2026-03-08T23:59:59', '2026-03-08T23:59:59')).toEqual([]);
  });
});
