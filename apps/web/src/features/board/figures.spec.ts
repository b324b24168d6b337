import { countdownText, indicatorText, lateness, percentText } from './figures';

const DUE = '2026-03-02T00:00:00.000+08:00';
const at = (iso: string): number => Date.parse(iso);

describe('figures on the wall', () => {
  it('shows — where nothing fell due, never 0% or 100%', () => {
    expect(percentText(null)).toBe('—');
    expect(indicatorText(undefined)).toBe('—');
  });

  it('never rounds up to 100% while one is missing', () => {
    expect(percentText(9999 / 10000)).toBe('99.9%');
    expect(percentText(1)).toBe('100.0%');
    expect(percentText(1 / 9000)).toBe('0.1%');
    expect(percentText(0)).toBe('0.0%');
    expect(percentText(2 / 3)).toBe('66.7%');
  });

  it('shows a count plain and a ratio as a percentage', () => {
    const base = { id: 'late_open', label: '超期未办结', basis: '标准口径' } as const;
    expect(indicatorText({ ...base, numerator: 1200, denominator: null, value: 1200 })).toBe('1,200');
    expect(indicatorText({ ...base, id: 'on_time', numerator: 1, denominator: 4, value: 0.25 })).toBe('25.0%');
  });
});

describe('countdown', () => {
  it('counts down to the limit and up after it', () => {
    expect(countdownText(DUE, at('2026-03-01T23:47:30.000+08:00'))).toBe('剩 00:12:30');
    expect(countdownText(DUE, at('2026-03-04T03:04:05.000+08:00'))).toBe('超 2天 03:04:05');
  });

  it('is late only after the limit has passed', () => {
    expect(lateness(DUE, at(DUE))).toBe('soon');
    expect(lateness(DUE, at(DUE) + 1)).toBe('late');
    expect(lateness(DUE, at('2026-03-05T00:00:00.000+08:00'))).toBe('very_late');
  });
});
