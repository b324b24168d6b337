import { type PauseReason } from '@minsheng/contracts';
import { computeDue } from '../deadline';
import { DomainError } from '../errors';
import { type Actor } from '../privacy/actor';
import { duesAfterStop, movableDues, noteStop } from './clock-stops';
import { beijingTime } from './guards';
import { type Inputs } from './inputs';
import { type OrderChanges, type WorkOrder } from './order';
import { type RuleContext } from './rule-context';
import { editTurn } from './turns';

/**
 * Stops the unit's clock until a known moment, at which it goes on by itself. The order carries at once the due time that
 * this comes to, so that nothing has to happen at the moment itself; resuming earlier takes back what was not used.
 */
export function pause(order: WorkOrder, input: Inputs['pause'], actor: Actor, context: RuleContext): OrderChanges {
  const { now } = context;
  refusePauseLength(input, context);
  const before = movableDues(order);
  const stop = { since: now, until: input.until };
  const dues = duesAfterStop(order, before, stop, context, 'pause');
  const noted = editTurn({ ...order, ...dues }, (turn) => noteStop(turn, stop));
  const since = now.toISOString();
  return {
    ...dues,
    ...noted,
    pause: { reasonCode: input.reasonCode, since, until: input.until.toISOString(), by: actor.username, before },
  };
}

/**
 * Until when a pause that begins now may last: waiting for the citizen is bounded by the table (rules §5), a procedure
 * that a law prescribes by its own bound.
 */
export function longestPause(
  reasonCode: PauseReason,
  { now, calendar, rules }: Pick<RuleContext, 'now' | 'calendar' | 'rules'>,
): { readonly workdays: number; readonly until: Date } {
  const { citizenWorkdays, statutoryWorkdays } = rules.pauses;
  const workdays = reasonCode === 'citizen' ? citizenWorkdays : statutoryWorkdays;
  return { workdays, until: computeDue(now, { n: workdays, unit: 'workday' }, calendar).dueAt };
}

function refusePauseLength({ reasonCode, until }: Inputs['pause'], context: RuleContext): void {
  const longest = longestPause(reasonCode, context);
  if (until.getTime() <= context.now.getTime() || until.getTime() > longest.until.getTime()) {
    throw new DomainError('pause_bounds', { days: longest.workdays, until: beijingTime(longest.until) });
  }
}

/** The clock goes on: at `until` by itself, earlier by a dispatcher or because the order leaves the unit's desk. */
export function endPause(order: WorkOrder, context: Pick<RuleContext, 'now' | 'calendar'>): OrderChanges {
  const { pause: running } = order;
  if (!running) return {};
  const until = new Date(Math.min(context.now.getTime(), Date.parse(running.until)));
  const stop = { since: new Date(Date.parse(running.since)), until };
  const dues = duesAfterStop(order, running.before, stop, context, 'resume');
  return { ...dues, ...editTurn({ ...order, ...dues }, (turn) => noteStop(turn, stop)), pause: null };
}
