import { civilDateOf, type CivilDate } from '../deadline';
import { DomainError } from '../errors';
import { type Actor } from '../privacy/actor';
import { beginHold, decideApplication, endHold, fileApplication, refuseUnasked } from './application-effects';
import { duesAfterStop, movableDues, noteStop } from './clock-stops';
import { type Inputs } from './inputs';
import { type OrderChanges, type WorkOrder } from './order';
import { endPause } from './pause-effects';
import { type RuleContext } from './rule-context';
import { editTurn } from './turns';

/** A long-term item is looked at again within three years. */
const LONGEST_DAYS = 3 * 366;
const DAY_MS = 86_400_000;

/** The Shanghai day that a review is set for. @throws DomainError review_date */
function reviewDay(text: string, now: Date): CivilDate {
  const day = text.length > 10 ? civilDateOf(new Date(Date.parse(text))) : text;
  const latest = civilDateOf(new Date(now.getTime() + LONGEST_DAYS * DAY_MS));
  if (day <= civilDateOf(now) || day > latest) throw new DomainError('review_date', { until: latest });
  return day;
}

export function requestSuspension(
  order: WorkOrder,
  input: Inputs['request_suspension'],
  actor: Actor,
  { now }: RuleContext,
): OrderChanges {
  const reviewDate = input.reviewDate === undefined ? null : reviewDay(input.reviewDate, now);
  return fileApplication(order, { kind: 'suspension', reason: input.reason ?? null, reviewDate }, actor, now);
}

/** Nobody's clock runs for a long-term item (rules §4): until it is taken up again it is neither on time nor late. */
export function suspend(order: WorkOrder, input: Inputs['suspend'], actor: Actor, context: RuleContext): OrderChanges {
  const { now } = context;
  refuseUnasked(order, 'suspension', '挂账');
  const reviewDate = reviewDay(input.reviewDate, now);
  // A clock that stood goes on first: what it was not used for is not given away.
  const resumed = endPause(order, context);
  const running = { ...order, ...resumed };
  const verdict = { granted: true, by: actor.username, note: input.reason ?? null, now };
  const suspension = { since: now.toISOString(), reviewDate, by: actor.username, before: movableDues(running) };
  return {
    ...resumed,
    ...decideApplication(order, 'suspension', verdict),
    ...editTurn(running, (turn) => beginHold(turn, 'suspension', now)),
    state: 'suspended',
    suspension,
  };
}

export function refuseSuspension(
  order: WorkOrder,
  input: Inputs['refuse_suspension'],
  actor: Actor,
  { now }: RuleContext,
): OrderChanges {
  refuseUnasked(order, 'suspension', '挂账');
  return decideApplication(order, 'suspension', {
    granted: false,
    by: actor.username,
    note: input.reason ?? null,
    now,
  });
}

/** Taken up again: the limit goes on where it stood. */
export function unsuspend(
  order: WorkOrder,
  _input: Inputs['unsuspend'],
  _actor: Actor,
  context: RuleContext,
): OrderChanges {
  const { suspension } = order;
  if (!suspension) return { state: 'handling' };
  const stop = { since: new Date(Date.parse(suspension.since)), until: context.now };
  // A limit that had run out before it rested is not given days after all.
  const late = suspension.before.dueAt !== null && Date.parse(suspension.before.dueAt) <= stop.since.getTime();
  const dues = late ? {} : duesAfterStop(order, suspension.before, stop, context, 'suspension');
  const turn = editTurn({ ...order, ...dues }, (running) => ({
    ...noteStop(running, stop),
    ...endHold(running, 'suspension', { until: context.now.toISOString(), granted: true }),
  }));
  return { ...dues, ...turn, state: 'handling', suspension: null };
}
