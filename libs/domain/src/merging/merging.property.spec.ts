import fc from 'fast-check';
import { DomainError } from '../errors';
import { actor, CALENDAR, contextAt, REPLY, request } from '../order/an-order.fixture';
import { decide } from '../order/decide';
import { ledgerOf } from '../order/ledger';
import { openOrder } from '../order/open-order';
import { type Decision, isOpen, owesReply, type WorkOrder } from '../order/order';
import { replay } from '../order/replay';
import { absorb, detach, followParent } from './family';

const HOUR = 3_600_000;
const START = Date.parse('2026-03-02T09:00:00+08:00');
const shanghai = (ms: number): string => new Date(ms + 8 * HOUR).toISOString().slice(0, 23);
const dispatcher = actor('dispatcher');
const deed = { actor: dispatcher, reason: null };

interface Step {
  readonly what: 'merge' | 'unmerge' | 'dispatch' | 'sign' | 'reassign' | 'reply' | 'accept' | 'withdraw' | 'terminate';
  readonly who: number;
  readonly into: number;
  readonly unit: string;
  readonly gap: number;
}
const step: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom(
    ...(['merge', 'merge', 'merge', 'unmerge', 'dispatch', 'dispatch', 'sign', 'sign'] as const),
    ...(['reassign', 'reply', 'accept', 'withdraw', 'terminate'] as const),
  ),
  who: fc.nat(5),
  into: fc.nat(5),
  unit: fc.constantFrom('jsj', 'jsj_gas', 'gaj', 'town_a'),
  gap: fc.integer({ min: 0, max: 40 * HOUR }),
});

/** A few orders and what is done to them, each step as the service stores it: all of its rows or none. */
class County {
  readonly rows = new Map<string, Decision[]>();
  now = START;

  constructor() {
    for (let n = 1; n <= 6; n += 1) {
      const orderCode = `2026030200000${String(n)}`;
      const born = openOrder(request({ orderCode, receivedAt: new Date(START).toISOString() }));
      this.rows.set(orderCode, [{ ...born, order: { ...born.order, appealCount: n } }]);
    }
  }

  get orders(): WorkOrder[] {
    return [...this.rows.values()].map((rows) => rows.at(-1)!.order);
  }

  take({ what, who, into, unit, gap }: Step): void {
    this.now += gap;
    const order = this.orders[who]!;
    const parent = what === 'merge' ? this.orders[into]! : this.orders.find(({ code }) => code === order.mergedInto);
    const context = { ...contextAt(shanghai(this.now)), ...(parent ? { parent } : {}) };
    const handler = actor('handler', order.leadUnitCode);
    const act = (): Decision => {
      if (what === 'merge')
        return decide(order, 'merge', { intoOrderCode: parent!.code, reason: '同' }, dispatcher, context);
      if (what === 'dispatch') return decide(order, 'dispatch', { leadUnitCode: unit }, dispatcher, context);
      if (what === 'reassign') return decide(order, 'reassign', { unitCode: unit, reason: '改' }, dispatcher, context);
      if (what === 'sign') return decide(order, 'sign', {}, handler, context);
      if (what === 'accept') return decide(order, 'accept_reply', {}, dispatcher, context);
      if (what === 'terminate') return decide(order, 'terminate', { reasonCode: 'other' }, dispatcher, context);
      if (what === 'reply' && order.state === 'awaiting_unit_review')
        return decide(order, 'approve_reply', {}, actor('unit_head', order.leadUnitCode), context);
      if (what === 'reply')
        return decide(order, 'submit_reply', { ...REPLY, contactedAt: context.now }, handler, context);
      return decide(order, what, {}, dispatcher, context);
    };
    const decision = act();
    const others: Decision[] = [];
    if (what === 'merge') others.push(absorb(parent!, order, deed, context));
    else if (parent && order.follows && !decision.order.follows) {
      const stay = this.orders.filter((each) => each.follows && each.mergedInto === parent.code && each !== order);
      others.push(detach(parent, order, deed, { ...context, others: stay }));
    }
    const moved = what === 'merge' ? others[0]!.order : decision.order;
    for (const child of this.orders.filter((each) => each.follows && each.mergedInto === moved.code)) {
      if (child.code === order.code) continue;
      const followed = followParent(child, moved, context);
      if (followed) others.push(followed);
    }
    for (const each of [decision, ...others]) this.rows.get(each.order.code)!.push(each);
  }
}

describe('any run of merges, their undoing, and what happens to orders meanwhile', () => {
  /** Looks after each step, or only when all is done. */
  const check = (property: (county: County) => void, atEnd = false): void =>
    fc.assert(
      fc.property(fc.array(step, { maxLength: 45, size: 'max' }), (steps) => {
        const county = new County();
        for (const each of steps) {
          try {
            county.take(each);
          } catch (error) {
            if (!(error instanceof DomainError)) throw error;
          }
          if (!atEnd) property(county);
        }
        property(county);
      }),
      { numRuns: 80 },
    );
  let merges = 0;
  let undone = 0;

  it('loses no follower and no caller: each main order knows its followers and counts their callers', () => {
    check(({ orders, rows }) => {
      for (const main of orders) {
        const followers = orders.filter((each) => each.follows && each.mergedInto === main.code);
        expect(main.followerCount).toBe(followers.length);
        if (followers.length === 0) continue;
        expect(isOpen(main.state) && !main.follows).toBe(true);
        const own = rows.get(main.code)![0]!.order.appealCount;
        const joined = followers.reduce((sum, { appealCount }) => sum + appealCount, own);
        expect(main.appealCount).toBeGreaterThanOrEqual(joined);
        for (const child of followers) {
          expect([child.state, child.leadUnitCode]).toEqual([main.state, main.leadUnitCode]);
          expect(owesReply(child)).toBe(false);
        }
      }
      merges = Math.max(merges, ...orders.map(({ followerCount }) => followerCount));
      undone += [...rows.values()].filter((all) => all.at(-1)?.history.action === 'unmerge').length;
    });
    expect(merges).toBeGreaterThan(1);
    expect(undone).toBeGreaterThan(10);
  });

  it('never moves a main order’s due time later by a merge, and brings an undone one back to its own', () => {
    check(({ rows }) => {
      for (const all of rows.values()) {
        const [before, last] = [all.at(-2)?.order, all.at(-1)];
        if (!before || !last) continue;
        const { action } = last.history;
        if (action === 'absorb' && before.dueAt) {
          expect(last.order.dueAt!.getTime()).toBeLessThanOrEqual(before.dueAt.getTime());
        }
        // Whoever leaves takes only its own limit along.
        if (action === 'detach' && before.dueAt) {
          expect(last.order.dueAt!.getTime()).toBeGreaterThanOrEqual(before.dueAt.getTime());
        }
        if (action !== 'unmerge') continue;
        const merged = all.findLast(({ history }) => history.action === 'merge')!;
        const own = all[all.indexOf(merged) - 1]!.order;
        expect(last.order).toMatchObject({ state: own.state, leadUnitCode: own.leadUnitCode, dueAt: own.dueAt });
        expect(last.order.turns.filter(({ leftAt }) => leftAt === null).length).toBeLessThanOrEqual(1);
      }
    });
  });

  it('leaves histories that replay and ledgers without gap', () => {
    check(({ rows, now }) => {
      for (const all of rows.values()) {
        const last = all.at(-1)!;
        expect(
          replay(
            all.map(({ history }) => history),
            last.order,
          ),
        ).toEqual([]);
        const { segments, total } = ledgerOf(
          all.map(({ history }) => history),
          last.order,
          new Date(now + HOUR),
          CALENDAR,
        );
        segments.forEach((segment, index) => {
          expect(segment.from).toEqual(segments[index - 1]?.to ?? last.order.receivedAt);
        });
        expect(total).toBe(segments.reduce((sum, { workingMinutes }) => sum + workingMinutes, 0));
        if (!isOpen(last.order.state)) continue;
        const held = segments.at(-1);
        const unit = last.order.leadUnitCode;
        if (held && ['awaiting_sign', 'handling'].includes(last.order.state))
          expect(held.holder).toBe(`unit:${String(unit)}`);
      }
    }, true);
  });
});
