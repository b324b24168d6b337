import fc from 'fast-check';
import { type Action } from '@minsheng/contracts';
import { DomainError } from '../errors';
import { contextAt, REPLY, Walk } from '../order/an-order.fixture';
import { type Inputs } from '../order/inputs';
import { TRANSITIONS } from '../order/transitions';
import { replay } from '../order/replay';
import { sweepAt } from './a-sweep.fixture';
import { nextStepAt } from './sweep';

const HOUR = 3_600_000;
const BORN = Date.parse('2026-03-02T09:00:00+08:00');
/** As the fixture reads times: Shanghai, without offset. */
const shanghai = (ms: number): string => new Date(ms + 8 * HOUR).toISOString().slice(0, 23);

const ACTIONS: readonly Action[] = [
  'dispatch',
  'dispatch',
  'sign',
  'request_return',
  'accept_return',
  'reject_return',
  'reassign',
  'request_extension',
  'approve_extension',
  'refuse_extension',
  'pause',
  'resume',
  'request_suspension',
  'suspend',
  'unsuspend',
  'submit_reply',
  'approve_reply',
  'accept_reply',
  'send_back',
  'record_callback',
  'redo',
  'supervise',
  'report_supervision',
];

function inputsOf(now: Date, unit: string): Partial<Inputs> {
  const later = new Date(now.getTime() + 30 * HOUR);
  return {
    dispatch: { leadUnitCode: unit, coUnitCodes: unit === 'town_a' ? [] : ['town_a'] },
    request_return: { reasonCode: 'not_our_duty', basis: '三定方案' },
    reassign: { unitCode: unit, reason: '职责调整' },
    request_extension: { workdays: 3, reason: '需等备件' },
    pause: { reasonCode: 'citizen', until: later },
    request_suspension: { reason: '列入明年计划' },
    suspend: { reviewDate: '2026-12-31' },
    submit_reply: { ...REPLY, contactedAt: now },
    record_callback: { outcome: 'answered', resolved: false },
    supervise: { level: 'blue', text: '请抓紧', dueAt: later },
    report_supervision: { text: '已安排' },
  };
}

const event = fc.record({
  gap: fc.oneof(fc.integer({ min: 0, max: 2 * HOUR }), fc.integer({ min: 0, max: 8 * 24 * HOUR })),
  pick: fc.nat(1000),
  unit: fc.constantFrom('gaj', 'town_a', 'jsj_gas', 'jsj'),
  sweeps: fc.boolean(),
});
type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;

/** A random legal life, swept now and then; refused steps are no part of it. */
function live(events: readonly Event[]): { walk: Walk; now: number } {
  const walk = new Walk();
  let now = BORN;
  for (const { gap, pick, unit, sweeps } of events) {
    now += gap;
    if (sweeps) sweepAt(walk, shanghai(now));
    const legal = ACTIONS.filter((each) => TRANSITIONS[each].from.includes(walk.order.state));
    const action = legal[pick % legal.length] ?? 'redo';
    try {
      walk.step(shanghai(now), action, (inputsOf(new Date(now), unit)[action] ?? {}) as never);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }
  return { walk, now };
}

describe('the sweep of any life', () => {
  const lives = fc.array(event, { maxLength: 35, size: 'max' });

  it('takes no step twice, leaves none that is due, and its history replays', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(lives, fc.nat(90 * 24 * HOUR), (events, rest) => {
        const { walk, now } = live(events);
        const end = now + rest;
        sweepAt(walk, shanghai(end));
        const steps = walk.order.warnings.map(({ step }) => step);
        expect(new Set(steps).size).toBe(steps.length);
        expect(nextStepAt(walk.order, contextAt(shanghai(end)))?.getTime() ?? Infinity).toBeGreaterThan(end);
        expect(
          replay(
            walk.decisions.map(({ history }) => history),
            walk.order,
          ),
        ).toEqual([]);
        for (const { history } of walk.decisions)
          seen.add(`${history.action} ${String(history.facts.input.cause ?? '')}`);
      }),
      { numRuns: 300 },
    );
    const expected = [
      'warn_blue overdue',
      'card_yellow overdue',
      'card_red overdue',
      'card_yellow redo',
      'remind due_soon',
    ];
    expect(
      [...expected, 'chase dispatch', 'chase review', 'resume pause_ended'].filter((each) => !seen.has(each)),
    ).toEqual([]);
  });

  it('comes to the same, swept every so often or once after a stop of any length', () => {
    fc.assert(
      fc.property(lives, fc.array(fc.integer({ min: 1, max: 20 * 24 * HOUR }), { maxLength: 12 }), (events, gaps) => {
        const often = live(events);
        const once = live(events);
        let now = often.now;
        for (const gap of gaps) sweepAt(often.walk, shanghai((now += gap)));
        sweepAt(once.walk, shanghai(now));
        sweepAt(often.walk, shanghai(now));
        const steps = ({ walk }: typeof often): string[] => walk.order.warnings.map(({ step }) => step);
        expect(steps(once)).toEqual(steps(often));
        expect(once.walk.order).toMatchObject({ state: often.walk.order.state, seq: often.walk.order.seq });
        expect(once.walk.order.dueAt).toEqual(often.walk.order.dueAt);
      }),
      { numRuns: 200 },
    );
  });
});
