import fc from 'fast-check';
import { type Action, ACTIONS, type OrderState } from '@minsheng/contracts';
import { DomainError } from '../errors';
import { CALENDAR, contextAt, PUBLIC_TEXTS, REPLY, request, UNITS, Walk } from './an-order.fixture';
import { type Inputs } from './inputs';
import { type Ledger, type LedgerRow, ledgerOf } from './ledger';
import { importOrder, rateByCode } from './open-order';
import { isOpen } from './order';
import { TRANSITIONS } from './transitions';

const HOUR = 3_600_000;
const BORN = Date.parse('2026-02-06T16:59:30.250+08:00');
/** As the fixture reads times: Shanghai, without offset. */
const shanghai = (ms: number): string => new Date(ms + 8 * HOUR).toISOString().slice(0, 23);

interface Step {
  readonly gap: number;
  readonly pick: number;
  readonly unit: string;
  readonly answer: Inputs['record_callback'];
}
const gap = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 120_000 }),
  fc.integer({ min: 1, max: 8 * HOUR }),
  fc.integer({ min: 1, max: 12 * 24 * HOUR }),
);
const step: fc.Arbitrary<Step> = fc.record({
  gap,
  pick: fc.nat(1000),
  unit: fc.constantFrom(...UNITS.map(({ code }) => code)),
  answer: fc.constantFrom<Inputs['record_callback']>(
    { outcome: 'answered', resolved: false },
    { outcome: 'answered', resolved: true },
    { outcome: 'not_reached' },
    { outcome: 'refused' },
  ),
});
const births = fc.constantFrom('call', 'letter', 'imported', 'imported with reply', 'imported of nobody');
const lives = fc.record({
  birth: births,
  bornAfter: gap,
  steps: fc.array(step, { maxLength: 35, size: 'max' }),
  rest: gap,
});
type Life = typeof lives extends fc.Arbitrary<infer T> ? T : never;

function inputsOf({ unit, answer }: Step, now: Date): Inputs {
  return {
    instruct: { text: '请办理' },
    dispatch: { leadUnitCode: unit },
    sign: {},
    request_return: { reasonCode: 'not_our_duty', basis: '三定方案' },
    accept_return: {},
    reject_return: { reason: '属你单位职责' },
    reassign: { unitCode: unit, reason: '职责调整' },
    set_subject_unit: { unitCode: unit },
    contact: { at: now, outcome: 'answered', note: '已联系' },
    add_note: { text: '备注' },
    progress: { text: '正在维修', public: true },
    submit_reply: { ...REPLY, contactedAt: now },
    approve_reply: {},
    reject_reply: { reason: '不具体' },
    accept_reply: {},
    send_back: { reason: '答非所问' },
    record_callback: answer,
    redo: { reason: '未解决' },
    urge: { reason: '再次来电' },
    request_exclusion: { categoryCode: 'unreasonable', reason: '诉求不合理' },
    exclude: {},
    refuse_exclusion: { reason: '应当计入' },
    propose: { text: '拟由住建局办理' },
    ask_instruction: { propose: '拟由住建局办理' },
    designate: { leadUnitCode: unit, reason: '职责交叉，指定承办' },
    add_co_unit: { unitCode: unit },
    submit_opinion: { text: '已到场核实' },
    request_extension: { workdays: 3, reason: '需等备件' },
    approve_extension: {},
    refuse_extension: { reason: '理由不充分' },
    pause: { reasonCode: 'citizen', until: new Date(now.getTime() + 30 * HOUR) },
    resume: {},
    request_suspension: { reason: '列入明年计划' },
    suspend: { reviewDate: '2027-12-31' },
    refuse_suspension: { reason: '可以办理' },
    unsuspend: {},
    request_termination: { reasonCode: 'legal_route' },
    terminate: { reasonCode: 'legal_route' },
    refuse_termination: { reason: '应当办理' },
    withdraw: { reason: '本人来电撤回' },
    merge: { intoOrderCode: '20260302000002', reason: '同一事项' },
    unmerge: { reason: '并错了' },
    split: { parts: [{ title: '另一件事', content: '小区门口井盖也坏了' }] },
    clear_publication: PUBLIC_TEXTS,
    publish: {},
    unpublish: { reason: '需要核实' },
    supervise: { level: 'blue', text: '请抓紧办理', dueAt: new Date(now.getTime() + 30 * HOUR) },
    note_instruction: { text: '请限期办结' },
    report_supervision: { text: '已安排抢修' },
  };
}

function born({ birth, bornAfter }: Life): Walk {
  const receivedAt = new Date(BORN + bornAfter);
  const walk = new Walk({ receivedAt: receivedAt.toISOString(), instructionRequired: birth === 'letter' });
  if (!birth.startsWith('imported')) return walk;
  const reply = birth === 'imported' ? null : { text: '已答复', at: new Date(receivedAt.getTime() + 50 * HOUR) };
  const unitCode = birth === 'imported of nobody' ? null : 'gaj';
  const asked = request({ receivedAt: receivedAt.toISOString() });
  walk.decisions.splice(0, 1, importOrder({ request: asked, unitCode, reply }, contextAt('2026-06-01T00:00:00')));
  return walk;
}

/** Taken more often than the rest, so that many lives come to a return, a callback, a closing and a redo. */
const ONWARD: readonly Action[] = [
  'instruct',
  'dispatch',
  'sign',
  'request_return',
  'reject_return',
  'request_suspension',
  'suspend',
  'pause',
  'submit_reply',
  'approve_reply',
  'accept_reply',
  'record_callback',
  'redo',
];

/** A random legal life: refused steps are simply not part of it. */
function live(life: Life): { walk: Walk; now: Date } {
  const walk = born(life);
  let now = lastAt(walk);
  for (const plan of life.steps) {
    now += plan.gap;
    try {
      take(walk, plan, now);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }
  return { walk, now: new Date(now + life.rest) };
}

function take(walk: Walk, plan: Step, now: number): void {
  const { order } = walk;
  const legal: readonly Action[] = ACTIONS.filter((action) => TRANSITIONS[action].from.includes(order.state));
  const onward = legal.filter((action) => ONWARD.includes(action));
  const choices = [...Array.from({ length: 7 }, () => onward).flat(), ...legal];
  const action = choices[plan.pick % (choices.length + 1)];
  const when = shanghai(now);
  if (action) return void walk.step(when, action, inputsOf(plan, new Date(now))[action]);
  const rating = { resolved: plan.pick % 2 === 0, satisfaction: 'satisfied', at: new Date(now).toISOString() } as const;
  walk.decisions.push(
    rateByCode(order, { orderCode: order.code, letterCode: order.appealCode, ...rating }, contextAt(when)),
  );
}

const lastAt = (walk: Walk): number => walk.decisions.at(-1)!.history.at.getTime();
const rowsOf = (walk: Walk): LedgerRow[] => walk.decisions.map((decision) => decision.history);
const ledger = (walk: Walk, now: Date, rows = rowsOf(walk)): Ledger => ledgerOf(rows, walk.order, now, CALENDAR);

/** Rules §4, “clock charged to”, spelt out once more on purpose. */
const HOLDERS: Partial<Record<OrderState, string>> = {
  awaiting_instruction: 'leader',
  suspended: 'nobody',
  terminated: 'nobody',
  awaiting_dispatch: 'hotline',
  return_pending: 'hotline',
  awaiting_center_review: 'hotline',
  awaiting_callback: 'hotline',
  closed: 'nobody',
};
/** The end of a life: never a stretch of it. */
const NO_STRETCH: readonly string[] = ['terminated'];

describe('the clock ledger of any legal life', () => {
  const seen = new Set<string>();
  const check = (property: (walk: Walk, now: Date) => void): void =>
    fc.assert(
      fc.property(lives, (life) => {
        const { walk, now } = live(life);
        property(walk, now);
      }),
      { numRuns: 150 },
    );

  it('covers registration to closing, or to now, without gap or overlap, and sums to the total', () => {
    check((walk, now) => {
      const { segments, total } = ledger(walk, now);
      const { receivedAt, state, closedAt } = walk.order;
      const end = isOpen(state) ? now : closedAt!;
      segments.forEach((segment, index) => {
        seen.add(segment.reason);
        const before = segments[index - 1];
        expect(segment.from).toEqual(before?.to ?? receivedAt);
        expect(segment.to.getTime()).toBeGreaterThan(segment.from.getTime());
        expect([segment.holder, segment.reason]).not.toEqual([before?.holder, before?.reason]);
        expect(Number.isInteger(segment.workingMinutes) && segment.workingMinutes >= 0).toBe(true);
      });
      expect(segments.at(-1)?.to ?? receivedAt).toEqual(end);
      expect(total).toBe(segments.reduce((sum, { workingMinutes }) => sum + workingMinutes, 0));
      expect(total).toBe(Math.floor(CALENDAR.workMinutesBetween(receivedAt, end)));
    });
    const reasons = [...Object.keys(HOLDERS), 'awaiting_sign', 'handling', 'awaiting_unit_review'];
    expect(reasons.filter((reason) => !seen.has(reason) && !NO_STRETCH.includes(reason))).toEqual([]);
  });

  it('names at every moment whoever had the order then', () => {
    check((walk, now) => {
      const { segments } = ledger(walk, now);
      walk.decisions.forEach(({ order, history }, index) => {
        const from = history.at.getTime();
        const to = walk.decisions[index + 1]?.history.at.getTime() ?? now.getTime();
        const moment = from + (to - from) / 2;
        const held = segments.filter((s) => s.from.getTime() <= moment && moment < s.to.getTime());
        if (to === from || (!isOpen(order.state) && held.length === 0)) return;
        const unit = order.leadUnitCode === null ? 'nobody' : `unit:${order.leadUnitCode}`;
        // It goes on by itself, whether or not anybody has recorded that yet.
        const paused = order.state === 'handling' && order.pause !== null && moment < Date.parse(order.pause.until);
        const expected = paused ? ['citizen', 'paused_citizen'] : [HOLDERS[order.state] ?? unit, order.state];
        expect(held.map((s) => [s.holder, s.reason])).toEqual([expected]);
      });
    });
  });

  it('is the same from stored rows, and what it said earlier never changes', () => {
    check((walk, now) => {
      const rows = rowsOf(walk);
      const stored = (JSON.parse(JSON.stringify(rows)) as (LedgerRow & { at: string })[]).map((row): LedgerRow => ({
        ...row,
        at: new Date(row.at),
      }));
      const whole = ledger(walk, now);
      expect(ledger(walk, now, stored)).toEqual(whole);
      rows.forEach((_, index) => {
        const then = rows[index + 1]?.at ?? now;
        const earlier = ledger(walk, then, rows.slice(0, index + 1)).segments;
        const last = earlier.at(-1);
        if (!last) return;
        const same = whole.segments.slice(0, earlier.length);
        expect(same.slice(0, -1)).toEqual(earlier.slice(0, -1));
        expect(same.at(-1)).toMatchObject({ holder: last.holder, reason: last.reason, from: last.from });
        expect(same.at(-1)!.to.getTime()).toBeGreaterThanOrEqual(last.to.getTime());
      });
    });
  });
});
