import { isMonth, monthBefore, monthTitle } from './report-months';

describe('months of the report', () => {
  it('takes only a real month', () => {
    expect(isMonth('2018-10')).toBe(true);
    expect(isMonth('2018-13')).toBe(false);
    expect(isMonth('2018-1')).toBe(false);
    expect(isMonth(undefined)).toBe(false);
  });

  it('goes back over the new year', () => {
    expect(monthBefore('2018-01')).toBe('2017-12');
    expect(monthBefore('2018-11')).toBe('2018-10');
  });

  it('is written as people read it', () => {
    expect(monthTitle('2018-03')).toBe('2018年3月');
  });
});
