import fc from 'fast-check';
import { computeDue, parseLimit } from '../deadline';
import { DomainError } from '../errors';
import { actor, at, CALENDAR, contextAt, REPLY, Walk } from './an-order.fixture';
import { dueAfterStop } from './clock-stops';
import { allowedActions } from './decide';
import { ledgerOf } from './ledger';

const code = (run: () => unknown): string => {
  try {
    run();
    return 'done';
  } catch (error) {
    return error instanceof DomainError ? error.code : String(error);
  }
};
const endOf = (day: string): Date => new Date(at(`${day}T00:00:00`).getTime() + 86_400_000);

describe('a pause', () => {
  it('does not count a working day at whose end the clock stands', () => {
    const walk = new Walk().handled();
    // Friday noon to Tuesday noon: the ends of Friday and Monday are working days' ends; the weekend was none anyway.
    walk.step('2026-03-06T12:00:00', 'pause', { reasonCode: 'citizen', until: at('2026-03-10T12:00:00') });
    expect(walk.order.dueAt).toEqual(endOf('2026-03-13'));
    expect(walk.order.turns[0]?.stops).toHaveLength(1);
  });

  it('within one day costs nothing', () => {
    const walk = new Walk().handled();
    walk.step('2026-03-06T09:00:00', 'pause', { reasonCode: 'citizen', until: at('2026-03-06T17:00:00') });
    expect(walk.order.dueAt).toEqual(endOf('2026-03-11'));
  });

  it('ended early takes back what was not used', () => {
    const walk = new Walk().handled();
    walk.step('2026-03-03T12:00:00', 'pause', { reasonCode: 'appraisal', until: at('2026-03-20T12:00:00') });
    expect(walk.order.dueAt).toEqual(endOf('2026-03-30'));
    walk.step('2026-03-05T09:00:00', 'resume', {});
    expect(walk.order.dueAt).toEqual(endOf('2026-03-13'));
    expect(walk.order.pause).toBeNull();
  });

  it('ends when the unit replies', () => {
    const walk = new Walk().handled();
    walk.step('2026-03-03T12:00:00', 'pause', { reasonCode: 'citizen', until: at('2026-03-06T12:00:00') });
    walk.step('2026-03-04T12:00:00', 'submit_reply', { ...REPLY, contactedAt: at('2026-03-03T09:00:00') });
    expect([walk.order.pause, walk.order.dueAt]).toEqual([null, endOf('2026-03-12')]);
  });

  it('for the citizen lasts at most five working days; none of an overdue order, none twice', () => {
    const long = { reasonCode: 'citizen', until: at('2026-03-10T00:00:01') } as const;
    expect(code(() => new Walk().handled().step('2026-03-02T12:00:00', 'pause', long))).toBe('pause_bounds');
    const five = { reasonCode: 'citizen', until: at('2026-03-10T00:00:00') } as const;
    const walk = new Walk().handled().step('2026-03-02T12:00:00', 'pause', five);
    expect(code(() => walk.step('2026-03-02T13:00:00', 'pause', five))).toBe('pause_running');
    const late = { reasonCode: 'citizen', until: at('2026-03-13T00:00:00') } as const;
    expect(code(() => new Walk().handled().step('2026-03-12T09:00:00', 'pause', late))).toBe('pause_overdue');
    expect(code(() => new Walk().handled().step('2026-03-02T12:00:00', 'resume', {}))).toBe('pause_not_running');
  });

  it('is the citizen’s time in the ledger, a statutory one nobody’s', () => {
    const walk = new Walk().handled();
    walk.step('2026-03-03T09:00:00', 'pause', { reasonCode: 'citizen', until: at('2026-03-05T09:00:00') });
    walk.step('2026-03-04T09:00:00', 'resume', {});
    walk.step('2026-03-04T10:00:00', 'pause', { reasonCode: 'hearing', until: at('2026-03-06T09:00:00') });
    const { segments } = ledgerOf(
      walk.decisions.map((each) => each.history),
      walk.order,
      at('2026-03-05T09:00:00'),
      CALENDAR,
    );
    expect(segments.slice(3).map((s) => [s.holder, s.reason])).toEqual([
      ['citizen', 'paused_citizen'],
      ['unit:jsj_gas', 'handling'],
      ['nobody', 'paused_statutory'],
    ]);
  });

  it('adds the paused time to hour limits', () => {
    const walk = new Walk({ urgency: 'urgent' }).handled();
    const due = walk.order.dueAt!.getTime();
    walk.step('2026-03-02T12:00:00', 'pause', { reasonCode: 'citizen', until: at('2026-03-02T15:30:00') });
    expect(walk.order.dueAt!.getTime() - due).toBe(3.5 * 3_600_000);
  });

  it('never shortens a limit, and a longer stop never less than a shorter one', () => {
    const limits = fc.constantFrom('5workday', '24hour', '30minute', '4workhour', '60day', '3month');
    const hours = fc.integer({ min: 0, max: 24 * 40 });
    fc.assert(
      fc.property(limits, hours, hours, hours, (text, startAfter, short, more) => {
        const limit = parseLimit(text);
        const start = new Date(at('2026-01-05T09:00:00').getTime() + startAfter * 3_600_000);
        const { dueAt } = computeDue(start, limit, CALENDAR);
        const until = (h: number): Date => new Date(start.getTime() + h * 3_600_000);
        const first = dueAfterStop(dueAt, limit, { since: start, until: until(short) }, CALENDAR);
        const second = dueAfterStop(dueAt, limit, { since: start, until: until(short + more) }, CALENDAR);
        expect(first.getTime()).toBeGreaterThanOrEqual(dueAt.getTime());
        expect(second.getTime()).toBeGreaterThanOrEqual(first.getTime());
      }),
      { numRuns: 500 },
    );
  });
});

describe('a long-term item', () => {
  const asked = () => new Walk().handled().step('2026-03-03T09:00:00', 'request_suspension', { reason: '列入规划' });

  it('is asked for by the unit and approved by a leader; its limit goes on where it stood', () => {
    const walk = asked().step('2026-03-04T09:00:00', 'suspend', { reviewDate: '2026-06-30' });
    expect(walk.order).toMatchObject({ state: 'suspended', suspension: { reviewDate: '2026-06-30' } });
    walk.step('2026-03-18T09:00:00', 'unsuspend', {});
    // Ten working days ended while it rested: 4–6, 9–13 and 16–17 March.
    expect(walk.order).toMatchObject({ state: 'handling', suspension: null, dueAt: endOf('2026-03-25') });
  });

  it('gives none of an unused pause away', () => {
    const walk = new Walk().handled();
    walk.step('2026-03-03T09:00:00', 'pause', { reasonCode: 'appraisal', until: at('2026-03-20T09:00:00') });
    walk.step('2026-03-03T09:10:00', 'request_suspension', { reason: '列入规划' });
    walk.step('2026-03-03T09:20:00', 'suspend', { reviewDate: '2026-06-30' });
    expect(walk.order).toMatchObject({ pause: null, dueAt: endOf('2026-03-11') });
    walk.step('2026-03-03T09:30:00', 'unsuspend', {});
    expect(walk.order.dueAt).toEqual(endOf('2026-03-11'));
  });

  it('granted after the limit had run out moves no limit', () => {
    const walk = asked().step('2026-03-13T09:00:00', 'suspend', { reviewDate: '2026-06-30' });
    walk.step('2026-03-24T09:00:00', 'unsuspend', {});
    expect(walk.order.dueAt).toEqual(endOf('2026-03-11'));
  });

  it('needs an application, a day to come, and a limit that has not passed', () => {
    const suspend = { reviewDate: '2026-06-30' };
    expect(code(() => new Walk().handled().step('2026-03-03T09:00:00', 'suspend', suspend))).toBe(
      'application_missing',
    );
    expect(code(() => asked().step('2026-03-04T09:00:00', 'suspend', { reviewDate: '2026-03-04' }))).toBe(
      'review_date',
    );
    const late = () => new Walk().handled().step('2026-03-12T09:00:00', 'request_suspension', {});
    expect(code(late)).toBe('suspension_late');
  });

  it('refused goes on as before', () => {
    const walk = asked().step('2026-03-04T09:00:00', 'refuse_suspension', { reason: '可以办' });
    expect(walk.order).toMatchObject({ state: 'handling', dueAt: endOf('2026-03-11') });
    expect(code(() => walk.step('2026-03-04T10:00:00', 'suspend', { reviewDate: '2026-06-30' }))).toBe(
      'application_missing',
    );
  });
});

describe('an end without a reply', () => {
  it('is terminated for a reason from the not-accepted list, asked for or not', () => {
    const walk = new Walk().handled().step('2026-03-03T09:00:00', 'request_termination', { reasonCode: 'legal_route' });
    walk.step('2026-03-03T10:00:00', 'terminate', {});
    expect(walk.order).toMatchObject({ state: 'terminated', terminationReason: 'legal_route', repliedAt: null });
    expect(walk.order.turns[0]).toMatchObject({ leftBy: 'terminated' });
    const remarked = new Walk().handled();
    remarked.step('2026-03-03T09:00:00', 'request_termination', { reasonCode: 'legal_route' });
    remarked.step('2026-03-03T10:00:00', 'terminate', { reason: '情况属实，同意终止' });
    expect(remarked.order.terminationReason).toBe('legal_route');
    expect(code(() => new Walk().step('2026-03-02T10:00:00', 'terminate', {}))).toBe('termination_reason');
    const spelt = new Walk().step('2026-03-02T10:00:00', 'terminate', { reason: 'outside_area' });
    expect(spelt.order.terminationReason).toBe('outside_area');
  });

  it('is withdrawn by the citizen’s own wish', () => {
    const walk = new Walk().handled().step('2026-03-03T09:00:00', 'withdraw', { reason: '来电撤回' });
    expect(walk.order).toMatchObject({ state: 'terminated', terminationReason: 'withdrawn' });
    expect(allowedActions(walk.order, actor('dispatcher'), contextAt('2026-03-04T09:00:00'))).toEqual([]);
  });
});

describe('designation', () => {
  it('comes at the third dispatch, and the unit cannot return it', () => {
    const walk = new Walk();
    const back = (hour: string, unit: string) => {
      walk.step(`2026-03-02T${hour}:00:00`, 'dispatch', { leadUnitCode: unit });
      walk.step(`2026-03-02T${hour}:10:00`, 'request_return', { reasonCode: 'not_our_duty', basis: '三定' });
      walk.step(`2026-03-02T${hour}:20:00`, 'accept_return', {});
    };
    back('10', 'gaj');
    const designate = { leadUnitCode: 'jsj', reason: '职责交叉' };
    expect(code(() => walk.step('2026-03-02T10:30:00', 'designate', designate))).toBe('designate_too_early');
    back('11', 'town_a');
    walk.step('2026-03-02T14:00:00', 'designate', designate);
    expect(walk.order).toMatchObject({ state: 'awaiting_sign', designated: true, leadUnitCode: 'jsj' });
    const again = { reasonCode: 'not_our_duty', basis: '三定' } as const;
    expect(code(() => walk.step('2026-03-02T15:00:00', 'request_return', again))).toBe('return_designated');
    walk.step('2026-03-02T15:00:00', 'reassign', { unitCode: 'gaj', reason: '调整' });
    expect(walk.order.designated).toBe(false);
    expect(walk.order.turns.map((turn) => [turn.unitCode, turn.leftBy, turn.returns?.length])).toEqual([
      ['gaj', 'return', 1],
      ['town_a', 'return', 1],
      ['jsj', 'reassign', undefined],
      ['gaj', undefined, undefined],
    ]);
  });
});

describe('co-units', () => {
  it('have their own deadline a working day before the lead’s, and their opinion goes to the lead', () => {
    const walk = new Walk().handled();
    walk.step('2026-03-03T09:00:00', 'add_co_unit', { unitCode: 'gaj' });
    expect(walk.order.coWork).toMatchObject([{ unitCode: 'gaj', dueAt: endOf('2026-03-10').toISOString() }]);
    walk.step('2026-03-04T09:00:00', 'submit_opinion', { text: '已核查' }, actor('handler', 'gaj'));
    expect(walk.order.coWork).toMatchObject([{ opinion: '已核查', opinionBy: 'handler1' }]);
    expect(walk.order.state).toBe('handling');
  });

  it.each([
    [{ unitCode: 'jsj_gas' }, 'co_unit_is_lead'],
    [{ unitCode: 'nowhere' }, 'unknown_unit'],
    [{ unitCode: 'gaj', dueAt: at('2026-03-11T12:00:00') }, 'co_unit_due'],
    [{ unitCode: 'gaj', dueAt: at('2026-03-02T12:00:00') }, 'co_unit_due'],
    [{ unitCode: 'gaj', dueAt: at('2026-03-11T00:00:00') }, 'done'],
  ])('%j: %s', (input, outcome) => {
    expect(code(() => new Walk().handled().step('2026-03-03T09:00:00', 'add_co_unit', input))).toBe(outcome);
  });

  it('never the unit complained of', () => {
    const walk = new Walk({ subjectUnitCode: 'gaj' }).handled();
    expect(code(() => walk.step('2026-03-03T09:00:00', 'add_co_unit', { unitCode: 'gaj' }))).toBe(
      'subject_unit_excluded',
    );
  });
});

describe('leaders in sequence', () => {
  const vice = { ...actor('leader', null, 'vice'), post: 'vice' as const };
  const mayor = { ...actor('leader', null, 'mayor'), post: 'mayor' as const };

  it('write one after the other; the last one sends it on', () => {
    const walk = new Walk({ instructionRequired: true, instructionChain: ['vice', 'mayor'] });
    const text = { text: '请办理' };
    expect(code(() => walk.step('2026-03-02T10:00:00', 'instruct', text, mayor))).toBe('instruction_turn');
    walk.step('2026-03-02T10:00:00', 'instruct', text, vice);
    expect(walk.order.state).toBe('awaiting_instruction');
    expect(code(() => walk.step('2026-03-02T10:01:00', 'instruct', text, vice))).toBe('instruction_turn');
    walk.step('2026-03-02T11:00:00', 'instruct', text, mayor);
    expect(walk.order).toMatchObject({ state: 'awaiting_dispatch', leaderInstructed: true });
    expect(walk.order.instructions.map((each) => [each.post, each.remaining])).toEqual([
      ['vice', 1],
      ['mayor', 0],
    ]);
  });

  it('without posts may stand in for one another, but nobody writes twice in one sequence', () => {
    const walk = new Walk({ instructionRequired: true, instructionChain: ['vice', 'mayor'] });
    const [one, two] = [actor('leader', null, 'one'), actor('leader', null, 'two')];
    walk.step('2026-03-02T10:00:00', 'instruct', { text: '请办理' }, one);
    expect(code(() => walk.step('2026-03-02T10:01:00', 'instruct', { text: '再批' }, one))).toBe('instruction_turn');
    expect(walk.step('2026-03-02T10:02:00', 'instruct', { text: '同意' }, two).order.state).toBe('awaiting_dispatch');
  });

  it('may be asked by the desk for any order, with what it proposes', () => {
    const walk = new Walk().step('2026-03-02T10:00:00', 'ask_instruction', { propose: '拟由住建局牵头' });
    expect(walk.order).toMatchObject({ state: 'awaiting_instruction', proposal: '拟由住建局牵头' });
    walk.step('2026-03-02T11:00:00', 'instruct', { text: '同意' }, vice);
    expect(walk.order.state).toBe('awaiting_dispatch');
  });
});
