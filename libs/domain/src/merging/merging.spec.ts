import { type ErrorCode } from '@minsheng/contracts';
import { DomainError } from '../errors';
import { actor, at, contextAt, TREE, Walk } from '../order/an-order.fixture';
import { decide, allowedActions } from '../order/decide';
import { joinOrder } from '../order/open-order';
import { owesReply, type WorkOrder } from '../order/order';
import { replay } from '../order/replay';
import { judgeDue } from '../metrics';
import { readerUnits } from '../privacy/access';
import { absorb, detach, followParent } from './family';
import { placeKey } from './place-key';

const MAIN = '20260302000009';
const dispatcher = actor('dispatcher');
const deed = { actor: dispatcher, reason: '同一事项' };

function main(changes: Parameters<typeof born>[0] = {}): Walk {
  return born({ orderCode: MAIN, appealCode: `A${MAIN}`, ...changes });
}
function born(changes: ConstructorParameters<typeof Walk>[0] = {}): Walk {
  return new Walk(changes);
}
/** Dispatched to a unit at a time, and signed. */
function handled(walk: Walk, unit: string, when = '2026-03-02T10:00:00'): Walk {
  walk.step(when, 'dispatch', { leadUnitCode: unit });
  return walk.step(when, 'sign', {});
}
function refusalOf(work: () => unknown): ErrorCode | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}
const mergeInto = (child: WorkOrder, parent: WorkOrder | undefined, when = '2026-03-03T10:00:00') =>
  decide(child, 'merge', { intoOrderCode: parent?.code ?? MAIN, reason: '同一事项' }, dispatcher, {
    ...contextAt(when),
    parent,
  });
const refused = (child: Walk, parent: Walk | undefined, when?: string) =>
  refusalOf(() => mergeInto(child.order, parent?.order, when));

describe('merging an order into another', () => {
  it('ends its turn, moves it to the unit of the main order, and owes nothing of its own', () => {
    const [child, parent] = [handled(born(), 'jsj_gas'), handled(main(), 'gaj')];
    const merged = mergeInto(child.order, parent.order).order;
    expect(merged).toMatchObject({
      follows: true,
      mergedInto: MAIN,
      leadUnitCode: 'gaj',
      state: 'handling',
      dueAt: null,
    });
    expect(merged.turns.at(-1)).toMatchObject({ unitCode: 'jsj_gas', leftBy: 'merge' });
    expect(owesReply(merged)).toBe(false);
    expect(readerUnits(merged, TREE)).toEqual(['gaj']);
  });

  it('gives the main order the earliest clock, all callers, and everyone who took part', () => {
    const child = handled(born(), 'jsj_gas', '2026-03-02T10:00:00');
    const parent = handled(main({ registeredBy: 'agent7' }), 'gaj', '2026-03-04T10:00:00');
    const { order } = absorb(parent.order, child.order, deed, contextAt('2026-03-04T11:00:00'));
    expect(order.dueAt).toEqual(child.order.dueAt);
    expect(order.promisedAt).toEqual(child.order.promisedAt);
    expect(order.turns.at(-1)?.dues.at(-1)?.why).toBe('merge');
    expect(order).toMatchObject({ appealCount: 2, followerCount: 1, signDueAt: parent.order.signDueAt });
    expect(order.participants).toEqual(['agent7', 'handler1', 'agent1']);
    expect(order.version).toBe(parent.order.version + 1);
    const later = absorb(child.order, parent.order, deed, contextAt('2026-03-04T11:00:00')).order;
    expect(later.dueAt).toEqual(child.order.dueAt);
    expect(later.version).toBe(child.order.version);
  });

  it('leaves what was overdue overdue: in the old unit’s figures and in the main order’s clock', () => {
    const [child, parent] = [handled(born(), 'jsj_gas'), handled(main(), 'gaj', '2026-03-20T10:00:00')];
    const merged = mergeInto(child.order, parent.order, '2026-03-23T10:00:00').order;
    const [turn] = merged.turns;
    const march = { from: at('2026-03-01T00:00:00'), to: at('2026-04-01T00:00:00') };
    expect(turn && judgeDue({ ...turn, kind: 'complaint' }, march).lateOpen).toBe(true);
    const main2 = absorb(parent.order, child.order, deed, contextAt('2026-03-23T10:00:00')).order;
    expect(main2.dueAt?.getTime()).toBeLessThan(at('2026-03-23T10:00:00').getTime());
    expect(owesReply(main2)).toBe(true);
  });

  it('takes a merged order out of every other action, naming the order that it follows', () => {
    const [child, parent] = [handled(born(), 'gaj'), handled(main(), 'gaj')];
    const merged = mergeInto(child.order, parent.order).order;
    const allowed = allowedActions(merged, dispatcher, contextAt('2026-03-03T11:00:00'));
    expect([...allowed].sort()).toEqual(['add_note', 'unmerge', 'withdraw']);
    const reassign = () =>
      decide(merged, 'reassign', { unitCode: 'jsj', reason: '职责' }, dispatcher, contextAt('2026-03-03T11:00:00'));
    expect(refusalOf(reassign)).toBe('merged_follow');
    expect(reassign).toThrow(MAIN);
  });

  it('refuses what would hide, launder or leak something', () => {
    const fresh = () => born();
    const replied = handled(main(), 'gaj').replied();
    expect(refused(fresh(), undefined)).toBe('merge_parent_missing');
    expect(refusalOf(() => mergeInto(fresh().order, fresh().order))).toBe('merge_self');
    expect(refused(fresh(), replied)).toBe('merge_parent_replied');
    expect(refused(replied, main())).toBe('merge_replied');
    const over = main().step('2026-03-02T11:00:00', 'terminate', { reasonCode: 'legal_route' });
    expect(refused(fresh(), over)).toBe('merge_parent_closed');
    expect(refused(handled(fresh(), 'gaj'), main())).toBe('merge_not_dispatched');
    expect(refused(born({ confidential: true }), main())).toBe('merge_confidential');
    expect(refused(born({ instructionRequired: true }), main())).toBe('merge_instruction');
    expect(refused(born({ instructionRequired: true }), main({ instructionRequired: true }))).toBeNull();
    const paused = handled(main(), 'gaj').step('2026-03-02T11:00:00', 'pause', {
      ...{ reasonCode: 'citizen', until: at('2026-03-05T12:00:00') },
    });
    expect(refused(handled(fresh(), 'gaj'), paused)).toBe('merge_paused');
    expect(refused(paused, handled(fresh(), 'gaj'))).toBe('merge_paused');
    const asking = handled(fresh(), 'gaj').step('2026-03-02T11:00:00', 'request_termination', { reasonCode: 'other' });
    expect(refused(asking, handled(main(), 'gaj'))).toBe('merge_pending');
    const returning = handled(fresh(), 'gaj').step('2026-03-02T11:00:00', 'request_return', {
      ...{ reasonCode: 'not_our_duty', basis: '三定方案' },
    });
    expect(refused(returning, handled(main(), 'gaj'))).toBe('merge_return_pending');
    const family = absorb(main().order, fresh().order, deed, contextAt('2026-03-03T10:00:00')).order;
    expect(refusalOf(() => mergeInto(family, fresh().order))).toBe('merge_has_children');
    const follower = { ...main().order, follows: true, mergedInto: '20260302000077' };
    expect(refusalOf(() => mergeInto(fresh().order, follower))).toBe('merge_parent_follows');
  });

  it('keeps the unit complained of away, whichever of the two complains (信访工作条例 第三十条)', () => {
    const against = (unit: string) => handled(born({ subjectUnitCode: unit }), 'town_a');
    expect(refused(against('gaj'), handled(main(), 'gaj'))).toBe('merge_subject_unit');
    expect(refused(against('jsj_gas'), handled(main(), 'jsj_gas'))).toBe('merge_subject_unit');
    // The parent of the unit complained of may read it.
    expect(refused(against('jsj_gas'), handled(main(), 'jsj'))).toBeNull();
    expect(refused(handled(born(), 'gaj'), handled(main({ subjectUnitCode: 'gaj' }), 'town_a'))).toBe(
      'merge_subject_unit',
    );
    expect(refused(against('gaj'), handled(main({ subjectUnitCode: 'jsj' }), 'town_a'))).toBe('merge_subject_unit');
    const parent = absorb(
      handled(main(), 'jsj').order,
      against('jsj_gas').order,
      deed,
      contextAt('2026-03-03T10:00:00'),
    );
    expect(parent.order.subjectUnitCode).toBe('jsj_gas');
  });
});

/** A main order that absorbed a child, both as they stand. */
function family(child: Walk, parent: Walk, when = '2026-03-03T10:00:00') {
  const merged = mergeInto(child.order, parent.order, when);
  const absorbed = absorb(parent.order, child.order, deed, contextAt(when));
  parent.decisions.push(absorbed);
  child.decisions.push(merged);
  return { child, parent };
}

describe('a merged order', () => {
  const both = () => family(handled(born(), 'jsj_gas'), handled(main(), 'gaj'));

  it('goes where the main order goes, one row of history a move, none where nothing moved', () => {
    const { child, parent } = both();
    parent.step('2026-03-03T11:00:00', 'reassign', { unitCode: 'jsj', reason: '职责调整' });
    const moved = followParent(child.order, parent.order, contextAt('2026-03-03T11:00:00'));
    expect(moved?.order).toMatchObject({ state: 'awaiting_sign', leadUnitCode: 'jsj', follows: true });
    expect(moved?.history).toMatchObject({ action: 'follow', actor: null, toState: 'awaiting_sign' });
    const noted = { ...parent.order, urgeCount: 3 };
    expect(moved && followParent(moved.order, noted, contextAt('2026-03-03T12:00:00'))).toBeNull();
  });

  it('takes over the accepted reply and is called back on its own; “not solved” redoes it alone', () => {
    const { child, parent } = both();
    parent.replied('2026-03-04T15:00:00').step('2026-03-04T16:00:00', 'accept_reply', {});
    expect(parent.order.followerCount).toBe(0);
    const alone = followParent(child.order, parent.order, contextAt('2026-03-04T16:00:00'));
    expect(alone?.order).toMatchObject({
      ...{
        state: 'awaiting_callback',
        follows: false,
        mergedInto: MAIN,
        publicReply: '路灯已修复。',
        leadUnitCode: 'gaj',
      },
    });
    if (alone) child.decisions.push(alone);
    child.step('2026-03-05T10:00:00', 'record_callback', { outcome: 'answered', resolved: false });
    expect(child.order).toMatchObject({ state: 'handling', round: 2, leadUnitCode: 'gaj' });
    expect(child.order.turns.at(-1)).toMatchObject({ round: 2, unitCode: 'gaj', leftAt: null });
    expect(parent.order.state).toBe('awaiting_callback');
    expect(
      replay(
        child.decisions.map((each) => each.history),
        child.order,
      ),
    ).toEqual([]);
  });

  it('is closed with the main order’s reply where there is nobody to call', () => {
    const { child, parent } = family(handled(born({ callbackWanted: false }), 'gaj'), handled(main(), 'gaj'));
    parent.replied().step('2026-03-04T16:00:00', 'accept_reply', {});
    const alone = followParent(child.order, parent.order, contextAt('2026-03-04T16:00:00'));
    expect(alone?.order).toMatchObject({ state: 'closed', closedAt: at('2026-03-04T16:00:00') });
  });

  it('goes back to the desk when the main order ends without a reply', () => {
    const { child, parent } = both();
    parent.step('2026-03-04T10:00:00', 'withdraw', { reason: '本人撤回' });
    const alone = followParent(child.order, parent.order, contextAt('2026-03-04T10:00:00'));
    expect(alone?.order).toMatchObject({ state: 'awaiting_dispatch', follows: false, leadUnitCode: null });
    expect(parent.order).toMatchObject({ state: 'terminated', followerCount: 0 });
  });

  it('comes back with its own old clock when the merge is undone, neither laundered nor begun again', () => {
    const single = handled(born(), 'jsj_gas');
    const before = single.order;
    const own = handled(main(), 'gaj');
    const ownDue = own.order.dueAt;
    const { child, parent } = family(single, own);
    const merged = child.order;
    child.step('2026-03-06T10:00:00', 'unmerge', { reason: '并错了' });
    const { order: back } = child;
    expect(back).toMatchObject({ state: 'handling', leadUnitCode: 'jsj_gas', follows: false, mergedInto: null });
    expect([back.dueAt, back.contactDueAt, back.signedAt]).toEqual([
      before.dueAt,
      before.contactDueAt,
      before.signedAt,
    ]);
    const turn = back.turns.at(-1);
    expect(turn).toMatchObject({ turn: 2, unitCode: 'jsj_gas', clockFrom: before.turns[0]?.dispatchedAt });
    expect(turn?.dues.at(-1)?.dueAt).toBe(before.dueAt?.toISOString());
    const moment = { ...contextAt('2026-03-06T10:00:00'), others: [] };
    const left = detach(parent.order, merged, deed, moment).order;
    expect(left).toMatchObject({ appealCount: 1, followerCount: 0, dueAt: ownDue, promisedAt: ownDue });
    expect(refusalOf(() => child.step('2026-03-06T11:00:00', 'unmerge', {}))).toBe('merged_not');
  });

  it('may be withdrawn by its own caller, and leaves no clock of the main order behind', () => {
    const { child } = both();
    child.step('2026-03-04T10:00:00', 'withdraw', { reason: '本人撤回' });
    expect(child.order).toMatchObject({ state: 'terminated', follows: false, pause: null, dueAt: null });
  });

  it('never lets the main order reach whom it complains of, even when the complaint is renamed', () => {
    const { child, parent } = family(
      handled(born({ subjectUnitCode: 'jsj_gas' }), 'town_a'),
      handled(main(), 'town_a'),
    );
    parent.step('2026-03-03T11:00:00', 'set_subject_unit', { unitCode: 'gaj' });
    parent.step('2026-03-03T12:00:00', 'reassign', { unitCode: 'jsj_gas', reason: '职责调整' });
    expect(refusalOf(() => followParent(child.order, parent.order, contextAt('2026-03-03T12:00:00')))).toBe(
      'merge_child_subject',
    );
  });

  it('notes whom a later caller complains of without leaving the order that it follows', () => {
    const { child } = both();
    const joined = {
      ...{ appealCode: 'A20260302000055', orderCode: child.order.code, text: '再次来电', subjectUnitCode: 'gaj' },
      ...{ registeredBy: 'agent2', at: at('2026-03-03T11:00:00').toISOString() },
    };
    const { order: noted } = joinOrder(child.order, joined, contextAt('2026-03-03T11:00:00'));
    expect(noted).toMatchObject({ follows: true, subjectUnitCode: 'gaj', state: 'handling', appealCount: 2 });
    expect(noted.merge?.before.subjectUnitCode).toBe('gaj');
  });
});

describe('a place as it is compared', () => {
  it('is the same however it was typed, and none where the words name no place', () => {
    expect(placeKey('东河镇 中心路18号')).toBe(placeKey('东河镇中心路１８号。'));
    expect(placeKey('路口')).toBeNull();
    expect(placeKey(null)).toBeNull();
  });
});
