import { type CallbackFact } from '@minsheng/contracts';
import { scoreAppeal } from './appeal';
import { scoreCallbacks } from './callback';
import { appealContributions, callbackContributions } from './contributions';
import { indicatorsOf, INDICATOR_DEFINITIONS } from './definitions';
import { figures } from './figures';
import { monthPeriod, previousMonth, runningMonth, tallyDay, tallyDaysOf } from './period';
import { ratio } from './ratio';
import { parseScope, scopeAccess } from './scopes';

const place = { unitCode: 'water', channel: 'hotline_12345', kind: 'help', categoryCode: null, townshipCode: 'east' };

describe('periods', () => {
  it('a month begins and ends at midnight in Shanghai', () => {
    expect(monthPeriod('2019-12').from.toISOString()).toBe('2019-11-30T16:00:00.000Z');
    expect(monthPeriod('2019-12').to.toISOString()).toBe('2019-12-31T16:00:00.000Z');
    expect(previousMonth('2019-01')).toBe('2018-12');
  });

  it.each(['2019-13', '2019-3', 'x', ''])('refuses the month “%s”', (month) => {
    expect(() => monthPeriod(month)).toThrow(expect.objectContaining({ code: 'month_unreadable' }));
  });

  it('24:00 belongs to the day and the month that end', () => {
    const midnight = new Date('2026-03-31T16:00:00.000Z');
    expect(tallyDay(midnight)).toBe('2026-03-31');
    expect(runningMonth(midnight).from).toEqual(new Date('2026-02-28T16:00:00.000Z'));
    expect(runningMonth(new Date(midnight.getTime() + 1)).from).toEqual(midnight);
    expect(tallyDaysOf(monthPeriod('2026-03'))).toEqual({
      first: '2026-03-01',
      last: '2026-03-31',
      lastEndsAt: midnight,
    });
  });
});

describe('ratios', () => {
  it('nothing to divide by is null, not zero', () => expect(ratio(0, 0)).toBeNull());

  it('every indicator of an empty period is null or zero, and says its basis', () => {
    for (const indicator of indicatorsOf(figures())) {
      expect(indicator.basis).not.toBe('');
      expect(indicator.value).toBe(indicator.denominator === null ? 0 : null);
    }
    expect(new Set(INDICATOR_DEFINITIONS.map((d) => d.id)).size).toBe(INDICATOR_DEFINITIONS.length);
  });

  it('D is on time + late done + late open', () => {
    const list = indicatorsOf(figures({ onTime: 11, lateDone: 6, lateOpen: 8 }));
    const of = (id: string) => list.find((indicator) => indicator.id === id);
    expect(of('completion_due')).toMatchObject({ numerator: 17, denominator: 25, value: 17 / 25 });
    expect(of('on_time')).toMatchObject({ numerator: 11, denominator: 25 });
    expect(of('late_open')).toMatchObject({ numerator: 8, denominator: null, value: 8 });
  });

  it('办复率 adds what was answered on the spot and counts each caller', () => {
    const sums = figures({ answeredDue: 5, dueWeight: 10, acceptedWeight: 7 });
    expect(indicatorsOf(sums).find((i) => i.id === 'replied')).toMatchObject({ numerator: 12, denominator: 15 });
  });
});

describe('callbacks', () => {
  const call = (at: string, more: Partial<CallbackFact>): CallbackFact => ({
    at,
    round: 1,
    unitCode: 'water',
    via: 'call',
    outcome: 'answered',
    resolved: true,
    satisfaction: 'satisfied',
    ...more,
  });

  it('not reached, refused and unasked are in no base', () => {
    const silent = { resolved: null, satisfaction: null } as const;
    const scores = scoreCallbacks([
      call('2026-03-02T01:00:00Z', { outcome: 'not_reached', ...silent }),
      call('2026-03-03T01:00:00Z', { outcome: 'refused', ...silent }),
      call('2026-03-04T01:00:00Z', silent),
    ]);
    expect(scores.some((score) => score.asked || score.rated)).toBe(false);
  });

  it('of an order redone within a month the last rating counts, over two months both', () => {
    const unhappy = { resolved: false, satisfaction: 'dissatisfied' } as const;
    const within = [call('2026-03-02T01:00:00Z', unhappy), call('2026-03-20T01:00:00Z', {})];
    const sum = (facts: CallbackFact[], measure: 'rated' | 'satisfied' | 'asked' | 'resolved') =>
      callbackContributions(facts, place).reduce((total, part) => total + (part.measures[measure] ?? 0), 0);
    expect([sum(within, 'rated'), sum(within, 'satisfied')]).toEqual([1, 1]);
    expect([sum(within, 'asked'), sum(within, 'resolved')]).toEqual([2, 1]);
    const over = [call('2026-03-30T01:00:00Z', unhappy), call('2026-04-02T01:00:00Z', {})];
    expect([sum(over, 'rated'), sum(over, 'satisfied')]).toEqual([2, 1]);
  });

  it('基本满意 is content', () => {
    expect(scoreCallbacks([call('2026-03-02T01:00:00Z', { satisfaction: 'fairly_satisfied' })])[0]?.satisfied).toBe(
      true,
    );
  });
});

describe('appeals', () => {
  it.each([
    ['answered', 'help', { answered: true, valid: true, answeredDue: true }],
    ['answered', 'praise', { answered: true, valid: true, answeredDue: false }],
    ['refused', 'help', { answered: false, valid: false, answeredDue: false }],
    ['handed_over', 'help', { answered: false, valid: false, answeredDue: false }],
    ['joined', 'help', { answered: false, valid: true, answeredDue: false }],
    ['order', 'help', { answered: false, valid: true, answeredDue: false }],
  ] as const)('%s, %s', (outcome, kind, expected) => expect(scoreAppeal({ outcome, kind })).toEqual(expected));

  it('counts on its day in Shanghai', () => {
    const parts = appealContributions({ outcome: 'order', kind: 'help', registeredAt: '2026-03-01T17:30:00Z' }, place);
    expect(parts.map((part) => part.bucket)).toEqual(['d2026-03-02']);
    expect(parts[0]?.scopes).toEqual(['county', 'channel:hotline_12345', 'kind:help', 'township:east']);
  });
});

describe('who sees which figures', () => {
  const tree = { isWithin: (code: string, ancestor: string) => code === ancestor || code.startsWith(`${ancestor}_`) };
  const viewer = (role: string, unitCode: string | null = null) => ({ roles: [role] as never, unitCode });
  it.each([
    ['leader', null, 'county', 'cases'],
    ['supervisor', null, 'channel:visit', 'cases'],
    ['dispatcher', null, 'unit:water', 'cases'],
    ['handler', 'water', 'unit:water', 'cases'],
    ['unit_head', 'water', 'subtree:water', 'cases'],
    ['unit_head', 'water', 'unit:water_east', 'cases'],
    ['handler', 'water_east', 'subtree:water', 'none'],
    ['handler', 'water', 'unit:roads', 'none'],
    ['handler', 'water', 'county', 'none'],
    ['agent', null, 'county', 'totals'],
    ['callback_agent', null, 'county', 'totals'],
    ['agent', null, 'unit:water', 'none'],
    ['admin', null, 'county', 'none'],
    ['auditor', null, 'county', 'none'],
    ['handler', null, 'unit:water', 'none'],
  ])('%s of %s, %s: %s', (role, unit, scope, expected) => {
    const parsed = parseScope(scope);
    expect(parsed && scopeAccess(viewer(role, unit), parsed, tree)).toBe(expected);
  });

  it.each(['', 'unit', 'unit:', 'planet:x', 'county:x', "unit:a'b"])('“%s” is no scope', (text) => {
    expect(parseScope(text)).toBeNull();
  });
});
