import { actor, at, CALENDAR, contextAt, REPLY, request, Walk } from './an-order.fixture';
import { ledgerOf } from './ledger';
import { importOrder } from './open-order';

const history = (walk: Walk) => walk.decisions.map((decision) => decision.history);
const short = (instant: Date): string =>
  new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ');

/** The ledger as a table: who, why, from, to (Shanghai), office minutes. Hours: 8:30–12:00 and 14:00–17:00. */
function table(walk: Walk, now: string): (string | number)[][] {
  const { segments } = ledgerOf(history(walk), walk.order, at(now), CALENDAR);
  return segments.map((s) => [s.holder, s.reason, short(s.from), short(s.to), s.workingMinutes]);
}
const total = (walk: Walk, now: string): number => ledgerOf(history(walk), walk.order, at(now), CALENDAR).total;

describe('the clock ledger', () => {
  it('charges the deciding of a return to the hotline and goes on with the unit when it is refused', () => {
    const walk = new Walk().handled();
    walk.step('2026-03-02T16:00:00', 'request_return', { reasonCode: 'not_our_duty', basis: '三定方案' });
    walk.step('2026-03-03T09:30:00', 'reject_return', { reason: '属你单位职责' });
    expect(table(walk, '2026-03-03T10:00:00')).toEqual([
      ['hotline', 'awaiting_dispatch', '03-02 09:00', '03-02 10:00', 60],
      ['unit:jsj_gas', 'awaiting_sign', '03-02 10:00', '03-02 11:00', 60],
      ['unit:jsj_gas', 'handling', '03-02 11:00', '03-02 16:00', 180],
      ['hotline', 'return_pending', '03-02 16:00', '03-03 09:30', 120],
      ['unit:jsj_gas', 'handling', '03-03 09:30', '03-03 10:00', 30],
    ]);
    expect(total(walk, '2026-03-03T10:00:00')).toBe(450);
  });

  it('hands an accepted return back to the hotline and then to the next unit', () => {
    const walk = new Walk().handled();
    walk.step('2026-03-02T14:30:00', 'request_return', { reasonCode: 'wrong_area', basis: '属地管理' });
    walk.step('2026-03-02T15:00:00', 'accept_return', {});
    walk.step('2026-03-02T16:00:00', 'dispatch', { leadUnitCode: 'gaj' });
    expect(table(walk, '2026-03-02T17:00:00').slice(3)).toEqual([
      ['hotline', 'return_pending', '03-02 14:30', '03-02 15:00', 30],
      ['hotline', 'awaiting_dispatch', '03-02 15:00', '03-02 16:00', 60],
      ['unit:gaj', 'awaiting_sign', '03-02 16:00', '03-02 17:00', 60],
    ]);
  });

  it('follows a reply sent back, the callback over a weekend, the closing and a redo, whose gap is nobody’s', () => {
    const walk = new Walk().handled();
    walk.step('2026-03-04T15:00:00', 'submit_reply', { ...REPLY, contactedAt: at('2026-03-03T09:00:00') });
    walk.step('2026-03-04T16:00:00', 'approve_reply', {});
    walk.step('2026-03-05T09:00:00', 'send_back', { reason: '答非所问' });
    walk.step('2026-03-05T11:00:00', 'submit_reply', REPLY);
    walk.step('2026-03-05T11:00:00', 'approve_reply', {});
    walk.step('2026-03-05T11:30:00', 'accept_reply', {});
    walk.step('2026-03-07T10:00:00', 'record_callback', { outcome: 'answered', resolved: true });
    const whole = [
      ['hotline', 'awaiting_dispatch', '03-02 09:00', '03-02 10:00', 60],
      ['unit:jsj_gas', 'awaiting_sign', '03-02 10:00', '03-02 11:00', 60],
      ['unit:jsj_gas', 'handling', '03-02 11:00', '03-04 15:00', 900],
      ['unit:jsj_gas', 'awaiting_unit_review', '03-04 15:00', '03-04 16:00', 60],
      ['hotline', 'awaiting_center_review', '03-04 16:00', '03-05 09:00', 90],
      ['unit:jsj_gas', 'handling', '03-05 09:00', '03-05 11:00', 120],
      ['hotline', 'awaiting_center_review', '03-05 11:00', '03-05 11:30', 30],
      ['hotline', 'awaiting_callback', '03-05 11:30', '03-07 10:00', 600],
    ];
    expect(table(walk, '2026-03-20T10:00:00')).toEqual(whole);
    walk.step('2026-03-09T09:00:00', 'redo', { reason: '又不亮了' });
    expect(table(walk, '2026-03-09T10:00:00')).toEqual([
      ...whole,
      ['nobody', 'closed', '03-07 10:00', '03-09 09:00', 30],
      ['unit:jsj_gas', 'handling', '03-09 09:00', '03-09 10:00', 60],
    ]);
    expect(total(walk, '2026-03-09T10:00:00')).toBe(2010);
  });

  it('goes from the callback straight to the unit when the citizen says it is not solved', () => {
    const walk = new Walk().handled().replied();
    walk.step('2026-03-04T16:00:00', 'accept_reply', {});
    walk.step('2026-03-05T09:00:00', 'record_callback', { outcome: 'answered', resolved: false });
    expect(table(walk, '2026-03-05T09:30:00').slice(-2)).toEqual([
      ['hotline', 'awaiting_callback', '03-04 16:00', '03-05 09:00', 90],
      ['unit:jsj_gas', 'handling', '03-05 09:00', '03-05 09:30', 30],
    ]);
  });

  it('begins with the leader where an instruction comes first', () => {
    const walk = new Walk({ instructionRequired: true });
    walk.step('2026-03-03T09:00:00', 'instruct', { text: '请住建局办理' });
    expect(table(walk, '2026-03-03T09:30:00')).toEqual([
      ['leader', 'awaiting_instruction', '03-02 09:00', '03-03 09:00', 390],
      ['hotline', 'awaiting_dispatch', '03-03 09:00', '03-03 09:30', 30],
    ]);
  });

  it('splits where the unit changes though the state does not, and nowhere for notes and urging', () => {
    const walk = new Walk().step('2026-03-02T10:00:00', 'dispatch', { leadUnitCode: 'jsj_gas' });
    walk.step('2026-03-02T10:10:00', 'add_note', { text: '请尽快' });
    walk.step('2026-03-02T10:20:00', 'reassign', { unitCode: 'gaj', reason: '职责' });
    walk.step('2026-03-02T10:30:00', 'urge', { reason: '再次来电' });
    walk.step('2026-03-02T10:40:00', 'set_subject_unit', { unitCode: 'gaj' });
    expect(table(walk, '2026-03-02T11:00:00').slice(1)).toEqual([
      ['unit:jsj_gas', 'awaiting_sign', '03-02 10:00', '03-02 10:20', 20],
      ['unit:gaj', 'awaiting_sign', '03-02 10:20', '03-02 10:40', 20],
      ['hotline', 'awaiting_dispatch', '03-02 10:40', '03-02 11:00', 20],
    ]);
  });

  it('loses no minute to rounding: three stretches of forty seconds are two minutes', () => {
    const walk = new Walk();
    walk.step('2026-03-02T09:00:40', 'dispatch', { leadUnitCode: 'jsj' });
    walk.step('2026-03-02T09:01:20', 'sign', {});
    expect(table(walk, '2026-03-02T09:02:00').map((row) => row[4])).toEqual([0, 1, 1]);
    expect(total(walk, '2026-03-02T09:02:00')).toBe(2);
  });

  it('has nothing to show at the moment of registration', () => {
    expect(ledgerOf(history(new Walk()), new Walk().order, at('2026-03-02T09:00:00'), CALENDAR)).toEqual({
      segments: [],
      total: 0,
    });
  });

  it('trusts the order of the rows where a clock went backwards', () => {
    const walk = new Walk();
    walk.step('2026-03-02T10:00:00', 'dispatch', { leadUnitCode: 'jsj' });
    walk.step('2026-03-02T09:59:59', 'sign', {});
    expect(table(walk, '2026-03-02T09:59:00')).toEqual([
      ['hotline', 'awaiting_dispatch', '03-02 09:00', '03-02 10:00', 60],
    ]);
  });
});

describe('the ledger of an imported case', () => {
  const imported = (unitCode: string | null, replied: boolean) =>
    importOrder(
      { request: request(), unitCode, reply: replied ? { text: '已修复', at: at('2026-03-03T09:30:00') } : null },
      contextAt('2026-03-20T09:00:00'),
    );
  const segments = (unitCode: string | null, replied: boolean) => {
    const { order, history: row } = imported(unitCode, replied);
    return ledgerOf([row], order, at('2026-03-02T10:00:00'), CALENDAR).segments;
  };

  it('is the unit’s from receipt to reply, or nobody’s where no unit is named', () => {
    const stretch = {
      reason: 'handling',
      from: at('2026-03-02T09:00:00'),
      to: at('2026-03-03T09:30:00'),
      workingMinutes: 420,
    };
    expect(segments('gaj', true)).toEqual([{ holder: 'unit:gaj', ...stretch }]);
    expect(segments(null, true)).toEqual([{ holder: 'nobody', ...stretch }]);
  });

  it('waits at the hotline while it has no reply, like any other order that awaits dispatch', () => {
    expect(segments('gaj', false)).toMatchObject([
      { holder: 'hotline', reason: 'awaiting_dispatch', workingMinutes: 60 },
    ]);
  });

  it('is nobody’s between its closing and a redo', () => {
    const walk = new Walk();
    walk.decisions.splice(0, 1, imported('gaj', true));
    walk.step('2026-03-04T09:30:00', 'redo', { reason: '未解决' }, actor('dispatcher'));
    expect(
      table(walk, '2026-03-04T10:30:00').map(([holder, reason, , , minutes]) => [holder, reason, minutes]),
    ).toEqual([
      ['unit:gaj', 'handling', 420],
      ['nobody', 'closed', 390],
      ['unit:gaj', 'handling', 60],
    ]);
  });
});
