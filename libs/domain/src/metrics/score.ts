import { DAY_MS } from '../deadline/civil-date';
import { type CountedTurn, END_OF_TIME, dueAsOf, holdAsOf, judgeDispatch, ms, replyAsOf } from './turn';

/** Moves when the meaning of a stored score changes: the projection is then rebuilt. */
export const SCORE_VERSION = 2;

/** "Not yet": sorts behind every real instant and fits a datetime column. */
export const FAR_FUTURE = new Date('9999-12-31T00:00:00.000Z');

/** `lateSpan` of a turn that is not settled yet. */
export const UNSETTLED_SPAN = 99;

/** How a turn ended up, once it is settled; before that, `open`. `none`: it is in nobody's D. */
export type TurnOutcome = 'on_time' | 'late_done' | 'late_left' | 'open' | 'none';

/**
 * The stored 0/1 scores of one turn. They rest on one fact: a turn's place in D is final from `settledAt` on, the later
 * of its due time and its reply. So D of any period is the sum of what settled within it, plus what was late and
 * unsettled at its end.
 */
export interface TurnScore {
  readonly settledAt: Date;
  readonly firstDueAt: Date | null;
  readonly dueAt: Date | null;
  readonly repliedAt: Date | null;
  readonly outcome: TurnOutcome;
  /** See `lateSpanOf`. */
  readonly lateSpan: number;
  /** No fact of the turn is younger; far future while mere time still changes a score. */
  readonly finalAt: Date;
  readonly accepted: boolean;
  readonly received: boolean;
  readonly receivedReplied: boolean;
  readonly signBase: boolean;
  readonly signMet: boolean;
  /** Not signed yet: its limit, when it passes, puts it into the base. */
  readonly signWaiting: boolean;
  readonly praise: boolean;
}

function date(instant: number): Date {
  return instant >= FAR_FUTURE.getTime() ? FAR_FUTURE : new Date(instant);
}

function optional(instant: string | null): Date | null {
  return instant === null ? null : new Date(instant);
}

function settle(turn: CountedTurn, due: number, replied: number): { outcome: TurnOutcome; settled: number } {
  const left = ms(turn.leftAt);
  // Whatever comes of it, it is in nobody's D while it waits; every period it was in is judged from its facts.
  if (holdAsOf(turn, END_OF_TIME)) return { outcome: 'none', settled: Infinity };
  if (turn.kind === 'praise' || due === Infinity) return { outcome: 'none', settled: Math.min(replied, left) };
  if (left < due) return { outcome: 'none', settled: left };
  if (replied < Infinity) return { outcome: replied <= due ? 'on_time' : 'late_done', settled: Math.max(due, replied) };
  return left < Infinity ? { outcome: 'late_left', settled: left } : { outcome: 'open', settled: Infinity };
}

/**
 * How long a turn was late, as a power of two of days: 0 not at all, k ≥ 1 up to 2^(k−1) days, 99 unsettled. With it the
 * turns that were late and unsettled at any past moment are found through short index ranges, however long the history.
 */
export function lateSpanOf(firstDue: number, settled: number): number {
  if (settled <= firstDue) return 0;
  if (settled === Infinity) return UNSETTLED_SPAN;
  const days = (settled - firstDue) / DAY_MS;
  return days <= 1 ? 1 : 1 + Math.ceil(Math.log2(days));
}

/** The widest span that `lateSpanOf` gives for a settled turn: 2^15 days are 89 years. */
export const WIDEST_SPAN = 16;

/** The earliest first due time that a turn of this span may have to be unsettled at `at`. */
export function spanReach(span: number, at: Date): Date {
  return new Date(at.getTime() - 2 ** (span - 1) * DAY_MS);
}

function lastFact(turn: CountedTurn): number {
  const facts = [turn.dispatchedAt, turn.signedAt, turn.leftAt];
  for (const due of turn.dues) facts.push(due.since);
  for (const hold of turn.holds ?? []) facts.push(hold.since, hold.until);
  for (const reply of turn.replies) facts.push(reply.at, reply.sentBackAt, reply.acceptedAt);
  return Math.max(...facts.filter((fact) => fact !== null).map(ms));
}

/** Classifies a turn once, when its order changes; SQL then only sums. */
export function scoreTurn(turn: CountedTurn): TurnScore {
  const dueAt = dueAsOf(turn.dues, END_OF_TIME);
  const reply = replyAsOf(turn.replies, END_OF_TIME);
  const { outcome, settled } = settle(turn, ms(dueAt), ms(reply?.at ?? null));
  const firstDue = Math.min(Infinity, ...turn.dues.map((due) => ms(due.dueAt)));
  const signWaiting = turn.signDueAt !== null && turn.signedAt === null && turn.leftAt === null;
  const dispatch = judgeDispatch(turn, END_OF_TIME);
  const praise = turn.kind === 'praise';
  return {
    settledAt: date(settled),
    firstDueAt: firstDue === Infinity ? null : new Date(firstDue),
    dueAt: optional(dueAt),
    repliedAt: optional(reply?.at ?? null),
    outcome,
    lateSpan: praise || firstDue === Infinity ? 0 : lateSpanOf(firstDue, settled),
    finalAt: signWaiting ? FAR_FUTURE : date(lastFact(turn)),
    accepted: (outcome === 'on_time' || outcome === 'late_done') && reply?.acceptedAt != null,
    received: dispatch.received,
    receivedReplied: dispatch.receivedReplied,
    signBase: dispatch.signBase && !signWaiting,
    signMet: dispatch.signMet,
    signWaiting,
    praise,
  };
}
