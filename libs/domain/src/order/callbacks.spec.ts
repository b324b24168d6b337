import { DomainError } from '../errors';
import { actor, at, contextAt, Walk } from './an-order.fixture';
import { isSampled } from './callback-sample';
import { decide } from './decide';
import { DEFAULT_ORDER_RULES } from './order-rules';

const code = (run: () => unknown): string => {
  try {
    run();
    return 'done';
  } catch (error) {
    return error instanceof DomainError ? error.code : String(error);
  }
};

describe('the sample of callbacks', () => {
  const rules = (percent: number) => ({
    ...DEFAULT_ORDER_RULES,
    callback: { ...DEFAULT_ORDER_RULES.callback, percentByChannel: { wechat: percent } },
  });
  const cases = Array.from({ length: 2000 }, (_, n) => ({
    channel: 'wechat',
    appealCode: `A20260302${String(n).padStart(6, '0')}`,
  }));

  it('is all by default, and the channel’s share where one is set', () => {
    expect(cases.every((each) => isSampled(each, DEFAULT_ORDER_RULES))).toBe(true);
    const share = (percent: number) => cases.filter((each) => isSampled(each, rules(percent))).length / cases.length;
    expect(share(0)).toBe(0);
    expect(share(30)).toBeGreaterThan(0.26);
    expect(share(30)).toBeLessThan(0.34);
    expect(cases.filter((each) => isSampled({ ...each, channel: 'visit' }, rules(0)))).toHaveLength(cases.length);
  });

  it('closes an accepted reply that it leaves out', () => {
    const walk = new Walk({ channel: 'wechat' }).handled().replied();
    const context = { ...contextAt('2026-03-05T09:00:00'), rules: rules(0) };
    expect(decide(walk.order, 'accept_reply', {}, actor('dispatcher'), context).order.state).toBe('closed');
    expect(walk.step('2026-03-05T09:00:00', 'accept_reply', {}).order.state).toBe('awaiting_callback');
  });
});

describe('a callback', () => {
  it('keeps what the caller was dissatisfied with', () => {
    const walk = new Walk().handled().replied().step('2026-03-05T09:00:00', 'accept_reply', {});
    const said = {
      outcome: 'answered',
      resolved: true,
      satisfaction: 'dissatisfied',
      dissatisfiedWith: 'speed',
      note: '等了太久',
    } as const;
    walk.step('2026-03-05T10:00:00', 'record_callback', said);
    expect(walk.order.callbacks).toMatchObject([
      { resolved: true, satisfaction: 'dissatisfied', dissatisfiedWith: 'speed' },
    ]);
    const missed = { outcome: 'not_reached', dissatisfiedWith: 'speed' } as const;
    const other = new Walk().handled().replied().step('2026-03-05T09:00:00', 'accept_reply', {});
    expect(code(() => other.step('2026-03-05T10:00:00', 'record_callback', missed))).toBe('callback_fields');
  });
});

describe('an exclusion from assessment', () => {
  const head = actor('unit_head', 'jsj_gas');
  const ask = { categoryCode: 'unreasonable', reason: '要求违法', evidence: '现场记录' } as const;
  const replied = () => new Walk().handled().replied();

  it('is asked by the unit’s head of a replied case and decided by a supervisor; the turn keeps it', () => {
    const walk = replied().step('2026-03-05T09:00:00', 'request_exclusion', ask);
    walk.step('2026-03-06T09:00:00', 'exclude', {});
    expect(walk.order.turns[0]?.excludedAt).toBe(at('2026-03-06T09:00:00').toISOString());
    expect(walk.order.applications).toMatchObject([{ kind: 'exclusion', category: 'unreasonable', granted: true }]);
    expect(code(() => walk.step('2026-03-06T10:00:00', 'request_exclusion', ask))).toBe('exclusion_done');
    expect(code(() => new Walk().handled().step('2026-03-03T09:00:00', 'request_exclusion', ask))).toBe(
      'action_not_allowed',
    );
  });

  it('is never decided by who asked, and refused changes nothing', () => {
    const both = { ...head, roles: ['unit_head', 'supervisor'] as const };
    const walk = replied().step('2026-03-05T09:00:00', 'request_exclusion', ask, both);
    expect(code(() => walk.step('2026-03-05T10:00:00', 'exclude', {}, both))).toBe('exclusion_own');
    walk.step('2026-03-05T10:00:00', 'refuse_exclusion', { reason: '应当计入' });
    expect(walk.order.turns[0]?.excludedAt).toBeUndefined();
    expect(code(() => walk.step('2026-03-05T11:00:00', 'exclude', {}))).toBe('application_missing');
    expect(code(() => replied().step('2026-03-05T09:00:00', 'request_exclusion', {}))).toBe('exclusion_reason');
  });

  it('of a first round stays with that round after a redo', () => {
    const walk = replied().step('2026-03-05T09:00:00', 'request_exclusion', ask);
    walk.step('2026-03-05T09:10:00', 'accept_reply', {});
    walk.step('2026-03-05T10:00:00', 'record_callback', { outcome: 'answered', resolved: false });
    walk.decisions.push(
      decide({ ...walk.order, state: 'closed' }, 'exclude', {}, actor('supervisor'), contextAt('2026-03-06T09:00:00')),
    );
    expect(walk.order.turns.map((turn) => turn.excludedAt !== undefined)).toEqual([true, false]);
  });
});
