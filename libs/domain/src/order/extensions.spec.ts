import { DomainError } from '../errors';
import { holdAsOf, judgeDue } from '../metrics';
import { actor, at, contextAt, REPLY, Walk } from './an-order.fixture';
import { numberOf } from './application-effects';
import { allowedActions, decide } from './decide';
import { deciderOf } from './deciders';
import { dueIfGranted } from './extension-effects';
import { type Inputs } from './inputs';

const ASK: Inputs['request_extension'] = { workdays: 3, reason: '备件未到', basis: '合同' };
const leader = actor('leader');
const code = (run: () => unknown): string => {
  try {
    run();
    return 'done';
  } catch (error) {
    return error instanceof DomainError ? error.code : String(error);
  }
};
/** 24:00 of a Shanghai day. */
const endOf = (day: string): Date => new Date(at(`${day}T00:00:00`).getTime() + 86_400_000);

describe('an extension', () => {
  it('counts on from the present due day in working days, and keeps the original', () => {
    const walk = new Walk().handled();
    expect(walk.order.dueAt).toEqual(endOf('2026-03-11'));
    walk.step('2026-03-10T10:00:00', 'request_extension', ASK);
    walk.step('2026-03-10T15:00:00', 'approve_extension', {});
    expect(walk.order.dueAt).toEqual(endOf('2026-03-16'));
    expect(walk.order.promisedAt).toEqual(endOf('2026-03-11'));
    expect(walk.order.turns[0]?.dues.map((due) => [due.dueAt, due.why])).toEqual([
      [endOf('2026-03-11').toISOString(), undefined],
      [endOf('2026-03-16').toISOString(), 'extension'],
    ]);
  });

  it('says beforehand what granting it would give, and grants exactly that', () => {
    const walk = new Walk().handled();
    const granting = () => dueIfGranted(walk.order, contextAt('2026-03-10T12:00:00'));
    expect(granting()).toBeNull();
    walk.step('2026-03-10T10:00:00', 'request_extension', ASK);
    expect(granting()).toEqual(endOf('2026-03-16'));
    walk.step('2026-03-10T15:00:00', 'approve_extension', {});
    expect([walk.order.dueAt, granting()]).toEqual([endOf('2026-03-16'), null]);
  });

  it('is numbered by those granted before it, and names who decides it', () => {
    const walk = new Walk().handled().step('2026-03-10T10:00:00', 'request_extension', ASK);
    walk.step('2026-03-10T11:00:00', 'refuse_extension', { reason: '理由不充分' });
    walk.step('2026-03-10T12:00:00', 'request_extension', ASK);
    walk.step('2026-03-10T13:00:00', 'approve_extension', {});
    walk.step('2026-03-13T10:00:00', 'request_extension', ASK);
    const { order } = walk;
    const numbers = order.applications.map((each) => numberOf(each, order));
    expect(numbers).toEqual([1, 1, 2]);
    expect(numbers.map((number) => deciderOf('extension', number))).toEqual(['dispatcher', 'dispatcher', 'leader']);
    const others = (['suspension', 'termination', 'exclusion'] as const).map((kind) => deciderOf(kind, 1));
    expect(others).toEqual(['leader', 'dispatcher', 'supervisor']);
  });

  it('filed in time and approved late is never overdue', () => {
    const walk = new Walk().handled();
    walk.step('2026-03-11T16:00:00', 'request_extension', ASK);
    const waiting = walk.order.turns[0]!;
    const march12 = { from: at('2026-03-01T00:00:00'), to: at('2026-03-12T09:00:00') };
    expect(judgeDue({ ...waiting, kind: 'complaint' }, march12)).toMatchObject({ lateOpen: false, pending: true });
    expect(code(() => new Walk().handled().step('2026-03-12T09:00:00', 'submit_reply', REPLY))).toBe('contact_missing');
    expect(
      code(() =>
        walk.step('2026-03-12T09:00:00', 'submit_reply', { ...REPLY, contactedAt: at('2026-03-03T09:00:00') }),
      ),
    ).toBe('extension_waiting');
    walk.step('2026-03-13T10:00:00', 'approve_extension', {});
    expect(walk.order.dueAt).toEqual(endOf('2026-03-16'));
    walk.replied('2026-03-16T16:00:00');
    const all = { from: at('2026-03-01T00:00:00'), to: at('2026-04-01T00:00:00') };
    expect(judgeDue({ ...walk.order.turns[0]!, kind: 'complaint' }, all)).toMatchObject({ onTime: true });
  });

  it('refused leaves the order overdue from the original time', () => {
    const walk = new Walk().handled();
    walk.step('2026-03-11T16:00:00', 'request_extension', ASK);
    walk.step('2026-03-13T10:00:00', 'refuse_extension', { reason: '理由不充分' });
    expect(walk.order.dueAt).toEqual(endOf('2026-03-11'));
    const until = { from: at('2026-03-01T00:00:00'), to: at('2026-03-13T11:00:00') };
    expect(judgeDue({ ...walk.order.turns[0]!, kind: 'complaint' }, until)).toMatchObject({ lateOpen: true });
  });

  it('must be asked before the due time', () => {
    const walk = new Walk().handled();
    expect(code(() => walk.step('2026-03-12T00:00:01', 'request_extension', ASK))).toBe('extension_late');
    expect(code(() => walk.step('2026-03-12T00:00:00', 'request_extension', ASK))).toBe('done');
  });

  it('first by a dispatcher alone, second by a leader alone, no third', () => {
    const walk = new Walk().handled();
    walk.step('2026-03-10T10:00:00', 'request_extension', ASK);
    expect(code(() => walk.step('2026-03-10T11:00:00', 'approve_extension', {}, leader))).toBe('extension_first');
    walk.step('2026-03-10T11:00:00', 'approve_extension', {});
    walk.step('2026-03-13T10:00:00', 'request_extension', ASK);
    expect(code(() => walk.step('2026-03-13T11:00:00', 'approve_extension', {}))).toBe('extension_second');
    walk.step('2026-03-13T11:00:00', 'approve_extension', {}, leader);
    expect(code(() => walk.step('2026-03-16T10:00:00', 'request_extension', ASK))).toBe('extension_none');
    const handler = actor('handler', 'jsj_gas');
    expect(allowedActions(walk.order, handler, contextAt('2026-03-16T10:00:00'))).not.toContain('request_extension');
  });

  it('one at a time', () => {
    const walk = new Walk().handled().step('2026-03-10T10:00:00', 'request_extension', ASK);
    expect(code(() => walk.step('2026-03-10T10:01:00', 'request_extension', ASK))).toBe('application_pending');
  });

  it.each([
    ['a complaint of 7 working days', {}, 7, 8],
    ['a suggestion of 10', { kind: 'suggestion' as const }, 10, 11],
    ['a hard one of 15, capped at 10', { urgency: 'hard' as const }, 10, 11],
    ['a help of 5', { kind: 'help' as const }, 5, 6],
    ['a disclosure request, whose law allows 20', { track: 'disclosure_request' as const }, 20, 21],
  ])('is no longer than the original limit and the cap: %s', (_name, changes, most, tooMany) => {
    const walk = new Walk(changes).handled();
    const ask = (workdays: number) =>
      code(() =>
        decide(
          walk.order,
          'request_extension',
          { ...ASK, workdays },
          actor('handler', 'jsj_gas'),
          contextAt('2026-03-02T15:00:00'),
        ),
      );
    expect([ask(most), ask(tooMany)]).toEqual(['done', 'extension_too_long']);
  });

  it('of a petition (信访) leads at most 30 days on, and there is one', () => {
    const walk = new Walk({ track: 'visit' }).handled();
    // 60 days after 2 March are 1 May, a holiday: due at 24:00 of 6 May; 30 days on are 5 June.
    expect(walk.order.dueAt).toEqual(endOf('2026-05-06'));
    walk.step('2026-04-20T10:00:00', 'request_extension', { ...ASK, workdays: 23 });
    walk.step('2026-04-20T11:00:00', 'approve_extension', {});
    expect(walk.order.dueAt!.getTime()).toBeLessThanOrEqual(endOf('2026-06-05').getTime());
    expect(code(() => walk.step('2026-04-21T10:00:00', 'request_extension', ASK))).toBe('extension_none');
  });

  it.each([{ kind: 'consultation' as const }, { urgency: 'urgent' as const }, { urgency: 'critical' as const }])(
    'is not for %j',
    (changes) => {
      const walk = new Walk(changes).handled();
      expect(code(() => walk.step('2026-03-02T11:01:00', 'request_extension', ASK))).toBe('extension_kind');
    },
  );

  it('lapses when the unit replies in time, and moves the version while it waits', () => {
    const walk = new Walk().handled();
    const before = walk.order.version;
    walk.step('2026-03-04T10:00:00', 'request_extension', ASK);
    expect(walk.order.version).toBe(before + 1);
    walk.replied('2026-03-05T10:00:00');
    expect(walk.order.applications).toMatchObject([{ kind: 'extension', granted: false, decidedBy: null }]);
    expect(holdAsOf(walk.order.turns[0]!, at('2026-03-06T00:00:00').getTime())).toBeNull();
    expect(walk.order.dueAt).toEqual(endOf('2026-03-11'));
  });

  it('granted while the clock stands is not lost when the clock goes on', () => {
    const walk = new Walk().handled();
    walk.step('2026-03-03T10:00:00', 'pause', { reasonCode: 'citizen', until: at('2026-03-06T10:00:00') });
    expect(walk.order.dueAt).toEqual(endOf('2026-03-16'));
    walk.step('2026-03-03T11:00:00', 'request_extension', ASK);
    walk.step('2026-03-03T12:00:00', 'approve_extension', {});
    expect(walk.order.dueAt).toEqual(endOf('2026-03-19'));
    walk.step('2026-03-04T12:00:00', 'resume', {});
    expect(walk.order.dueAt).toEqual(endOf('2026-03-17'));
  });
});
