import { type DueFact, type HoldFact, type Kind, type ReplyFact, type TurnFact } from '@minsheng/contracts';
import { type Period } from './period';

/** A turn with what of its order decides whether it counts. */
export interface CountedTurn extends TurnFact {
  readonly kind: Kind;
}

/** How a turn stands in a period's D, what fell due: at most one of the three is true (rules §6). */
export interface DueVerdict {
  readonly onTime: boolean;
  readonly lateDone: boolean;
  readonly lateOpen: boolean;
  /** The reply that counts had been accepted by the period's end. */
  readonly accepted: boolean;
  /** 待决: past its due time while a timely extension waits for its decision; none of the three. */
  readonly pending: boolean;
  readonly dueAt: string | null;
  readonly repliedAt: string | null;
}

/** How a turn stands among what was dispatched, as seen at one moment. */
export interface DispatchVerdict {
  readonly received: boolean;
  readonly receivedReplied: boolean;
  /** The limit for signing was met or has passed. */
  readonly signBase: boolean;
  readonly signMet: boolean;
}

const NOT_DUE: DueVerdict = {
  onTime: false,
  lateDone: false,
  lateOpen: false,
  accepted: false,
  pending: false,
  dueAt: null,
  repliedAt: null,
};

/** Later than every fact, yet before "never": the moment at which all that happened has happened. */
export const END_OF_TIME = 8.64e15;

/** Milliseconds of an instant on the wire; a fact that is not there never happened. */
export function ms(instant: string | null): number {
  return instant === null ? Infinity : Date.parse(instant);
}

/** The due time that held at `at`: a later extension or a day given back does not change the past. */
export function dueAsOf(dues: readonly DueFact[], at: number): string | null {
  let due: string | null = null;
  for (const fact of dues) if (ms(fact.since) <= at) due = fact.dueAt;
  return due;
}

/** The reply that stood at `at`: a reply sent back by then was none. */
export function replyAsOf(replies: readonly ReplyFact[], at: number): ReplyFact | null {
  let standing: ReplyFact | null = null;
  for (const reply of replies) if (ms(reply.at) <= at && ms(reply.sentBackAt) > at) standing = reply;
  return standing;
}

/** What kept a turn from being judged at `at`: an undecided extension, a long-term item. */
export function holdAsOf(turn: Pick<TurnFact, 'holds'>, at: number): HoldFact['kind'] | null {
  return turn.holds?.find((hold) => ms(hold.since) <= at && ms(hold.until) > at)?.kind ?? null;
}

/** Judges one turn for the D of a period, as it stood at the period's end. Praise is never in D. */
export function judgeDue(turn: CountedTurn, period: Period): DueVerdict {
  const from = period.from.getTime();
  const to = period.to.getTime();
  const dueAt = dueAsOf(turn.dues, to);
  const due = ms(dueAt);
  if (turn.kind === 'praise' || due > to) return NOT_DUE;
  const left = ms(turn.leftAt);
  if (left <= to && due > left) return NOT_DUE;
  const held = holdAsOf(turn, to);
  if (held) return { ...NOT_DUE, pending: held === 'extension', dueAt };
  const reply = replyAsOf(turn.replies, to);
  const settled = reply ? ms(reply.at) : left;
  if (due <= from && settled <= from) return NOT_DUE;
  return {
    onTime: reply !== null && ms(reply.at) <= due,
    lateDone: reply !== null && ms(reply.at) > due,
    lateOpen: reply === null,
    accepted: reply !== null && ms(reply.acceptedAt) <= to,
    pending: false,
    dueAt,
    repliedAt: reply?.at ?? null,
  };
}

/** Whether a verdict puts the turn into D at all. */
export function isInDue(verdict: DueVerdict): boolean {
  return verdict.onTime || verdict.lateDone || verdict.lateOpen;
}

/** Judges one turn that was dispatched, as it stood at `at`. A turn taken away before its limit is no longer the unit's. */
export function judgeDispatch(turn: CountedTurn, at: number): DispatchVerdict {
  const left = ms(turn.leftAt);
  const received = ms(turn.dispatchedAt) <= at && !(left <= at && ms(dueAsOf(turn.dues, at)) > left);
  const signed = ms(turn.signedAt);
  const signDue = ms(turn.signDueAt);
  const limitPassed = signDue <= at && signDue < left;
  const signBase = turn.signDueAt !== null && (signed <= at || limitPassed);
  return {
    received,
    receivedReplied: received && replyAsOf(turn.replies, at) !== null,
    signBase,
    signMet: signBase && signed <= at && signed <= signDue,
  };
}

/** The label of the stage a late turn was in at `at`, for a report on a period that is over. */
export function stageOf(
  turn: CountedTurn,
  at: number,
): 'awaiting_dispatch' | 'awaiting_sign' | 'handling' | 'awaiting_center_review' | 'awaiting_callback' {
  const reply = replyAsOf(turn.replies, at);
  if (reply) return ms(reply.acceptedAt) <= at ? 'awaiting_callback' : 'awaiting_center_review';
  if (turn.unitCode === null) return 'awaiting_dispatch';
  return ms(turn.signedAt) <= at || turn.signDueAt === null ? 'handling' : 'awaiting_sign';
}
