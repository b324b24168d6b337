import { type BeforeMerge, type TurnFact } from '@minsheng/contracts';
import { DomainError } from '../errors';
import { type Actor } from '../privacy/actor';
import { type Inputs } from '../order/inputs';
import { type OrderChanges, type WorkOrder } from '../order/order';
import { nameSubjectUnit } from '../order/routing-effects';
import { type RuleContext } from '../order/rule-context';
import { leaveUnit } from '../order/turns';
import { refuseParent } from './merge-guards';

const iso = (instant: Date | null): string | null => instant?.toISOString() ?? null;
const instant = (text: string | null): Date | null => (text === null ? null : new Date(Date.parse(text)));

/** What of the main order a follower shows as its own: where it is, with whom, whether the clock stands. */
export function mirrorOf(parent: WorkOrder, child: Pick<WorkOrder, 'subjectUnitCode'>): OrderChanges {
  return {
    state: parent.state,
    leadUnitCode: parent.leadUnitCode,
    subjectUnitCode: parent.subjectUnitCode ?? child.subjectUnitCode,
    pause: parent.pause,
  };
}

/**
 * 并单: the order's own turn ends, so that a unit's load counts 1; one whose due time had passed stays late in the old
 * unit's figures exactly as a reassigned one (rules §6). From now on it goes where the main order goes.
 */
export function mergeInto(order: WorkOrder, input: Inputs['merge'], actor: Actor, context: RuleContext): OrderChanges {
  const parent = refuseParent(order, input.intoOrderCode, context);
  const at = context.now.toISOString();
  return {
    ...leaveUnit(order, context.now, 'merge'),
    ...mirrorOf(parent, order),
    mergedInto: parent.code,
    follows: true,
    merge: { at, by: actor.username, until: null, acceptedAt: null, before: standing(order) },
  };
}

/** Everything that `unmerge` has to bring back. */
function standing(order: WorkOrder): BeforeMerge {
  const last = order.turns.at(-1);
  const { state, leadUnitCode, coUnitCodes, coWork, designated, subjectUnitCode, provisional } = order;
  return {
    ...{ state, leadUnitCode, coUnitCodes, coWork, designated, subjectUnitCode, provisional },
    signDueAt: iso(order.signDueAt),
    contactDueAt: iso(order.contactDueAt),
    prelimDueAt: iso(order.prelimDueAt),
    dueAt: iso(order.dueAt),
    signedAt: iso(order.signedAt),
    contactedAt: iso(order.contactedAt),
    running: last !== undefined && last.leftAt === null,
  };
}

/** Back to where it was, with its own old clock: neither laundered nor begun again. @throws DomainError merged_not */
export function unmerge(
  order: WorkOrder,
  _input: Inputs['unmerge'],
  _actor: Actor,
  context: RuleContext,
): OrderChanges {
  if (!order.follows || !order.merge) throw new DomainError('merged_not');
  const { now } = context;
  const { before } = order.merge;
  const { state, leadUnitCode, coUnitCodes, coWork, designated, subjectUnitCode, provisional } = before;
  const back: OrderChanges = {
    ...{ state, leadUnitCode, coUnitCodes, coWork, designated, subjectUnitCode, provisional },
    signDueAt: instant(before.signDueAt),
    contactDueAt: instant(before.contactDueAt),
    prelimDueAt: instant(before.prelimDueAt),
    dueAt: instant(before.dueAt),
    signedAt: instant(before.signedAt),
    contactedAt: instant(before.contactedAt),
    pause: null,
    mergedInto: null,
    follows: false,
    merge: null,
    ...(before.running ? { turns: [...order.turns, takenUpAgain(order, now)] } : {}),
  };
  // Whom the family was found to complain of meanwhile does not get the order back.
  const known = order.subjectUnitCode;
  return known === null || known === subjectUnitCode
    ? back
    : { ...back, ...nameSubjectUnit({ ...order, ...back }, known, context) };
}

/**
 * The turn that goes on after the merge was undone. It is dispatched now, so that no past period counts it twice, but is
 * due when it always was; a limit for signing or contact that was met or missed before is not counted again.
 */
function takenUpAgain(order: WorkOrder, now: Date): TurnFact {
  const since = now.toISOString();
  const last = order.turns.at(-1);
  const mergedAt = order.merge?.at ?? since;
  const owed = (dueAt: string | null, metAt: string | null): string | null =>
    dueAt !== null && metAt === null && Date.parse(dueAt) > Date.parse(mergedAt) ? dueAt : null;
  const signedAt = last?.signedAt ?? null;
  const contactedAt = last?.contactedAt ?? null;
  return {
    round: order.round,
    turn: order.turns.length + 1,
    unitCode: order.merge?.before.leadUnitCode ?? null,
    dispatchedAt: since,
    clockFrom: last?.clockFrom ?? last?.dispatchedAt ?? since,
    signDueAt: owed(last?.signDueAt ?? null, signedAt),
    signedAt,
    contactDueAt: owed(last?.contactDueAt ?? null, contactedAt),
    contactedAt,
    dues: (last?.dues ?? []).map((due) => ({ ...due, since })),
    replies: [],
    leftAt: null,
  };
}

/** A follower that ends or begins to live alone keeps nothing of the main order's clock. */
export function leaveFamily(order: WorkOrder, now: Date, acceptedAt: string | null = null): OrderChanges {
  if (!order.follows || !order.merge) return {};
  return { follows: false, pause: null, merge: { ...order.merge, until: now.toISOString(), acceptedAt } };
}
