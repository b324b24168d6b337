import fc from 'fast-check';
import { type DomainError } from '../errors';
import { type CalendarException, SHIPPED_NOTICES, startOfDay, WorkingCalendar } from './index';

const DAY = 86_400_000;
const calendar = WorkingCalendar.shipped();
const exceptions = SHIPPED_NOTICES.flatMap((notice) => notice.exceptions);
const loadedYears = SHIPPED_NOTICES.map((notice) => notice.year);

const addDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);
/** An instant in Shanghai, written as people say it. */
const at = (text: string): Date => new Date(`${text.replace(' ', 'T')}+08:00`);

const anyDate = fc.integer({ min: 0, max: 365 * 16 }).map((days) => addDays('2011-01-01', days));
const anyInstant = fc
  .tuple(anyDate, fc.integer({ min: 0, max: 24 * 60 - 1 }))
  .map(([date, minute]) => new Date(startOfDay(date).getTime() + minute * 60_000));

/** Office minutes counted one by one from the shipped hours: slow, and nothing that can be wrong. */
function minutesOneByOne(a: Date, b: Date): number {
  let count = 0;
  for (let time = a.getTime(); time < b.getTime(); time += 60_000) {
    const local = new Date(time + 8 * 3_600_000).toISOString();
    const [date, clock, season] = [local.slice(0, 10), local.slice(11, 16), local.slice(5, 10)];
    const [open, close] = season >= '05-01' && season <= '09-30' ? ['14:30', '17:30'] : ['14:00', '17:00'];
    const isOpen = (clock >= '08:30' && clock < '12:00') || (clock >= open && clock < close);
    if (calendar.isWorkday(date) && isOpen) count += 1;
  }
  return count;
}

describe('counting working days', () => {
  it('finds the n-th working day that a walk over the calendar finds', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1, max: 60 }), (date, n) => {
        let [day, left] = [date, n];
        while (left > 0) {
          day = addDays(day, 1);
          if (calendar.isWorkday(day)) left -= 1;
        }
        expect(calendar.nthWorkdayAfter(date, n)).toBe(day);
        expect(calendar.workdaysBetween(date, day)).toBe(n);
      }),
    );
  });

  it('measures what a walk measures: days after a, up to and including b', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 0, max: 90 }), (date, length) => {
        const days = Array.from({ length }, (_, index) => addDays(date, index + 1));
        const expected = days.filter((day) => calendar.isWorkday(day)).length;
        expect(calendar.workdaysBetween(date, addDays(date, length))).toBe(expected);
      }),
    );
  });

  it('counts none backwards, and takes n = 0 as the day itself', () => {
    expect(calendar.workdaysBetween('2026-03-10', '2026-03-02')).toBe(0);
    expect(calendar.nthWorkdayAfter('2026-10-03', 0)).toBe('2026-10-03');
  });

  it.each(['2026-02-30', '2026-13-01', '2026-1-1', '', '20260101', '1969-12-31'])('refuses the date “%s”', (date) => {
    expect(() => calendar.isWorkday(date)).toThrow(
      expect.objectContaining<Partial<DomainError>>({ code: 'invalid_field' }),
    );
  });
});

describe('counting office time', () => {
  it('measures the minutes that counting one by one measures', () => {
    fc.assert(
      fc.property(anyInstant, fc.integer({ min: 0, max: 5 * 24 * 60 }), (from, minutes) => {
        const to = new Date(from.getTime() + minutes * 60_000);
        expect(calendar.workMinutesBetween(from, to)).toBe(minutesOneByOne(from, to));
      }),
      { numRuns: 60 },
    );
  });

  it('adds and measures as inverses of each other, and stops at the earliest instant', () => {
    fc.assert(
      fc.property(anyInstant, fc.integer({ min: 1, max: 3000 }), (from, minutes) => {
        const to = calendar.addWorkMinutes(from, minutes);
        expect(calendar.workMinutesBetween(from, to)).toBe(minutes);
        expect(calendar.workMinutesBetween(from, new Date(to.getTime() - 1))).toBeLessThan(minutes);
      }),
    );
  });

  it.each([
    ['2026-03-02 11:00', 240, '2026-03-02 17:00', 'over the noon break'],
    ['2026-03-02 13:00', 60, '2026-03-02 15:00', 'from the noon break'],
    ['2026-03-02 16:00', 120, '2026-03-03 09:30', 'over night'],
    ['2026-03-06 20:00', 240, '2026-03-09 14:30', 'received on a Friday night'],
    ['2026-06-01 11:00', 240, '2026-06-01 17:30', 'in summer the afternoon begins later'],
    ['2026-04-30 16:00', 120, '2026-05-06 09:30', 'over Labour Day, from the winter hours into the summer hours'],
    ['2026-09-19 10:00', 60, '2026-09-20 09:30', 'on a make-up Sunday'],
    ['2026-03-02 08:30', 390, '2026-03-02 17:00', 'a whole day ends at closing and not the next morning'],
  ])('%s + %d min = %s (%s)', (from, minutes, to) => {
    expect(calendar.addWorkMinutes(at(from), minutes)).toEqual(at(to));
  });

  it('keeps seconds and milliseconds', () => {
    expect(calendar.addWorkMinutes(at('2026-03-02 16:59:30.250'), 1)).toEqual(at('2026-03-03 08:30:30.250'));
  });

  it('may differ by weekday; a make-up day without hours of its own keeps those of Monday', () => {
    const spans = [{ start: '09:00', end: '12:00' }];
    const officeHours = [
      { from: '01-01', to: '12-31', weekdays: [5], spans: [{ start: '09:00', end: '11:00' }] },
      { from: '01-01', to: '12-31', weekdays: [1, 2, 3, 4], spans },
    ];
    const own = new WorkingCalendar({ exceptions, loadedYears, officeHours });
    expect(own.workMinutesBetween(at('2026-03-05 00:00'), at('2026-03-06 00:00'))).toBe(180);
    expect(own.workMinutesBetween(at('2026-03-06 00:00'), at('2026-03-07 00:00'))).toBe(120);
    expect(own.workMinutesBetween(at('2026-02-14 00:00'), at('2026-02-15 00:00'))).toBe(180);
  });

  it.each([
    [[{ start: '12:00', end: '08:30' }]],
    [[{ start: '8:30', end: '12:00' }]],
    [
      [
        { start: '08:30', end: '12:00' },
        { start: '11:00', end: '17:00' },
      ],
    ],
  ])('refuses office hours %j', (spans) => {
    const officeHours = [{ from: '01-01', to: '12-31', spans }];
    expect(() => new WorkingCalendar({ exceptions, loadedYears, officeHours })).toThrow('办公时间');
  });
});

describe("the county's own days", () => {
  const torchFestival: CalendarException[] = [
    { date: '2026-08-07', kind: 'off', name: '火把节', source: '州办发' },
    { date: '2026-08-09', kind: 'work', name: '火把节', source: '州办发' },
    { date: '2026-10-02', kind: 'work', name: '值守', source: '州办发' },
  ];
  const county = new WorkingCalendar({ exceptions, loadedYears, overlays: torchFestival });

  it('are added to the notices and win over them', () => {
    expect([county.isWorkday('2026-08-07'), county.reasonOf('2026-08-07')]).toEqual([false, '火把节放假']);
    expect([county.isWorkday('2026-08-09'), county.reasonOf('2026-08-09')]).toEqual([true, '火把节调休上班']);
    expect([county.isWorkday('2026-10-02'), county.reasonOf('2026-10-02')]).toEqual([true, '工作日']);
    expect(county.isWorkday('2026-10-01')).toBe(false);
  });

  it('move what is counted over them', () => {
    expect(calendar.nthWorkdayAfter('2026-08-06', 1)).toBe('2026-08-07');
    expect(county.nthWorkdayAfter('2026-08-06', 1)).toBe('2026-08-09');
  });
});

describe('provisional days', () => {
  it('are those of a year whose notice is not loaded', () => {
    expect(calendar.isProvisional('2026-12-31')).toBe(false);
    expect(calendar.isProvisional('2027-01-01')).toBe(true);
    expect(calendar.isProvisional('2010-12-31')).toBe(true);
  });

  it('are not those that a neighbouring year’s notice names', () => {
    const only2019 = new WorkingCalendar({
      exceptions: exceptions.filter(({ source }) => source === '国办发明电〔2018〕15号'),
      loadedYears: [2019],
    });
    expect(only2019.isProvisional('2018-12-28')).toBe(true);
    expect(only2019.isProvisional('2018-12-29')).toBe(false);
  });

  it('stay provisional when only the county has named them', () => {
    const overlays: CalendarException[] = [{ date: '2027-01-01', kind: 'off', name: '元旦', source: '县府办' }];
    expect(new WorkingCalendar({ exceptions, loadedYears, overlays }).isProvisional('2027-01-01')).toBe(true);
  });
});
