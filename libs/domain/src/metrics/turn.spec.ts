import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { type HoldFact, type Kind, type TurnFact } from '@minsheng/contracts';
import { DAY_MS } from '../deadline/civil-date';
import { FAR_FUTURE, scoreTurn, spanReach, UNSETTLED_SPAN } from './score';
import { type CountedTurn, isInDue, judgeDispatch, judgeDue } from './turn';

interface Golden {
  rule: string;
  turn: TurnFact & { kind: Kind };
  expect: { period: { from: string; to: string }; verdict: string; why: string; accepted?: boolean }[];
}

const folder = join(__dirname, 'fixtures');
const golden = readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Golden);

describe.each(golden)('$rule', ({ turn, expect: cases }) => {
  it.each(cases)('$period.from … $period.to: $verdict ($why)', ({ period, verdict, accepted }) => {
    const judged = judgeDue(turn, { from: new Date(period.from), to: new Date(period.to) });
    const name = judged.onTime
      ? 'on_time'
      : judged.lateDone
        ? 'late_done'
        : judged.lateOpen
          ? 'late_open'
          : judged.pending
            ? 'pending'
            : 'none';
    expect(name).toBe(verdict);
    if (accepted !== undefined) expect(judged.accepted).toBe(accepted);
  });
});

const iso = (day: number): string => new Date(Date.UTC(2026, 0, 1) + day * DAY_MS).toISOString();

/** Turns as the rules can make them: due times move only while no reply stands, and never after leaving. */
const turns = fc
  .record({
    kind: fc.constantFrom<Kind>('complaint', 'help', 'praise'),
    start: fc.integer({ min: 0, max: 40 }),
    limit: fc.integer({ min: 1, max: 20 }),
    extension: fc.option(fc.record({ after: fc.integer({ min: 0, max: 30 }), by: fc.integer({ min: 1, max: 15 }) })),
    hold: fc.option(
      fc.record({
        kind: fc.constantFrom<HoldFact['kind']>('extension', 'suspension'),
        before: fc.integer({ min: 0, max: 10 }),
        lasts: fc.option(fc.integer({ min: 0, max: 25 })),
        granted: fc.boolean(),
        by: fc.integer({ min: 1, max: 15 }),
      }),
    ),
    first: fc.option(fc.integer({ min: 0, max: 60 })),
    sentBackAfter: fc.option(
      fc.record({ after: fc.integer({ min: 0, max: 9 }), givenBack: fc.integer({ min: 0, max: 4 }) }),
    ),
    second: fc.option(fc.integer({ min: 0, max: 40 })),
    acceptedAfter: fc.option(fc.integer({ min: 0, max: 20 })),
    leftAfter: fc.option(fc.integer({ min: 0, max: 30 })),
    signedAfter: fc.option(fc.integer({ min: 0, max: 4 })),
  })
  .map((drawn): CountedTurn => {
    let plan = drawn;
    let at = plan.start;
    const dues = [{ since: iso(at), dueAt: iso(at + plan.limit) }];
    const replies: { at: string; sentBackAt: string | null; acceptedAt: string | null }[] = [];
    if (plan.extension) {
      at += plan.extension.after;
      dues.push({ since: iso(at), dueAt: iso(plan.start + plan.limit + plan.extension.by) });
    }
    let holds: HoldFact[] | undefined;
    const due = (Date.parse(dues.at(-1)?.dueAt ?? '') - Date.parse(iso(0))) / DAY_MS;
    if (plan.hold && due - plan.hold.before >= at) {
      const { kind, before, lasts, granted, by } = plan.hold;
      const [since, until] = [due - before, lasts === null ? null : due - before + lasts];
      holds = [
        {
          kind,
          since: iso(since),
          until: until === null ? null : iso(until),
          granted: until === null ? null : granted,
        },
      ];
      at = until ?? since;
      if (until !== null && granted) dues.push({ since: iso(until), dueAt: iso(due + by) });
      // Nothing is answered before the decision, nor is a unit relieved.
      if (until === null) plan = { ...plan, first: null, leftAfter: null };
    }
    if (plan.first !== null) {
      at += plan.first;
      const accepted = plan.sentBackAfter || plan.acceptedAfter === null ? null : iso(at + plan.acceptedAfter);
      const back = plan.sentBackAfter ? at + plan.sentBackAfter.after : null;
      replies.push({ at: iso(at), sentBackAt: back === null ? null : iso(back), acceptedAt: accepted });
      if (plan.sentBackAfter && back !== null) {
        at = back;
        const moved = Date.parse(dues.at(-1)?.dueAt ?? '') + plan.sentBackAfter.givenBack * DAY_MS;
        if (plan.sentBackAfter.givenBack) dues.push({ since: iso(at), dueAt: new Date(moved).toISOString() });
        if (plan.second !== null) {
          at += plan.second;
          const secondAccepted = plan.acceptedAfter === null ? null : iso(at + plan.acceptedAfter);
          replies.push({ at: iso(at), sentBackAt: null, acceptedAt: secondAccepted });
        }
      }
    }
    return {
      kind: plan.kind,
      round: 1,
      turn: 1,
      unitCode: 'water',
      dispatchedAt: iso(plan.start),
      signDueAt: iso(plan.start + 2),
      signedAt: plan.signedAfter === null ? null : iso(plan.start + plan.signedAfter),
      contactDueAt: null,
      contactedAt: null,
      dues,
      replies,
      ...(holds ? { holds } : {}),
      leftAt: plan.leftAfter === null ? null : iso(at + (plan.acceptedAfter ?? 0) + plan.leftAfter),
    };
  });

const periods = fc
  .tuple(fc.integer({ min: -10, max: 150 }), fc.integer({ min: 1, max: 60 }))
  .map(([from, length]) => ({ from: new Date(iso(from)), to: new Date(iso(from + length)) }));

describe('the stored scores stand for the judgement of any period', () => {
  it('what settled within a period is judged as its outcome says', () => {
    fc.assert(
      fc.property(turns, periods, (turn, period) => {
        const score = scoreTurn(turn);
        if (!(score.settledAt > period.from && score.settledAt <= period.to)) return;
        const judged = judgeDue(turn, period);
        expect([judged.onTime, judged.lateDone, judged.lateOpen]).toEqual([
          score.outcome === 'on_time',
          score.outcome === 'late_done',
          score.outcome === 'late_left',
        ]);
        if (score.finalAt <= period.to) expect(judged.accepted).toBe(score.accepted);
      }),
      { numRuns: 3000 },
    );
  });

  it('whatever is in D settled within the period, or is found through its late span', () => {
    fc.assert(
      fc.property(turns, periods, (turn, period) => {
        if (!isInDue(judgeDue(turn, period))) return;
        const { settledAt, firstDueAt, lateSpan } = scoreTurn(turn);
        if (settledAt <= period.to) return expect(settledAt > period.from).toBe(true);
        expect(lateSpan).toBeGreaterThan(0);
        expect(firstDueAt !== null && firstDueAt <= period.to).toBe(true);
        if (lateSpan !== UNSETTLED_SPAN)
          expect(firstDueAt !== null && firstDueAt >= spanReach(lateSpan, period.to)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it('late and open at this moment is what is stored as open and past its due time', () => {
    fc.assert(
      fc.property(turns, fc.integer({ min: 0, max: 60 }), (turn, later) => {
        const score = scoreTurn(turn);
        const known = [turn.dispatchedAt, ...turn.dues.map((due) => due.since), turn.leftAt, turn.signedAt];
        for (const { until } of turn.holds ?? []) known.push(until);
        const now = Math.max(...known.map((fact) => (fact === null ? 0 : Date.parse(fact)))) + later * DAY_MS;
        if (turn.replies.length > 0) return;
        const judged = judgeDue(turn, { from: new Date(now - 1), to: new Date(now) });
        const stored = score.outcome === 'open' && score.dueAt !== null && score.dueAt.getTime() <= now;
        if (turn.leftAt === null) expect(judged.lateOpen).toBe(stored);
      }),
      { numRuns: 2000 },
    );
  });

  it('on time, late done and late open fall apart without rest', () => {
    fc.assert(
      fc.property(turns, periods, (turn, period) => {
        const judged = judgeDue(turn, period);
        expect([judged.onTime, judged.lateDone, judged.lateOpen].filter(Boolean).length).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('scores among the dispatched are final once no fact is younger', () => {
    fc.assert(
      fc.property(turns, fc.integer({ min: 0, max: 200 }), (turn, day) => {
        const score = scoreTurn(turn);
        const at = Date.parse(iso(day));
        if (score.finalAt.getTime() > at) return;
        const { received, receivedReplied, signBase, signMet } = score;
        expect(judgeDispatch(turn, at)).toEqual({ received, receivedReplied, signBase, signMet });
      }),
      { numRuns: 2000 },
    );
  });
});

describe('signing', () => {
  const turn: CountedTurn = {
    kind: 'help',
    round: 1,
    turn: 1,
    unitCode: 'water',
    dispatchedAt: iso(0),
    signDueAt: iso(1),
    signedAt: null,
    contactDueAt: null,
    contactedAt: null,
    dues: [{ since: iso(0), dueAt: iso(9) }],
    replies: [],
    leftAt: null,
  };

  it('an unsigned turn joins the base when its limit passes', () => {
    expect(judgeDispatch(turn, Date.parse(iso(0.5))).signBase).toBe(false);
    expect(judgeDispatch(turn, Date.parse(iso(1)))).toMatchObject({ signBase: true, signMet: false });
    expect(scoreTurn(turn)).toMatchObject({ signWaiting: true, signBase: false, finalAt: FAR_FUTURE });
  });

  it('a turn returned unsigned before its limit is in no base', () => {
    expect(judgeDispatch({ ...turn, leftAt: iso(0.5) }, Date.parse(iso(5)))).toMatchObject({
      received: false,
      signBase: false,
    });
  });
});
