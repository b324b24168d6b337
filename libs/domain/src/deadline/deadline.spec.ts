import fc from 'fast-check';
import {
  civilDateOf,
  computeDue,
  endOfDay,
  explainDue,
  type Limit,
  type LimitUnit,
  parseLimit,
  shiftDueByWorkdays,
  SHIPPED_NOTICES,
  startOfDay,
  WorkingCalendar,
  workdaysLate,
} from './index';

const calendar = WorkingCalendar.shipped();
const exceptions = SHIPPED_NOTICES.flatMap((notice) => notice.exceptions);
const loadedYears = SHIPPED_NOTICES.map((notice) => notice.year);
const withOptions = (options: { dueAtCloseOfBusiness?: boolean; offHoursCountAsNextWorkday?: boolean }) =>
  new WorkingCalendar({ exceptions, loadedYears, options });

const at = (text: string): Date => new Date(`${text.replace(' ', 'T')}+08:00`);
const due = (start: string, limit: string, by = calendar): Date => computeDue(at(start), parseLimit(limit), by).dueAt;

const anyInstant = fc
  .integer({ min: at('2012-01-01 00:00').getTime(), max: at('2027-06-01 00:00').getTime() })
  .map((time) => new Date(time));
const anyUnit = fc.constantFrom<LimitUnit>('minute', 'hour', 'workhour', 'workday', 'day', 'month');
const anyLimit: fc.Arbitrary<Limit> = fc.record({ n: fc.integer({ min: 1, max: 40 }), unit: anyUnit });
const anyCalendar = fc.constantFrom(
  calendar,
  withOptions({ dueAtCloseOfBusiness: true }),
  withOptions({ offHoursCountAsNextWorkday: true }),
  withOptions({ dueAtCloseOfBusiness: true, offHoursCountAsNextWorkday: true }),
);

describe('civil days', () => {
  it('begin at midnight in Shanghai, whatever the zone of the machine', () => {
    expect(civilDateOf(new Date('2026-09-30T15:59:59.999Z'))).toBe('2026-09-30');
    expect(civilDateOf(new Date('2026-09-30T16:00:00.000Z'))).toBe('2026-10-01');
    expect(startOfDay('2026-10-01').toISOString()).toBe('2026-09-30T16:00:00.000Z');
    expect(endOfDay('2026-10-01').toISOString()).toBe('2026-10-01T16:00:00.000Z');
  });
});

describe('N working days after receipt', () => {
  const counts = [1, 2, 3, 5, 7, 10, 15];
  const vectors: [string, string[]][] = [
    ['2024-02-08', ['02-09', '02-18', '02-19', '02-21', '02-23', '02-28', '03-06']],
    ['2024-04-28', ['04-29', '04-30', '05-06', '05-08', '05-10', '05-14', '05-21']],
    ['2025-01-25', ['01-26', '01-27', '02-05', '02-07', '02-10', '02-13', '02-20']],
    ['2025-09-30', ['10-09', '10-10', '10-11', '10-14', '10-16', '10-21', '10-28']],
    ['2026-02-13', ['02-14', '02-24', '02-25', '02-27', '03-02', '03-05', '03-12']],
    ['2026-02-18', ['02-24', '02-25', '02-26', '02-28', '03-03', '03-06', '03-13']],
    ['2026-09-19', ['09-20', '09-21', '09-22', '09-24', '09-29', '10-09', '10-15']],
    ['2026-09-30', ['10-08', '10-09', '10-10', '10-13', '10-15', '10-20', '10-27']],
    ['2026-10-03', ['10-08', '10-09', '10-10', '10-13', '10-15', '10-20', '10-27']],
  ];

  it.each(vectors)('received on %s at any hour', (receipt, expected) => {
    const dates = expected.map((date) => `${receipt.slice(0, 4)}-${date}`);
    for (const clock of ['00:00', '10:15', '23:59:59.999']) {
      const found = counts.map((n) => due(`${receipt} ${clock}`, `${n}workday`));
      expect(found).toEqual(dates.map(endOfDay));
    }
  });

  it('end at the close of business where the county chose so', () => {
    const closing = withOptions({ dueAtCloseOfBusiness: true });
    expect(due('2026-03-02 10:00', '5workday', closing)).toEqual(at('2026-03-09 17:00'));
    expect(due('2026-05-11 10:00', '1workday', closing)).toEqual(at('2026-05-12 17:30'));
    expect(due('2026-03-02 10:00', '3day', closing)).toEqual(at('2026-03-05 17:00'));
  });

  it('count from the next working day for off-hours receipts where the county chose so', () => {
    const strict = withOptions({ offHoursCountAsNextWorkday: true });
    expect(due('2026-03-02 16:59', '1workday', strict)).toEqual(endOfDay('2026-03-03'));
    expect(due('2026-03-02 12:30', '1workday', strict)).toEqual(endOfDay('2026-03-03'));
    expect(due('2026-03-02 20:00', '1workday', strict)).toEqual(endOfDay('2026-03-04'));
    expect(due('2026-03-07 10:00', '1workday', strict)).toEqual(endOfDay('2026-03-10'));
    expect(due('2026-03-07 10:00', '1workday')).toEqual(endOfDay('2026-03-09'));
  });
});

describe('the other units', () => {
  it('minutes and hours run at once, day and night, over holidays', () => {
    expect(due('2026-10-01 23:50', '15minute')).toEqual(at('2026-10-02 00:05'));
    expect(due('2026-10-01 23:50:00.123', '24hour')).toEqual(at('2026-10-02 23:50:00.123'));
  });

  it('working hours run in office hours only', () => {
    expect(due('2026-09-30 16:30', '4workhour')).toEqual(at('2026-10-08 11:30'));
    expect(due('2026-03-02 09:00', '4workhour')).toEqual(at('2026-03-02 15:00'));
  });

  it('calendar days leave the first day out (民法典 201) and end at 24:00 (民法典 203)', () => {
    expect(due('2026-03-02 09:00', '3day')).toEqual(endOfDay('2026-03-05'));
  });

  it('a last day off moves to the next working day: weekend, holiday, make-up day (民法典 203)', () => {
    expect(due('2026-03-02 09:00', '5day')).toEqual(endOfDay('2026-03-09'));
    expect(due('2026-09-21 09:00', '15day')).toEqual(endOfDay('2026-10-08'));
    expect(due('2026-09-15 09:00', '4day')).toEqual(endOfDay('2026-09-20'));
    expect(due('2026-09-15 09:00', '5day')).toEqual(endOfDay('2026-09-20'));
  });

  it.each([
    ['2026-03-02', '3month', '2026-06-02'],
    ['2026-01-31', '1month', '2026-02-28'],
    ['2024-01-31', '1month', '2024-02-29'],
    ['2025-11-30', '3month', '2026-02-28'],
    ['2026-08-31', '6month', '2027-03-01'],
    ['2025-12-15', '12month', '2026-12-15'],
    ['2026-07-01', '3month', '2026-10-08'],
  ])('%s + %s = %s (the same day number, else the last of the month; 民法典 202)', (start, limit, expected) => {
    expect(due(`${start} 09:00`, limit)).toEqual(endOfDay(expected));
  });

  it('out of the calendar is refused, not guessed', () => {
    expect(() => due('2390-01-01 00:00', '3650workday')).toThrow('1970 年至 2399 年');
    expect(() => computeDue(new Date(Number.NaN), parseLimit('1workday'), calendar)).toThrow('1970 年至 2399 年');
  });
});

describe('every limit', () => {
  it('never falls due earlier for a later start', () => {
    fc.assert(
      fc.property(
        anyInstant,
        fc.integer({ min: 0, max: 30 * 86_400_000 }),
        anyLimit,
        anyCalendar,
        (start, later, limit, by) => {
          const first = computeDue(start, limit, by).dueAt;
          const second = computeDue(new Date(start.getTime() + later), limit, by).dueAt;
          expect(second.getTime()).toBeGreaterThanOrEqual(first.getTime());
        },
      ),
      { numRuns: 500 },
    );
  });

  it('ends after it starts, later for a larger number', () => {
    fc.assert(
      fc.property(anyInstant, anyLimit, anyCalendar, (start, limit, by) => {
        const shorter = computeDue(start, limit, by).dueAt;
        const longer = computeDue(start, { ...limit, n: limit.n + 1 }, by).dueAt;
        expect(shorter.getTime()).toBeGreaterThan(start.getTime());
        expect(longer.getTime()).toBeGreaterThanOrEqual(shorter.getTime());
      }),
    );
  });

  it('is explained with the due time that it has, and with as many days counted as it says', () => {
    fc.assert(
      fc.property(anyInstant, anyLimit, anyCalendar, (start, limit, by) => {
        const computed = computeDue(start, limit, by);
        const explained = explainDue(start, limit, by);
        expect(explained.dueAt).toBe(computed.dueAt.toISOString());
        expect(explained.provisional).toBe(computed.provisional);
        const counted = explained.days.filter((day) => day.counted);
        expect(counted.at(-1)?.date).toBe(civilDateOf(new Date(computed.dueAt.getTime() - 1)));
        expect(limit.unit !== 'workday' || counted.length === limit.n).toBe(true);
        expect(limit.unit !== 'workday' || counted.every(({ date }) => by.isWorkday(date))).toBe(true);
      }),
    );
  });
});

describe('a provisional deadline', () => {
  const provisional = (start: string, limit: string): boolean =>
    computeDue(at(start), parseLimit(limit), calendar).provisional;

  it('is one that counts a day of a year whose notice is not loaded', () => {
    expect(provisional('2026-12-30 10:00', '1workday')).toBe(false);
    expect(provisional('2026-12-30 10:00', '2workday')).toBe(true);
    expect(provisional('2010-12-27 10:00', '10workday')).toBe(true);
  });

  it('counts in calendar days only from its nominal last day on', () => {
    expect(provisional('2026-12-01 10:00', '30day')).toBe(false);
    expect(provisional('2026-12-03 10:00', '30day')).toBe(true);
    expect(provisional('2010-12-20 10:00', '30day')).toBe(false);
  });

  it('is never one of clock hours, and one of office hours only when they reach such a year', () => {
    expect(provisional('2026-12-31 23:00', '24hour')).toBe(false);
    expect(provisional('2026-12-31 09:00', '4workhour')).toBe(false);
    expect(provisional('2026-12-31 16:00', '4workhour')).toBe(true);
  });
});

describe('moving a due time on', () => {
  it('keeps 24:00, the clock time, or the close of business', () => {
    expect(shiftDueByWorkdays(endOfDay('2026-03-06'), 1, calendar)).toEqual(endOfDay('2026-03-09'));
    expect(shiftDueByWorkdays(at('2026-03-06 10:20'), 2, calendar)).toEqual(at('2026-03-10 10:20'));
    const closing = withOptions({ dueAtCloseOfBusiness: true });
    expect(shiftDueByWorkdays(at('2026-04-30 17:00'), 1, closing)).toEqual(at('2026-05-06 17:30'));
    expect(shiftDueByWorkdays(endOfDay('2026-03-06'), 0, calendar)).toEqual(endOfDay('2026-03-06'));
  });
});

describe('working days late', () => {
  it.each([
    ['2026-03-07 00:00', 0, 'on the dot is on time'],
    ['2026-03-07 00:00:00.001', 1, 'late at all is one'],
    ['2026-03-08 12:00', 1, 'the weekend after'],
    ['2026-03-09 08:00', 1, 'Monday'],
    ['2026-03-10 08:00', 2, 'Tuesday'],
    ['2026-03-11 00:00', 3, 'Wednesday, from its first moment'],
    ['2026-03-16 09:00', 6, 'a week later'],
  ])('due on Friday 24:00, at %s: %d (%s)', (now, expected) => {
    expect(workdaysLate(endOfDay('2026-03-06'), at(now), calendar)).toBe(expected);
  });

  it('are one on the day of an hour limit itself, and none are counted in a holiday', () => {
    expect(workdaysLate(at('2026-03-06 10:00'), at('2026-03-06 15:00'), calendar)).toBe(1);
    expect(workdaysLate(endOfDay('2026-09-30'), at('2026-10-07 12:00'), calendar)).toBe(1);
    expect(workdaysLate(endOfDay('2026-09-30'), at('2026-10-10 12:00'), calendar)).toBe(3);
  });
});
