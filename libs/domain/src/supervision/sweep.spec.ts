import { at, contextAt, request, TREE, Walk } from '../order/an-order.fixture';
import { importOrder } from '../order/open-order';
import { type WorkOrder } from '../order/order';
import { replay } from '../order/replay';
import { alarmOf, sweepAt } from './a-sweep.fixture';
import { monthBefore, nextStepAt, redForYellows, sweepStep } from './sweep';

/** A complaint dispatched on Monday 2 March 10:00: due on Wednesday 11 March, 24:00. */
const handled = (): Walk => new Walk().handled().step('2026-03-02T11:30:00', 'contact', TOLD);
const TOLD = { at: at('2026-03-02T11:20:00'), outcome: 'answered', note: '已联系' } as const;
const RETURN = { reasonCode: 'not_our_duty', basis: '三定方案' } as const;

/** Redone again and again, each round replied to in time. */
function redone(times: number): Walk {
  const walk = handled().replied('2026-03-03T10:00:00').step('2026-03-03T10:10:00', 'accept_reply', {});
  for (let n = 1; n <= times; n += 1) {
    walk.step(`2026-03-03T1${String(n)}:00:00`, 'redo', { reason: '未解决' });
    if (n < times)
      walk.replied(`2026-03-03T1${String(n)}:20:00`).step(`2026-03-03T1${String(n)}:30:00`, 'accept_reply', {});
  }
  return walk;
}

describe('the sweep of an order that a unit handles', () => {
  it('takes each step of the ladder at its moment and not a millisecond before', () => {
    const walk = handled();
    const moments = [
      ['2026-03-09T00:00:00.000', 'remind due_soon'],
      ['2026-03-12T00:00:00.001', 'warn_blue overdue'],
      ['2026-03-13T00:00:00.001', 'card_yellow overdue'],
      ['2026-03-17T00:00:00.001', 'card_red overdue'],
    ] as const;
    for (const [moment, step] of moments) {
      expect(alarmOf(walk)).toBe(moment);
      const before = new Date(at(moment).getTime() - 1);
      expect(sweepStep(walk.order, { ...contextAt(moment), now: before })).toBeNull();
      expect(sweepAt(walk, moment)).toEqual([step]);
    }
    expect(alarmOf(walk)).toBeNull();
    expect(sweepAt(walk, '2027-01-01T00:00:00')).toEqual([]);
  });

  it('takes after a stop of weeks every missed step once, in order, at the time of the sweep', () => {
    const walk = handled();
    const missed = ['remind due_soon', 'warn_blue overdue', 'card_yellow overdue', 'card_red overdue'];
    expect(sweepAt(walk, '2026-04-20T09:00:00')).toEqual(missed);
    expect(walk.order.warnings.map((fact) => fact.at)).toEqual(
      missed.map(() => at('2026-04-20T09:00:00').toISOString()),
    );
    expect(sweepAt(walk, '2026-04-20T09:01:00')).toEqual([]);
    expect(
      replay(
        walk.decisions.map((decision) => decision.history),
        walk.order,
      ),
    ).toEqual([]);
  });

  it('counts working days over a holiday: due before 清明, the yellow card comes after it', () => {
    const walk = new Walk({ receivedAt: at('2026-03-26T09:00:00').toISOString(), kind: 'help' });
    walk.step('2026-03-26T10:00:00', 'dispatch', { leadUnitCode: 'jsj_gas' });
    walk.step('2026-03-26T11:00:00', 'sign', {});
    // Due on Thursday 2 April; 3 April is a working day, 4–6 April are days off.
    sweepAt(walk, '2026-04-03T09:00:00');
    expect(alarmOf(walk)).toBe('2026-04-04T00:00:00.001');
    sweepAt(walk, '2026-04-04T00:01:00');
    expect(alarmOf(walk)).toBe('2026-04-09T00:00:00.001');
  });

  it('moves the version of nothing: a reply just being written is not lost', () => {
    const walk = handled();
    const { version } = walk.order;
    sweepAt(walk, '2026-04-20T09:00:00');
    expect(walk.order.version).toBe(version);
  });

  it('does not burn while a timely extension waits, reminds again of the new due time, judges from the old if refused', () => {
    const asked = (): Walk => {
      const walk = handled();
      expect(sweepAt(walk, '2026-03-09T00:01:00')).toEqual(['remind due_soon']);
      return walk.step('2026-03-11T10:00:00', 'request_extension', { workdays: 3, reason: '需等备件' });
    };
    const granted = asked();
    expect(sweepAt(granted, '2026-03-13T09:00:00')).toEqual(['chase extension']);
    granted.step('2026-03-13T10:00:00', 'approve_extension', {});
    expect(sweepAt(granted, '2026-03-13T10:01:00')).toEqual(['remind due_soon']);
    expect(alarmOf(granted)).toBe('2026-03-17T00:00:00.001');
    const refused = asked().step('2026-03-13T10:00:00', 'refuse_extension', {});
    expect(sweepAt(refused, '2026-03-13T10:01:00')).toEqual(['warn_blue overdue', 'card_yellow overdue']);
  });

  it('lets a paused clock go on at its time, by itself, and reminds of the due time that it came to', () => {
    const walk = handled().step('2026-03-03T10:00:00', 'pause', {
      reasonCode: 'citizen',
      until: at('2026-03-05T12:00:00'),
    });
    const { dueAt, version } = walk.order;
    expect(alarmOf(walk)).toBe('2026-03-05T12:00:00.000');
    expect(sweepAt(walk, '2026-03-05T12:00:00')).toEqual(['resume pause_ended']);
    expect(walk.order).toMatchObject({ pause: null, dueAt, version: version + 1 });
    expect(walk.decisions.at(-1)?.history).toMatchObject({ actor: null, fromState: 'handling', toState: 'handling' });
    expect(alarmOf(walk)).toBe('2026-03-11T00:00:00.000');
  });

  it('records what came due before a late reply, and nothing of what did not', () => {
    const walk = handled().replied('2026-03-13T09:00:00');
    expect(sweepAt(walk, '2026-03-13T09:30:00')).toEqual(['warn_blue overdue', 'card_yellow overdue']);
    const inTime = handled().replied('2026-03-11T09:00:00').step('2026-03-11T09:10:00', 'accept_reply', {});
    inTime.step('2026-03-11T09:20:00', 'record_callback', { outcome: 'answered', resolved: true });
    expect(sweepAt(inTime, '2026-04-01T09:00:00')).toEqual([]);
  });

  it('reminds of the smaller limits: signing, contact, a preliminary answer, a co-unit, a review date', () => {
    const unsigned = new Walk().step('2026-03-02T10:00:00', 'dispatch', {
      leadUnitCode: 'jsj_gas',
      coUnitCodes: ['town_a'],
    });
    expect(sweepAt(unsigned, '2026-03-04T00:01:00')).toEqual(['remind sign_overdue', 'remind contact_overdue']);
    expect(sweepAt(unsigned, '2026-03-11T08:00:00')).toEqual(['remind due_soon', 'remind co_unit_overdue']);
    const critical = new Walk({ urgency: 'critical' }).handled();
    expect(sweepAt(critical, '2026-03-02T12:01:00')).toEqual(['remind contact_overdue', 'remind prelim_overdue']);
    const shelved = handled().step('2026-03-03T10:00:00', 'request_suspension', { reason: '列入明年计划' });
    shelved.step('2026-03-03T11:00:00', 'suspend', { reviewDate: '2026-12-31' });
    expect(sweepAt(shelved, '2026-12-30T23:59:59')).toEqual([]);
    expect(sweepAt(shelved, '2026-12-31T00:00:00')).toEqual(['remind review_date']);
  });

  it('reminds of a limit that is short from its beginning on its last day, not at once', () => {
    const walk = new Walk({ kind: 'consultation' }).handled();
    expect(alarmOf(walk)).toBe('2026-03-03T00:00:00.000');
  });
});

describe('the sweep and an order that comes back', () => {
  it('shows a yellow card at the second redo and goes to the leader at the third', () => {
    expect(sweepAt(redone(1), '2026-03-03T12:00:00')).toEqual([]);
    const walk = redone(3);
    expect(sweepAt(walk, '2026-03-03T14:00:00')).toEqual(['card_yellow redo', 'escalate redo']);
    expect(walk.order.warnings[0]).toMatchObject({ unitCode: 'jsj_gas', level: 'yellow' });
  });

  it('goes to the leader when three units have given it back, not when one did so twice', () => {
    const walk = new Walk();
    const given = ['gaj', 'gaj', 'town_a', 'jsj'];
    given.forEach((unit, n) => {
      expect(sweepAt(walk, `2026-03-02T10:${String(n)}0:00`)).toEqual([]);
      walk.step(`2026-03-02T10:${String(n)}1:00`, 'dispatch', { leadUnitCode: unit });
      walk.step(`2026-03-02T10:${String(n)}2:00`, 'request_return', RETURN);
      walk.step(`2026-03-02T10:${String(n)}3:00`, 'accept_return', {});
    });
    expect(sweepAt(walk, '2026-03-02T10:40:00')).toEqual(['escalate returns']);
  });

  it('makes two yellow cards of a month a red one, once in a turn', () => {
    const walk = handled();
    const context = contextAt('2026-03-13T09:00:00');
    expect(redForYellows(walk.order, { unitCode: 'jsj_gas', yellows: 1 }, context)).toBeNull();
    const red = redForYellows(walk.order, { unitCode: 'jsj_gas', yellows: 2 }, context);
    expect(red?.history.facts.input).toMatchObject({ cause: 'yellows', level: 'red', unitCode: 'jsj_gas' });
    if (!red) return;
    walk.decisions.push(red);
    expect(redForYellows(walk.order, { unitCode: 'jsj_gas', yellows: 4 }, context)).toBeNull();
    expect(sweepAt(walk, '2026-04-20T09:00:00')).not.toContain('card_red overdue');
    expect(monthBefore(at('2026-03-31T09:30:00'))).toEqual(at('2026-02-28T09:30:00'));
  });
});

describe('the sweep and the hotline', () => {
  it('tells the hotline and the leader of what waits for them beyond their own limits, once, and no unit', () => {
    const letter = new Walk({ instructionRequired: true });
    expect(alarmOf(letter)).toBe('2026-03-05T00:00:00.001');
    expect(sweepAt(letter, '2026-03-20T09:00:00')).toEqual(['chase instruction']);
    const call = new Walk();
    expect(sweepAt(call, '2026-03-02T13:00:00')).toEqual([]);
    expect(sweepAt(call, '2026-03-03T09:00:00')).toEqual(['chase dispatch']);
    expect(call.order.warnings[0]?.unitCode).toBeNull();
    const returned = new Walk().step('2026-03-02T10:00:00', 'dispatch', { leadUnitCode: 'gaj' });
    returned.step('2026-03-02T10:10:00', 'request_return', RETURN);
    expect(sweepAt(returned, '2026-03-03T09:00:00')).toEqual(['chase return']);
    const replied = handled().replied('2026-03-03T10:00:00');
    expect(sweepAt(replied, '2026-03-05T00:00:00')).toEqual([]);
    expect(sweepAt(replied, '2026-03-05T00:01:00')).toEqual(['chase review']);
    replied.step('2026-03-05T09:00:00', 'accept_reply', {});
    expect(sweepAt(replied, '2026-03-11T00:01:00')).toEqual(['chase callback']);
  });

  it('archives thirty days after closing', () => {
    const walk = handled().replied('2026-03-03T10:00:00').step('2026-03-03T11:00:00', 'accept_reply', {});
    walk.step('2026-03-03T12:00:00', 'record_callback', { outcome: 'answered', resolved: true });
    expect(sweepAt(walk, '2026-04-02T12:00:00')).toEqual([]);
    expect(sweepAt(walk, '2026-04-02T12:00:01')).toEqual(['archive closed_long']);
    expect(walk.order).toMatchObject({ state: 'archived', closedAt: at('2026-03-03T12:00:00') });
    expect(alarmOf(walk)).toBeNull();
    expect(
      replay(
        walk.decisions.map((decision) => decision.history),
        walk.order,
      ),
    ).toEqual([]);
  });
});

describe('supervision sheets and instructions', () => {
  const sheet = { level: 'yellow', text: '请三日内办结', dueAt: at('2026-03-05T18:00:00') } as const;

  it('are numbered, answered together by the unit that leads, and reminded of once when no report came', () => {
    const walk = handled().step('2026-03-03T09:00:00', 'supervise', { ...sheet, no: { year: 2026, number: 12 } });
    walk.step('2026-03-03T09:10:00', 'note_instruction', { text: '限期办结', dueAt: at('2026-03-06T18:00:00') });
    expect(walk.order.leaderInstructed).toBe(true);
    expect(sweepAt(walk, '2026-03-05T18:00:00')).toEqual([]);
    expect(sweepAt(walk, '2026-03-05T18:01:00')).toEqual(['remind report_overdue']);
    walk.step('2026-03-06T09:00:00', 'report_supervision', { text: '已更换' });
    expect(walk.order.supervisions).toMatchObject([
      { kind: 'sheet', no: { year: 2026, number: 12 }, level: 'yellow', report: '已更换', by: 'supervisor1' },
      { kind: 'instruction', level: null, report: '已更换', reportedBy: 'handler1' },
    ]);
    expect(sweepAt(walk, '2026-03-08T00:00:00')).toEqual([]);
    expect(() => walk.step('2026-03-08T09:00:00', 'report_supervision', { text: '再报' })).toThrow('没有待反馈');
  });

  it('must fall due later, and a card needs a unit that it is shown to', () => {
    const walk = new Walk();
    const late = { ...sheet, dueAt: at('2026-03-02T09:00:00') };
    expect(() => walk.step('2026-03-02T09:30:00', 'supervise', late)).toThrow('反馈期限须晚于现在');
    expect(() => walk.step('2026-03-02T09:30:00', 'supervise', sheet)).toThrow('不能发牌');
    walk.step('2026-03-02T09:30:00', 'supervise', { ...sheet, level: 'escalated' });
    expect(walk.order.supervisions).toHaveLength(1);
  });
});

describe('cases loaded in bulk', () => {
  it('get no reminder, card, escalation or archive, ever; only their pauses end', () => {
    const tables = { calendar: contextAt('2026-03-02T09:00:00').calendar, units: TREE };
    const { limits, rules } = contextAt('2026-03-02T09:00:00');
    const imported = importOrder({ request: request(), unitCode: 'gaj', reply: null }, { ...tables, limits, rules });
    expect(nextStepAt(imported.order, contextAt('2030-01-01T00:00:00'))).toBeNull();
    const quiet = (order: WorkOrder): WorkOrder => ({ ...order, quiet: true });
    const late = quiet(handled().order);
    expect(sweepStep(late, contextAt('2030-01-01T00:00:00'))).toBeNull();
    const paused = handled().step('2026-03-03T10:00:00', 'pause', {
      reasonCode: 'citizen',
      until: at('2026-03-05T12:00:00'),
    });
    expect(nextStepAt(quiet(paused.order), contextAt('2026-03-03T10:00:00'))).toEqual(at('2026-03-05T12:00:00'));
  });
});
