import { type OrderState } from '@minsheng/contracts';
import { DomainError } from '../errors';
import { actor, at, contextAt, REPLY, Walk } from './an-order.fixture';
import { allowedActions } from './decide';
import { joinOrder, rateByCode } from './open-order';
import { replay } from './replay';

function refusal(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof DomainError ? error.code : String(error);
  }
}

const JOINED = {
  appealCode: 'A20260303000009',
  orderCode: '20260302000001',
  text: '还是不亮',
  subjectUnitCode: null,
  registeredBy: 'agent2',
  at: at('2026-03-03T09:00:00').toISOString(),
};
const RETURN = { reasonCode: 'not_our_duty', basis: '三定方案第二条' } as const;

describe('dispatch', () => {
  it('starts the unit’s clock at dispatch, by the limits of the kind, and keeps their snapshot', () => {
    const { order } = new Walk().step('2026-03-02T10:00:00', 'dispatch', { leadUnitCode: 'jsj' });
    expect(order.signDueAt).toEqual(at('2026-03-04T00:00:00'));
    expect(order.contactDueAt).toEqual(at('2026-03-04T00:00:00'));
    expect(order.dueAt).toEqual(at('2026-03-12T00:00:00'));
    expect(order.promisedAt).toEqual(order.dueAt);
    expect(order.rule).toMatchObject({ ruleId: 'complaint', reply: '7workday', tableVersion: 1 });
  });

  it('never reaches the unit complained of nor one below it, but may reach its parent', () => {
    const walk = () => new Walk({ subjectUnitCode: 'jsj_gas' });
    expect(refusal(() => walk().step('2026-03-02T10:00:00', 'dispatch', { leadUnitCode: 'jsj_gas' }))).toBe(
      'subject_unit_excluded',
    );
    const above = () => new Walk({ subjectUnitCode: 'jsj' });
    expect(refusal(() => above().step('2026-03-02T10:00:00', 'dispatch', { leadUnitCode: 'jsj_gas' }))).toBe(
      'subject_unit_excluded',
    );
    const coUnit = { leadUnitCode: 'gaj', coUnitCodes: ['jsj_house'] };
    expect(refusal(() => above().step('2026-03-02T10:00:00', 'dispatch', coUnit))).toBe('subject_unit_excluded');
    expect(walk().step('2026-03-02T10:00:00', 'dispatch', { leadUnitCode: 'jsj' }).order.state).toBe('awaiting_sign');
  });

  it('asks no contact of the unit where nobody may be contacted', () => {
    const { order } = new Walk({ confidential: true }).step('2026-03-02T10:00:00', 'dispatch', { leadUnitCode: 'jsj' });
    expect(order.contactDueAt).toBeNull();
  });
});

describe('returns', () => {
  it('are open for one working day after dispatch, to the minute', () => {
    const signed = () => new Walk().handled();
    expect(signed().step('2026-03-03T23:59:00', 'request_return', RETURN).order.state).toBe('return_pending');
    expect(refusal(() => signed().step('2026-03-04T00:01:00', 'request_return', RETURN))).toBe('return_window_passed');
  });

  it('go back to where the order was when rejected, with the due time unchanged while the hotline kept its own limit', () => {
    const walk = new Walk().step('2026-03-02T10:00:00', 'dispatch', { leadUnitCode: 'jsj' });
    const due = walk.order.dueAt;
    walk
      .step('2026-03-02T10:30:00', 'request_return', RETURN)
      .step('2026-03-02T15:00:00', 'reject_return', { reason: '是你职责' });
    expect(walk.order.state).toBe('awaiting_sign');
    expect(walk.order.dueAt).toEqual(due);
  });

  it('give back the working days that the hotline took beyond its four hours', () => {
    const walk = new Walk().handled().step('2026-03-02T11:30:00', 'request_return', RETURN);
    walk.step('2026-03-04T16:00:00', 'reject_return', { reason: '是你职责' });
    // Four working hours ran out on Tuesday at nine; Tuesday's end passed after that.
    expect(walk.order.dueAt).toEqual(at('2026-03-13T00:00:00'));
    expect(walk.order.promisedAt).toEqual(at('2026-03-12T00:00:00'));
    expect(walk.order.turns.at(-1)?.dues).toHaveLength(2);
  });

  it('take the order away when accepted; a third by the same unit is refused', () => {
    const walk = new Walk().handled().step('2026-03-02T11:30:00', 'request_return', RETURN);
    walk.step('2026-03-02T12:00:00', 'accept_return', {});
    expect(walk.order).toMatchObject({ state: 'awaiting_dispatch', leadUnitCode: null, dueAt: null });
    expect(walk.order.turns.at(-1)?.leftAt).toBe(at('2026-03-02T12:00:00').toISOString());
    walk.step('2026-03-02T14:00:00', 'dispatch', { leadUnitCode: 'jsj_gas' });
    walk
      .step('2026-03-02T14:10:00', 'request_return', RETURN)
      .step('2026-03-02T14:20:00', 'reject_return', { reason: '否' });
    expect(refusal(() => walk.step('2026-03-02T14:30:00', 'request_return', RETURN))).toBe('return_limit');
    expect(allowedActions(walk.order, actor('handler', 'jsj_gas'), contextAt('2026-03-02T14:30:00'))).not.toContain(
      'request_return',
    );
  });
});

describe('reassign', () => {
  it('starts the new unit’s limits afresh but keeps the first promise', () => {
    const walk = new Walk().handled().step('2026-03-05T10:00:00', 'reassign', { unitCode: 'gaj', reason: '职责' });
    expect(walk.order).toMatchObject({ state: 'awaiting_sign', leadUnitCode: 'gaj' });
    expect(walk.order.dueAt).toEqual(at('2026-03-17T00:00:00'));
    expect(walk.order.promisedAt).toEqual(at('2026-03-12T00:00:00'));
    expect(walk.order.turns.map((turn) => turn.leftAt === null)).toEqual([false, true]);
  });
});

describe('naming the unit complained of', () => {
  it('takes the order away from it at once', () => {
    const walk = new Walk().handled('jsj_gas').step('2026-03-03T10:00:00', 'set_subject_unit', { unitCode: 'jsj' });
    expect(walk.order).toMatchObject({ state: 'awaiting_dispatch', leadUnitCode: null, subjectUnitCode: 'jsj' });
  });

  it('changes nothing else where another unit leads', () => {
    const walk = new Walk().handled('gaj').step('2026-03-03T10:00:00', 'set_subject_unit', { unitCode: 'jsj' });
    expect(walk.order).toMatchObject({ state: 'handling', leadUnitCode: 'gaj', subjectUnitCode: 'jsj' });
  });
});

describe('the reply', () => {
  it('needs evidence of contact in this round', () => {
    const walk = () => new Walk().handled();
    expect(refusal(() => walk().step('2026-03-03T10:00:00', 'submit_reply', REPLY))).toBe('contact_missing');
    const future = { ...REPLY, contactedAt: at('2026-03-03T10:01:00') };
    expect(refusal(() => walk().step('2026-03-03T10:00:00', 'submit_reply', future))).toBe('contact_in_future');
    const contacted = walk().step('2026-03-03T09:00:00', 'contact', {
      at: at('2026-03-03T08:50:00'),
      outcome: 'answered',
      note: '已联系',
    });
    expect(contacted.step('2026-03-03T10:00:00', 'submit_reply', REPLY).order.state).toBe('awaiting_unit_review');
  });

  it('that was late already gains nothing by being sent back', () => {
    const walk = new Walk().handled().replied('2026-03-16T15:00:00');
    const due = walk.order.dueAt;
    expect(walk.step('2026-03-18T09:00:00', 'send_back', {}).order.dueAt).toEqual(due);
  });

  it('is given at the head’s approval; sent back it was none, and the days it lay in review are given back', () => {
    const walk = new Walk().handled().replied('2026-03-04T15:00:00');
    expect(walk.order.repliedAt).toEqual(at('2026-03-04T15:00:00'));
    walk.step('2026-03-06T09:00:00', 'send_back', { reason: '答非所问' });
    expect(walk.order).toMatchObject({ state: 'handling', repliedAt: null, round: 1 });
    expect(walk.order.dueAt).toEqual(at('2026-03-14T00:00:00'));
    expect(walk.order.turns.at(-1)?.replies).toEqual([
      {
        at: at('2026-03-04T15:00:00').toISOString(),
        sentBackAt: at('2026-03-06T09:00:00').toISOString(),
        acceptedAt: null,
      },
    ]);
  });

  it('closes at acceptance where there is nobody to call', () => {
    const states = [
      { callbackWanted: false },
      { contact: { name: null, phone: null, address: null, phoneHash: null } },
      {},
    ].map(
      (facts): OrderState =>
        new Walk(facts).handled().replied().step('2026-03-05T09:00:00', 'accept_reply', {}).order.state,
    );
    expect(states).toEqual(['closed', 'closed', 'awaiting_callback']);
  });
});

describe('callback', () => {
  const toCall = () => new Walk().handled().replied().step('2026-03-05T09:00:00', 'accept_reply', {});
  const missed = { outcome: 'not_reached' } as const;

  it('is not for who registered or handled the case', () => {
    const own = actor('callback_agent', null, 'agent1');
    expect(refusal(() => toCall().step('2026-03-05T10:00:00', 'record_callback', missed, own))).toBe(
      'callback_own_case',
    );
    expect(allowedActions(toCall().order, own, contextAt('2026-03-05T10:00:00'))).toEqual(['add_note', 'redo']);
  });

  it('tries again when not reached, and closes at the third time only in a second half-day', () => {
    const walk = toCall();
    for (const when of ['09:10', '10:00', '11:30']) walk.step(`2026-03-05T${when}:00`, 'record_callback', missed);
    expect(walk.order.state).toBe('awaiting_callback');
    expect(walk.step('2026-03-05T14:30:00', 'record_callback', missed).order.state).toBe('closed');
  });

  it('answered and not solved is a new round with its own clock', () => {
    const walk = toCall().step('2026-03-05T10:00:00', 'record_callback', { outcome: 'answered', resolved: false });
    expect(walk.order).toMatchObject({
      state: 'handling',
      round: 2,
      redoCount: 1,
      leadUnitCode: 'jsj_gas',
      repliedAt: null,
    });
    expect(walk.order.dueAt).toEqual(at('2026-03-11T00:00:00'));
    expect(walk.order.signDueAt).toBeNull();
    expect(walk.order.contactedAt).toBeNull();
  });

  it('asks a note of the dissatisfied, and no rating where nobody answered', () => {
    const dissatisfied = { outcome: 'answered', resolved: true, satisfaction: 'dissatisfied' } as const;
    expect(refusal(() => toCall().step('2026-03-05T10:00:00', 'record_callback', dissatisfied))).toBe(
      'dissatisfied_note_required',
    );
    expect(
      toCall().step('2026-03-05T10:00:00', 'record_callback', { ...dissatisfied, note: '态度差' }).order.state,
    ).toBe('closed');
    const mixed = { outcome: 'refused', resolved: true } as const;
    expect(refusal(() => toCall().step('2026-03-05T10:00:00', 'record_callback', mixed))).toBe('callback_fields');
  });

  it('asks for the note only where the order closes', () => {
    const bad = { outcome: 'answered', resolved: false, satisfaction: 'very_dissatisfied' } as const;
    expect(toCall().step('2026-03-05T10:00:00', 'record_callback', bad).order).toMatchObject({
      state: 'handling',
      round: 2,
    });
  });

  it('leaves the third redo to the dispatcher', () => {
    const walk = toCall();
    for (const day of ['05', '06']) {
      walk.step(`2026-03-${day}T10:00:00`, 'record_callback', { outcome: 'answered', resolved: false });
      walk.step(`2026-03-${day}T11:00:00`, 'submit_reply', { ...REPLY, contactedAt: at(`2026-03-${day}T10:30:00`) });
      walk.step(`2026-03-${day}T11:00:00`, 'approve_reply', {}).step(`2026-03-${day}T12:00:00`, 'accept_reply', {});
    }
    walk.step('2026-03-09T10:00:00', 'record_callback', { outcome: 'answered', resolved: false });
    expect(walk.order).toMatchObject({ state: 'awaiting_callback', round: 3, redoAsked: true });
    const agent = actor('callback_agent');
    expect(refusal(() => walk.step('2026-03-09T11:00:00', 'redo', { reason: '未解决' }, agent))).toBe(
      'redo_dispatcher_only',
    );
    expect(walk.step('2026-03-09T11:00:00', 'redo', { reason: '未解决' }).order).toMatchObject({
      round: 4,
      redoAsked: false,
    });
  });

  it('may be redone for thirty days after closing', () => {
    const closed = () => toCall().step('2026-03-05T10:00:00', 'record_callback', { outcome: 'refused' });
    expect(closed().step('2026-04-04T09:59:00', 'redo', { reason: '复发' }).order.state).toBe('handling');
    expect(refusal(() => closed().step('2026-04-04T10:01:00', 'redo', { reason: '复发' }))).toBe('redo_window_passed');
  });
});

describe('what is recorded without a button', () => {
  const rating = { orderCode: '20260302000001', letterCode: 'A20260302000001', satisfaction: 'dissatisfied' } as const;

  it('a rating by code redoes from callback; from closed it is listed for the dispatcher', () => {
    const toCall = new Walk().handled().replied().step('2026-03-05T09:00:00', 'accept_reply', {});
    const rated = { ...rating, resolved: false, at: at('2026-03-05T20:00:00').toISOString() };
    expect(rateByCode(toCall.order, rated, contextAt('2026-03-05T20:00:00')).order).toMatchObject({
      state: 'handling',
      round: 2,
    });
    const closed = toCall.step('2026-03-05T10:00:00', 'record_callback', { outcome: 'refused' });
    expect(rateByCode(closed.order, rated, contextAt('2026-03-05T20:00:00')).order).toMatchObject({
      state: 'closed',
      redoAsked: true,
    });
    expect(refusal(() => rateByCode(new Walk().order, rated, contextAt('2026-03-05T20:00:00')))).toBe(
      'rating_not_open',
    );
  });

  it('a repeat call counts, and moves neither state nor version', () => {
    const { order } = new Walk().handled();
    const joined = joinOrder(order, JOINED, contextAt('2026-03-03T09:00:00'));
    expect(joined.order).toMatchObject({
      state: 'handling',
      version: order.version,
      appealCount: 2,
      urgeCount: 1,
      seq: order.seq + 1,
    });
  });
});

describe('history', () => {
  it('replays to the order, and a broken one is named', () => {
    const walk = new Walk().handled().replied().step('2026-03-05T09:00:00', 'accept_reply', {});
    const rows = walk.decisions.map((decision) => decision.history);
    expect(replay(rows, walk.order)).toEqual([]);
    expect(replay(rows.slice(0, -1), walk.order)).not.toEqual([]);
    expect(
      replay(
        rows.map((row) => (row.seq === 3 ? { ...row, toState: 'closed' as const } : row)),
        walk.order,
      ),
    ).toHaveLength(2);
  });

  it('a caller who complains of the lead unit takes the order away from it', () => {
    const { order } = new Walk().handled('jsj_gas');
    const joined = joinOrder(order, { ...JOINED, subjectUnitCode: 'jsj' }, contextAt('2026-03-03T09:00:00'));
    expect(joined.order).toMatchObject({ state: 'awaiting_dispatch', subjectUnitCode: 'jsj', leadUnitCode: null });
    expect(joined.order.version).toBe(order.version + 1);
  });

  it('gives the next unit nothing of the words of the one before', () => {
    const walk = new Walk().handled().replied().step('2026-03-05T09:00:00', 'accept_reply', {});
    expect(walk.step('2026-03-05T10:00:00', 'set_subject_unit', { unitCode: 'jsj' }).order.publicReply).toBeNull();
  });

  it('moves the version only with what a stale page could get wrong', () => {
    const walk = new Walk().handled();
    const version = walk.order.version;
    walk
      .step('2026-03-02T12:00:00', 'urge', { reason: '再次来电' })
      .step('2026-03-02T12:00:00', 'add_note', { text: '备注' });
    walk.step('2026-03-02T12:30:00', 'contact', { at: at('2026-03-02T12:20:00'), outcome: 'answered', note: '已联系' });
    walk.step('2026-03-02T12:40:00', 'progress', { text: '正在维修', public: true });
    expect(walk.order.version).toBe(version);
    expect(walk.order.seq).toBe(walk.decisions.length);
    expect(walk.order.publicProgress).toEqual([{ at: at('2026-03-02T12:40:00').toISOString(), text: '正在维修' }]);
  });
});
