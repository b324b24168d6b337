import fc from 'fast-check';
import { type DomainError } from '../errors';
import { formatLimit, LIMIT_UNIT_LABELS, limitLabel, type LimitUnit, parseLimit } from './index';

const units = Object.keys(LIMIT_UNIT_LABELS) as LimitUnit[];

describe('limits', () => {
  it('are read as they are written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3650 }), fc.constantFrom(...units), (n, unit) => {
        expect(parseLimit(formatLimit({ n, unit }))).toEqual({ n, unit });
      }),
    );
  });

  it.each([
    '',
    '5',
    'workday',
    '0day',
    '-1day',
    '1.5day',
    '3651day',
    '05day',
    '5 workday',
    '5workdays',
    '5week',
    ' 5day',
  ])('refuse “%s”', (text) => {
    expect(() => parseLimit(text)).toThrow(
      expect.objectContaining<Partial<DomainError>>({ code: 'limit_unreadable', params: { limit: text } }),
    );
  });

  it.each([
    ['5workday', '5个工作日'],
    ['4workhour', '4个工作小时'],
    ['15minute', '15分钟'],
    ['24hour', '24小时'],
    ['60day', '60日'],
    ['3month', '3个月'],
  ])('%s is shown as %s', (text, label) => {
    expect(limitLabel(parseLimit(text))).toBe(label);
  });
});
