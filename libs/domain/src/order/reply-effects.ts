import { shiftDueByWorkdays } from '../deadline';
import { DomainError } from '../errors';
import { type Actor } from '../privacy/actor';
import { isSampled } from './callback-sample';
import { type Inputs } from './inputs';
import { type OrderChanges, type WorkOrder } from './order';
import { type RuleContext } from './rule-context';
import { workdaysEndedBetween } from './slowness';
import { editReply, editTurn, moveDue } from './turns';

/** The first contact of a round meets the contact limit; later ones are kept in the history only. */
export function recordContact(
  order: WorkOrder,
  input: Inputs['contact'],
  _actor: Actor,
  { now }: RuleContext,
): OrderChanges {
  refuseContactTime(input.at, now);
  return firstContact(order, input.at);
}

/** A stage report is never a reply; a public one meets the preliminary limit of a critical order. */
export function recordProgress(
  order: WorkOrder,
  input: Inputs['progress'],
  _actor: Actor,
  { now }: RuleContext,
): OrderChanges {
  if (!input.public) return {};
  return {
    publicProgress: [...order.publicProgress, { at: now.toISOString(), text: input.text }],
    ...(order.prelimDueAt && !order.prelimMetAt ? { prelimMetAt: now } : {}),
  };
}

/**
 * Where the rule has a contact limit, a reply needs the evidence that the citizen was asked in this round. Of anonymous
 * and confidential orders the unit has nobody to ask: the hotline asks on its behalf (rules §4).
 */
export function submitReply(
  order: WorkOrder,
  input: Inputs['submit_reply'],
  _actor: Actor,
  { now }: RuleContext,
): OrderChanges {
  const contactedAt = input.contactedAt;
  if (contactedAt) refuseContactTime(contactedAt, now);
  if (order.contactDueAt && !order.contactedAt && !contactedAt) throw new DomainError('contact_missing');
  return {
    ...(contactedAt ? firstContact(order, contactedAt) : {}),
    state: 'awaiting_unit_review',
    resultCode: input.resultCode,
    publicReply: input.publicReply,
    internalAccount: input.internalAccount,
  };
}

/** The unit's reply time is this approval. */
export function approveReply(
  order: WorkOrder,
  _input: Inputs['approve_reply'],
  _actor: Actor,
  { now }: RuleContext,
): OrderChanges {
  const reply = { at: now.toISOString(), sentBackAt: null, acceptedAt: null };
  return {
    state: 'awaiting_center_review',
    repliedAt: now,
    ...editTurn(order, (turn) => ({ replies: [...turn.replies, reply] })),
  };
}

export function rejectReply(): OrderChanges {
  return { state: 'handling' };
}

/** Accepted: to callback, or closed where there is nobody to call or the channel's sample leaves it out. */
export function acceptReply(
  order: WorkOrder,
  _input: Inputs['accept_reply'],
  _actor: Actor,
  { now, rules }: RuleContext,
): OrderChanges {
  const accepted = editTurn(order, (turn) => ({ replies: editReply(turn, { acceptedAt: now.toISOString() }) }));
  const nobodyToCall = !order.callbackWanted || !order.hasPhone;
  if (nobodyToCall || !isSampled(order, rules)) return { ...accepted, state: 'closed', closedAt: now };
  return { ...accepted, state: 'awaiting_callback', wasInCallback: true };
}

/**
 * A reply sent back is no reply. Working days that ended while it lay in review are given back to the unit: the
 * hotline's slowness is not the unit's (rules §4). A reply that came late already has no days left to be given back.
 */
export function sendBack(
  order: WorkOrder,
  _input: Inputs['send_back'],
  _actor: Actor,
  { now, calendar }: RuleContext,
): OrderChanges {
  const sentBack = editTurn(order, (turn) => ({ replies: editReply(turn, { sentBackAt: now.toISOString() }) }));
  const inTime = order.repliedAt && order.dueAt && order.repliedAt.getTime() <= order.dueAt.getTime();
  const lay = order.repliedAt && inTime ? workdaysEndedBetween(order.repliedAt, now, calendar) : 0;
  const after = { ...order, ...sentBack };
  const moved =
    order.dueAt && lay > 0 ? moveDue(after, shiftDueByWorkdays(order.dueAt, lay, calendar), now, 'sent_back') : {};
  return { ...sentBack, ...moved, state: 'handling', repliedAt: null };
}

function firstContact(order: WorkOrder, at: Date): OrderChanges {
  if (order.contactedAt && order.contactedAt.getTime() <= at.getTime()) return {};
  return { contactedAt: at, ...editTurn(order, () => ({ contactedAt: at.toISOString() })) };
}

/** When the unit spoke with the citizen is its own word; only the future is impossible. */
function refuseContactTime(at: Date, now: Date): void {
  if (at.getTime() > now.getTime()) throw new DomainError('contact_in_future');
}
