import {
  formatDue,
  formatInstant,
  formatRemaining,
  nowTyped,
  toInstant,
  toPastInstant,
  withoutThisYear,
} from './format-time';

const at = (iso: string): number => Date.parse(iso);

describe('times on the screen', () => {
  it('are the county’s, whatever the zone of the instant', () => {
    expect(formatInstant('2026-03-01T20:30:00.000Z')).toBe('2026-03-02 04:30');
    expect(formatInstant(null)).toBe('—');
  });

  it('shows a day’s limit as 24:00 of the day that counts, not as midnight of the next', () => {
    expect(formatDue('2026-03-02T00:00:00.000+08:00')).toBe('2026-03-01 24:00');
    expect(formatDue('2026-01-01T00:00:00.000+08:00')).toBe('2025-12-31 24:00');
    expect(formatDue('2026-03-02T09:15:00.000+08:00')).toBe('2026-03-02 09:15');
  });

  it('says what is left and what is over, to the minute', () => {
    const due = '2026-03-02T12:00:00.000+08:00';
    expect(formatRemaining(due, at('2026-03-02T12:00:00.000+08:00'))).toBe('剩 0 分钟');
    expect(formatRemaining(due, at('2026-03-02T10:59:00.000+08:00'))).toBe('剩 1 小时 1 分');
    expect(formatRemaining(due, at('2026-03-04T15:00:00.000+08:00'))).toBe('超 2 天 3 小时');
    expect(formatRemaining(null, 0)).toBe('—');
  });

  it('leaves the year out where it is this one, as the county counts it', () => {
    const newYear = at('2025-12-31T16:30:00.000Z');
    expect(withoutThisYear('2026-01-12 24:00', newYear)).toBe('01-12 24:00');
    expect(withoutThisYear('2025-12-30 24:00', newYear)).toBe('2025-12-30 24:00');
  });

  it('takes a minute of the past as done by its end, and never later than now', () => {
    expect(toPastInstant('2026-03-02T09:15', at('2026-03-02T10:00:00+08:00'))).toBe('2026-03-02T01:15:59.999Z');
    expect(toPastInstant('2026-03-02T09:15', at('2026-03-02T09:15:42+08:00'))).toBe('2026-03-02T01:15:42.000Z');
    expect(toPastInstant('2026-03-02T09:15', at('2026-03-02T09:00:00+08:00'))).toBe('2026-03-02T09:15:00+08:00');
  });

  it('reads what was typed as county time', () => {
    expect(toInstant('2026-03-02T09:15')).toBe('2026-03-02T09:15:00+08:00');
    expect(toInstant(nowTyped(at('2026-03-02T01:15:42.000Z')))).toBe('2026-03-02T09:15:00+08:00');
  });
});
