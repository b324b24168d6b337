import { ORDER_STATES, type OrderState, SHIPPED_CHANNELS } from '@minsheng/contracts';
import {
  civilDateOf,
  DEFAULT_LIMIT_TABLE,
  DEFAULT_ORDER_RULES,
  isOpen,
  replay,
  UnitTree,
  WorkingCalendar,
  type WorkOrder,
} from '@minsheng/domain';
import { DEFAULT_CATEGORIES } from './categories';
import { DEMO_UNITS } from './county';
import { generateCases, type GeneratedCase, type GenerateOptions } from './generate-cases';
import { SHOWN_STATES } from './life/story';

const OPTIONS: GenerateOptions = {
  orders: 1200,
  years: 1,
  seed: 7,
  asOf: new Date('2026-06-17T03:00:00Z'),
  calendar: WorkingCalendar.shipped(),
  limits: DEFAULT_LIMIT_TABLE,
  rules: DEFAULT_ORDER_RULES,
  channels: SHIPPED_CHANNELS,
  units: new UnitTree(DEMO_UNITS),
};
const cases: readonly GeneratedCase[] = [...generateCases(OPTIONS)];
const orders: readonly WorkOrder[] = cases.flatMap((c) => (c.order ? [c.order] : []));

function share(part: readonly unknown[], whole: readonly unknown[]): number {
  return part.length / whole.length;
}

/** The standing reply of the first turn that kept the order, against its due time. */
function isRepliedOnTime(order: WorkOrder): boolean | null {
  const turn = order.turns.find((t) => t.leftAt === null);
  const due = turn?.dues.at(-1)?.dueAt;
  if (!turn || !due || Date.parse(due) > OPTIONS.asOf.getTime()) return null;
  const reply = turn.replies.find((r) => r.sentBackAt === null);
  return reply !== undefined && reply.at <= due;
}

describe('generated cases', () => {
  it('are the same for the same seed and differ for another', () => {
    const small = { ...OPTIONS, orders: 60 };
    const once = JSON.stringify([...generateCases(small)]);
    expect(JSON.stringify([...generateCases(small)])).toBe(once);
    expect(JSON.stringify([...generateCases({ ...small, seed: 8 })])).not.toBe(once);
  });

  it('are as many orders as asked for, with about 60 % of the appeals ended at the desk', () => {
    expect(orders).toHaveLength(OPTIONS.orders);
    const desk = cases.filter((c) => c.appeal.orderCode === null);
    expect(share(desk, cases)).toBeGreaterThan(0.57);
    expect(share(desk, cases)).toBeLessThan(0.63);
  });

  it('have histories that replay through the table of states and actions', () => {
    const problems = cases.flatMap((c) => (c.order ? replay(c.history, c.order) : []));
    expect(problems).toEqual([]);
  });

  it('never happen after the as-of instant, and every order moves forward in time', () => {
    for (const { appeal, history } of cases) {
      expect(appeal.receivedAt.getTime()).toBeLessThan(OPTIONS.asOf.getTime());
      const times = history.map((row) => row.at.getTime());
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(times.at(-1) ?? 0).toBeLessThanOrEqual(OPTIONS.asOf.getTime());
    }
  });

  it('have codes of their own day, none twice', () => {
    const codes = cases.map((c) => c.appeal.appealCode);
    expect(new Set(codes).size).toBe(codes.length);
    for (const { appeal } of cases) {
      expect(appeal.appealCode.slice(1, 9)).toBe(civilDateOf(appeal.receivedAt).replaceAll('-', ''));
    }
    for (const order of orders) expect(order.appealCode).toBe(`A${order.code}`);
  });

  it('show every state of this version', () => {
    const states = new Set<OrderState>(orders.map((order) => order.state));
    expect(ORDER_STATES.filter((state) => states.has(state))).toEqual([...SHOWN_STATES, 'closed']);
  });

  it('are answered on time in about 93 % of what fell due', () => {
    const judged = orders.map(isRepliedOnTime).filter((x) => x !== null);
    const onTime = share(judged.filter(Boolean), judged);
    expect(onTime).toBeGreaterThan(0.9);
    expect(onTime).toBeLessThan(0.97);
  });

  it('leave few orders open, mostly recent ones', () => {
    const open = orders.filter((order) => isOpen(order.state));
    const recent = open.filter((order) => OPTIONS.asOf.getTime() - order.receivedAt.getTime() < 45 * 86_400_000);
    expect(share(open, orders)).toBeLessThan(0.12);
    expect(share(recent, open)).toBeGreaterThan(0.7);
  });

  it('peak from 9 to 11 and from 14 to 16, on working days', () => {
    const hours = cases.map((c) => (c.appeal.receivedAt.getUTCHours() + 8) % 24);
    const peak = hours.filter((hour) => hour === 9 || hour === 10 || hour === 14 || hour === 15);
    expect(share(peak, hours)).toBeGreaterThan(0.4);
    const onWorkdays = cases.filter((c) => OPTIONS.calendar.isWorkday(civilDateOf(c.appeal.receivedAt)));
    expect(share(onWorkdays, cases)).toBeGreaterThan(0.75);
  });

  it('come mostly by the hotline, one in sixteen by the mailbox', () => {
    const by = (code: string): number =>
      share(
        cases.filter((c) => c.appeal.channel === code),
        cases,
      );
    expect(by('hotline_12345')).toBeGreaterThan(0.63);
    expect(by('hotline_12345')).toBeLessThan(0.77);
    expect(by('county_mailbox')).toBeGreaterThan(0.045);
    expect(by('county_mailbox')).toBeLessThan(0.08);
  });

  it('take the roundabout ways too: returns, reassignment, send-backs, redo, urges, ratings', () => {
    const actions = new Set(cases.flatMap((c) => c.history.map((row) => row.action)));
    for (const action of [
      'accept_return',
      'reject_return',
      'reassign',
      'set_subject_unit',
      'reject_reply',
      'send_back',
      'redo',
      'urge',
      'rate',
      'instruct',
      'progress',
      'add_note',
    ] as const) {
      expect(actions).toContain(action);
    }
    const calls = orders.flatMap((order) => order.callbacks);
    expect(calls.some((call) => call.outcome === 'not_reached')).toBe(true);
    expect(calls.some((call) => call.satisfaction === 'dissatisfied')).toBe(true);
    expect(orders.some((order) => order.round > 1)).toBe(true);
  });

  it('count each repeat call on the order it joins', () => {
    const joined = cases.filter((c) => c.appeal.outcome === 'joined');
    expect(joined.length).toBeGreaterThan(0);
    for (const order of orders) {
      expect(order.appealCount).toBe(1 + joined.filter((c) => c.appeal.orderCode === order.code).length);
    }
  });

  it('never reach the unit complained of', () => {
    const named = orders.filter((order) => order.subjectUnitCode !== null);
    expect(named.length).toBeGreaterThan(0);
    for (const order of named) {
      expect(OPTIONS.units.isWithin(order.leadUnitCode ?? '', order.subjectUnitCode ?? '')).toBe(false);
    }
  });

  it('read as text of a sensible length, with no slot left open, and repeat little', () => {
    for (const { appeal, order } of cases) {
      const texts = [appeal.title, appeal.content, appeal.answer ?? '', order?.publicReply ?? ''];
      expect(texts.join('')).not.toMatch(/[{}]|undefined/);
    }
    const bodies = orders.map((order) => order.content);
    const lengths = bodies.map((body) => body.length).sort((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeGreaterThan(80);
    expect(lengths.at(-1)).toBeLessThan(300);
    expect(new Set(bodies).size / bodies.length).toBeGreaterThan(0.98);
  });

  it("name people and numbers that are nobody's", () => {
    for (const { appeal } of cases) {
      if (appeal.caller) expect(appeal.caller.phone).toMatch(/^1380000\d{4}$/);
      expect(appeal.caller === null).toBe(appeal.anonymous);
    }
  });

  it('show every state even where a county has few cases', () => {
    const few = [...generateCases({ ...OPTIONS, orders: 1000, deskPerOrder: 0, seed: 3 })];
    const states = new Set(few.map((c) => c.order?.state));
    expect(SHOWN_STATES.filter((state) => !states.has(state))).toEqual([]);
  });

  it('use categories of the default tree', () => {
    const known = new Set(DEFAULT_CATEGORIES.map((category) => category.code));
    for (const { appeal } of cases) expect(known.has(appeal.categoryCode ?? '')).toBe(true);
  });
});
