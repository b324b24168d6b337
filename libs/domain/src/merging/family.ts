import { type OrderState, type Role } from '@minsheng/contracts';
import { civilDateOf, shiftDueByWorkdays } from '../deadline';
import { DomainError } from '../errors';
import { type Actor } from '../privacy/actor';
import { movesVersion, settle } from '../order/decide';
import { type Decision, isOpen, type OrderChanges, type WorkOrder } from '../order/order';
import { isNobodyToCall } from '../order/reply-effects';
import { nameSubjectUnit } from '../order/routing-effects';
import { type RuleContext } from '../order/rule-context';
import { moveDue } from '../order/turns';
import { canRead } from './merge-guards';
import { leaveFamily, mirrorOf } from './merge-effects';

/** Who merges, and why, as the main order's history keeps it. */
export interface MergeDeed {
  readonly actor: Actor;
  readonly reason: string | null;
}

function earliest(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a.getTime() <= b.getTime() ? a : b;
}

function union(a: readonly string[], b: readonly string[]): readonly string[] {
  return [...new Set([...a, ...b])];
}

/**
 * What a merge does to the main order: it counts all callers, and its clock is the earliest, never a later one. Its
 * limits for signing and contact stay. `child` is the order before it was merged.
 */
export function absorb(parent: WorkOrder, child: WorkOrder, deed: MergeDeed, context: RuleContext): Decision {
  const named = parent.subjectUnitCode === null && child.subjectUnitCode !== null;
  const subject = named ? nameSubjectUnit(parent, child.subjectUnitCode ?? '', context) : {};
  const dueAt = parent.dueAt && child.dueAt ? earliest(parent.dueAt, child.dueAt) : null;
  const changes: OrderChanges = {
    ...subject,
    ...(dueAt ? moveDue({ ...parent, ...subject }, dueAt, context.now, 'merge') : {}),
    promisedAt: earliest(parent.promisedAt, child.promisedAt),
    appealCount: parent.appealCount + child.appealCount,
    followerCount: parent.followerCount + 1,
    group: parent.group || child.group,
    participants: union(parent.participants, child.participants),
  };
  return relate(parent, changes, 'absorb', { ...deed, child: child.code, now: context.now });
}

/** Orders that still follow when one is taken out: whose limits go on to hold. */
export type Others = readonly Pick<WorkOrder, 'merge' | 'promisedAt'>[];

/**
 * A follower was taken out again or withdrew: its callers leave the count, and its limit no longer holds. The due time is
 * again the earliest of the main order's own and those of the orders that still follow.
 */
export function detach(
  parent: WorkOrder,
  child: Pick<WorkOrder, 'code' | 'appealCount' | 'merge'>,
  deed: MergeDeed,
  { now, calendar, others }: Pick<RuleContext, 'now' | 'calendar'> & { readonly others: Others },
): Decision {
  const dueAt = dueWithout(parent, child, { calendar, others });
  const changes: OrderChanges = {
    ...(dueAt ? moveDue(parent, dueAt, now, 'merge') : {}),
    promisedAt: promiseWithout(parent, others),
    appealCount: parent.appealCount - child.appealCount,
    followerCount: parent.followerCount - 1,
  };
  return relate(parent, changes, 'detach', { ...deed, child: child.code, now });
}

const instant = (text: string | null | undefined): Date | null => (text == null ? null : new Date(Date.parse(text)));

/** Null where the child's limit does not hold now. Working days that were given since the merge are given again. */
function dueWithout(
  { turns, dueAt, repliedAt }: WorkOrder,
  { merge }: Pick<WorkOrder, 'merge'>,
  { calendar, others }: Pick<RuleContext, 'calendar'> & { readonly others: Others },
): Date | null {
  const dues = turns.at(-1)?.dues ?? [];
  const at = dues.findLastIndex((due) => due.why === 'merge');
  const [merged, own] = [dues[at], instant(dues[at - 1]?.dueAt)];
  if (!dueAt || repliedAt || !merged || !own || merged.dueAt !== merge?.before.dueAt) return null;
  const given = calendar.workdaysBetween(
    civilDateOf(new Date(Date.parse(merged.dueAt) - 1)),
    civilDateOf(new Date(dueAt.getTime() - 1)),
  );
  const alone = given > 0 ? shiftDueByWorkdays(own, given, calendar) : own;
  return others.reduce((due, each) => earliest(due, instant(each.merge?.before.dueAt)) ?? due, alone);
}

/** What the citizens of the orders that stay together were first promised. */
function promiseWithout({ turns, promisedAt }: WorkOrder, others: Others): Date | null {
  const own = instant(turns.find(({ dues }) => dues.length > 0)?.dues[0]?.dueAt) ?? promisedAt;
  return others.reduce((first, each) => earliest(first, each.promisedAt), own);
}

interface Relation extends MergeDeed {
  readonly child: string;
  readonly now: Date;
}

function relate(parent: WorkOrder, changes: OrderChanges, action: 'absorb' | 'detach', deed: Relation): Decision {
  const role: Role | undefined = deed.actor.roles.find((each) => each === 'dispatcher' || each === 'agent');
  return settle(parent, changes, movesVersion(parent, changes), {
    action,
    at: deed.now,
    actor: deed.actor.username,
    actorRole: role ?? null,
    actorUnit: deed.actor.unitCode,
    input: { orderCode: deed.child, ...(deed.reason === null ? {} : { reason: deed.reason }) },
  });
}

/**
 * The main order went on: the follower goes with it. When its reply was accepted, the follower takes the reply and lives
 * alone, with a callback of its own; where the main order ended without a reply, it goes back to the desk, for its own
 * matter is not answered. Null when there is nothing to follow.
 * @throws DomainError merge_child_subject when the main order would come to be read by whom the follower complains of
 */
export function followParent(child: WorkOrder, parent: WorkOrder, context: RuleContext): Decision | null {
  if (!child.follows || !child.merge) return null;
  refuseSubject(child, parent, context);
  const changes = followChanges(child, parent, context);
  if (changes === null) return null;
  return settle(child, changes, movesVersion(child, changes), {
    action: 'follow',
    at: context.now,
    actor: null,
    actorRole: null,
    actorUnit: null,
    input: { orderCode: parent.code },
  });
}

function followChanges(child: WorkOrder, parent: WorkOrder, { now }: RuleContext): OrderChanges | null {
  if (isAnswered(parent)) return answered(child, parent, now);
  if (!isOpen(parent.state)) return sentBackToDesk(child, now);
  const changes = { ...mirrorOf(parent, child), publicProgress: progressOf(child, parent) };
  return sameFacts(child, changes) ? null : changes;
}

/** The hotline has accepted the reply of the round that runs. */
function isAnswered(parent: WorkOrder): boolean {
  const accepted = parent.turns.at(-1)?.replies.at(-1)?.acceptedAt ?? null;
  return accepted !== null && (parent.state === 'awaiting_callback' || parent.state === 'closed');
}

function answered(child: WorkOrder, parent: WorkOrder, now: Date): OrderChanges {
  const closes = isNobodyToCall(child);
  const next: OrderState = closes ? 'closed' : 'awaiting_callback';
  return {
    ...mirrorOf(parent, child),
    ...leaveFamily(child, now, now.toISOString()),
    publicProgress: progressOf(child, parent),
    state: next,
    ...(closes ? { closedAt: now } : { wasInCallback: true }),
    repliedAt: parent.repliedAt,
    resultCode: parent.resultCode,
    publicReply: parent.publicReply,
    internalAccount: `随主单 ${parent.code} 办理`,
    instructionChain: [],
    leaderInstructed: child.leaderInstructed || parent.leaderInstructed,
    participants: union(child.participants, parent.participants),
  };
}

function sentBackToDesk(child: WorkOrder, now: Date): OrderChanges {
  const state = child.instructionChain.length > 0 ? 'awaiting_instruction' : 'awaiting_dispatch';
  return { ...leaveFamily(child, now), state, leadUnitCode: null };
}

/** What the citizen may read: the follower's own until the merge, the main order's from then on. */
function progressOf({ publicProgress, merge }: WorkOrder, parent: WorkOrder): WorkOrder['publicProgress'] {
  const merged = merge?.at ?? '';
  const own = publicProgress.filter(({ at }) => at <= merged);
  return [...own, ...parent.publicProgress.filter(({ at }) => at > merged)];
}

function sameFacts(order: WorkOrder, changes: OrderChanges): boolean {
  const keys = Object.keys(changes) as (keyof OrderChanges)[];
  return keys.every((key) => JSON.stringify(order[key]) === JSON.stringify(changes[key]));
}

function refuseSubject(child: WorkOrder, parent: WorkOrder, { units }: RuleContext): void {
  const subject = child.merge?.before.subjectUnitCode ?? null;
  if (subject === null || !isOpen(parent.state) || !canRead(subject, parent, units)) return;
  throw new DomainError('merge_child_subject', { order: child.code, unit: units.name(subject) });
}

/** 群诉: many callers spoke of the same. Null where it is known already or the order is over. */
export function markGroup(
  order: WorkOrder,
  alert: { readonly callers: number; readonly basis: string },
  { now }: Pick<RuleContext, 'now'>,
): Decision | null {
  if (order.group || order.imported || !isOpen(order.state)) return null;
  const { callers, basis } = alert;
  return settle(order, { group: true }, false, {
    action: 'group_alert',
    at: now,
    actor: null,
    actorRole: null,
    actorUnit: null,
    input: { callers, groupBasis: basis },
  });
}
