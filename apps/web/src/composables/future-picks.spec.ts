import { civilPicks, isWithin, readAs, typedOf } from './future-picks';

const at = (iso: string): number => Date.parse(iso);

describe('times to come', () => {
  it('are offered in the county’s time, today only while it lies ahead', () => {
    expect(civilPicks(at('2026-03-02T17:59:00+08:00')).map(({ typed }) => typed)).toEqual([
      '2026-03-02T18:00',
      '2026-03-03T18:00',
    ]);
    // Already the next day in the county, still the day before in London.
    expect(civilPicks(at('2026-03-02T19:00:00Z'))[0]).toEqual({ label: '今天 18:00', typed: '2026-03-03T18:00' });
    expect(civilPicks(at('2026-03-02T18:00:00+08:00')).map(({ label }) => label)).toEqual(['明天 18:00']);
  });

  it('are judged by the bound of the server to the minute', () => {
    const latest = '2026-03-09T16:00:00.000Z';
    expect(typedOf(latest)).toBe('2026-03-10T00:00');
    expect(isWithin('2026-03-10T00:00', latest)).toBe(true);
    expect(isWithin('2026-03-10T00:01', latest)).toBe(false);
    expect(isWithin('2099-01-01T00:00', null)).toBe(true);
  });

  it('read midnight as the end of the day that counts', () => {
    expect(readAs('2026-03-10T00:00')).toBe('2026-03-09 24:00');
    expect(readAs('2026-03-10T09:30')).toBe('2026-03-10 09:30');
    expect(readAs('2026-03')).toBe('');
  });
});
