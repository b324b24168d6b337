import fc from 'fast-check';
import { type Lamp } from '@minsheng/contracts';
import { computeDue, endOfDay, lampBounds, lampOf, nextLampChange, parseLimit, WorkingCalendar } from './index';

const calendar = WorkingCalendar.shipped();
const at = (text: string): Date => new Date(`${text.replace(' ', 'T')}+08:00`);
const lamp = (startAt: Date | null, dueAt: Date | null, now: string): Lamp =>
  lampOf({ open: true, startAt, dueAt }, at(now), calendar);

const time = { min: at('2025-12-01 00:00').getTime(), max: at('2026-11-30 00:00').getTime() };
const anyInstant = fc.integer(time).map((ms) => new Date(ms));
const anyLimit = fc.constantFrom(
  '24hour',
  '48hour',
  '4workhour',
  '5workday',
  '7workday',
  '10workday',
  '60day',
  '3month',
);
/** Half of the moments lie anywhere, half around the due time, where the lamps change. */
const anyCase = fc
  .record({
    startAt: anyInstant,
    limit: anyLimit,
    anywhere: anyInstant,
    around: fc.option(fc.integer({ min: -6 * 86_400_000, max: 6 * 86_400_000 }), { freq: 2 }),
  })
  .map(({ startAt, limit, anywhere, around }) => {
    const { dueAt } = computeDue(startAt, parseLimit(limit), calendar);
    return { startAt, dueAt, now: around === null ? anywhere : new Date(dueAt.getTime() + around) };
  });

describe('the lamp of an order', () => {
  it('is out when the order is closed or has no due time', () => {
    expect(
      lampOf({ open: false, startAt: null, dueAt: at('2026-01-05 00:00') }, at('2026-03-02 10:00'), calendar),
    ).toBe('none');
    expect(lamp(at('2026-03-02 10:00'), null, '2026-03-02 10:00')).toBe('none');
  });

  it.each<[string, Lamp]>([
    ['2026-03-02 10:00', 'green'],
    ['2026-03-10 23:59', 'green'],
    ['2026-03-11 00:00', 'yellow'],
    ['2026-03-13 12:00', 'yellow'],
    ['2026-03-15 12:00', 'yellow'],
    ['2026-03-16 00:00', 'orange'],
    ['2026-03-16 23:59', 'orange'],
    ['2026-03-17 00:00', 'orange'],
    ['2026-03-17 00:00:00.001', 'red'],
    ['2026-03-18 23:59', 'red'],
    ['2026-03-19 00:00', 'dark'],
  ])('10 working days from Monday 2026-03-02, at %s: %s', (now, expected) => {
    expect(lamp(at('2026-03-02 10:00'), endOfDay('2026-03-16'), now)).toBe(expected);
  });

  it('is yellow on the last working day before the due day, however long the limit', () => {
    expect(lamp(at('2026-03-02 10:00'), endOfDay('2026-03-04'), '2026-03-02 11:00')).toBe('green');
    expect(lamp(at('2026-03-02 10:00'), endOfDay('2026-03-04'), '2026-03-03 00:00')).toBe('yellow');
    expect(lamp(null, endOfDay('2026-03-04'), '2026-03-03 00:00')).toBe('yellow');
  });

  it('takes a holiday for no time at all', () => {
    expect(lamp(at('2026-09-28 10:00'), endOfDay('2026-10-08'), '2026-10-02 10:00')).toBe('yellow');
    expect(lamp(at('2026-09-23 10:00'), endOfDay('2026-09-30'), '2026-10-07 10:00')).toBe('red');
  });

  it('is dark exactly from three working days late', () => {
    expect(lamp(null, endOfDay('2026-09-30'), '2026-10-09 23:59')).toBe('red');
    expect(lamp(null, endOfDay('2026-09-30'), '2026-10-10 00:00')).toBe('dark');
  });
});

describe('bounds for a query by lamp', () => {
  it('hold exactly the dark, red and orange orders, and all yellow and green ones', () => {
    fc.assert(
      fc.property(anyCase, ({ startAt, dueAt, now }) => {
        const actual = lampOf({ open: true, startAt, dueAt }, now, calendar);
        for (const [name, { after, upTo, exact }] of Object.entries(lampBounds(now, calendar))) {
          const inside = (after === null || dueAt > after) && (upTo === null || dueAt <= upTo);
          expect(inside || actual !== name).toBe(true);
          expect(!exact || !inside || actual === name).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('meet at the edges', () => {
    const now = at('2026-03-19 00:00');
    const bounds = lampBounds(now, calendar);
    expect(bounds.dark.upTo).toEqual(endOfDay('2026-03-16'));
    expect(bounds.red.after).toEqual(bounds.dark.upTo);
    expect(bounds.orange.after).toEqual(bounds.red.upTo);
    expect(bounds.yellow.after).toEqual(endOfDay('2026-03-19'));
    expect(bounds.green.after).toEqual(at('2026-03-23 00:00'));
  });
});

describe('the next change of a lamp', () => {
  it('is the first moment at which the lamp is another, and there is none before', () => {
    fc.assert(
      fc.property(anyCase, fc.double({ min: 0, max: 0.999, noNaN: true }), ({ startAt, dueAt, now }, share) => {
        const input = { open: true, startAt, dueAt };
        const current = lampOf(input, now, calendar);
        const next = nextLampChange(input, now, calendar);
        if (next === null) {
          expect(current).toBe('dark');
          return;
        }
        const between = new Date(now.getTime() + Math.floor((next.getTime() - now.getTime()) * share));
        expect(next.getTime()).toBeGreaterThan(now.getTime());
        expect(lampOf(input, next, calendar)).not.toBe(current);
        expect(lampOf(input, between, calendar)).toBe(current);
      }),
      { numRuns: 1000 },
    );
  });
});
