import { type CallbackFact } from '@minsheng/contracts';
import { DomainError } from '../errors';
import { type Actor, hasRole } from '../privacy/actor';
import { type Inputs } from './inputs';
import { type OrderChanges, type WorkOrder } from './order';
import { type OrderRules } from './order-rules';
import { redoChanges } from './redo';
import { type RuleContext } from './rule-context';
import { halfDayOf } from './slowness';

/**
 * Answered and not solved → redo; answered otherwise, refused or no such number → closed; not reached → tried again,
 * and closed at the third attempt if it fell in a second half-day (rules §4 `record_callback`).
 */
export function callbackEffect(
  order: WorkOrder,
  input: Inputs['record_callback'],
  actor: Actor,
  context: RuleContext,
): OrderChanges {
  refuseMixedFields(input);
  const callbacks = [...order.callbacks, callbackFact(order, input, context.now)];
  if (input.outcome === 'not_reached') {
    return { callbacks, ...(triedEnough(callbacks, order.round, context.rules) ? closed(context.now) : {}) };
  }
  if (input.outcome === 'answered' && input.resolved === false) {
    return { callbacks, ...unresolved(order, actor, context) };
  }
  const solved = input.outcome === 'answered' && input.resolved === true;
  return { callbacks, ...closed(context.now), ...(solved ? { redoAsked: false } : {}) };
}

/** What a call or a rating by code came to, beside the order it is about. */
export function callbackFact(
  order: WorkOrder,
  input: Pick<Inputs['record_callback'], 'outcome' | 'resolved' | 'satisfaction' | 'dissatisfiedWith'>,
  now: Date,
  via: CallbackFact['via'] = 'call',
): CallbackFact {
  return {
    at: now.toISOString(),
    round: order.round,
    unitCode: order.leadUnitCode,
    via,
    outcome: input.outcome,
    resolved: input.resolved ?? null,
    satisfaction: input.satisfaction ?? null,
    ...(input.dissatisfiedWith ? { dissatisfiedWith: input.dissatisfiedWith } : {}),
  };
}

/** The third redo is the dispatcher's alone: it waits on the dispatcher's list instead. */
function unresolved(order: WorkOrder, actor: Actor, context: RuleContext): OrderChanges {
  const dispatcherOnly = order.redoCount + 1 >= context.rules.redo.byDispatcherFrom && !hasRole(actor, 'dispatcher');
  return dispatcherOnly || order.leadUnitCode === null ? { redoAsked: true } : redoChanges(order, context);
}

function closed(now: Date): OrderChanges {
  return { state: 'closed', closedAt: now };
}

function triedEnough(callbacks: readonly CallbackFact[], round: number, rules: OrderRules): boolean {
  const missed = callbacks.filter((c) => c.round === round && c.outcome === 'not_reached');
  const halfDays = new Set(missed.map((c) => halfDayOf(new Date(Date.parse(c.at)))));
  return missed.length >= rules.callback.attempts && halfDays.size >= rules.callback.halfDays;
}

function refuseMixedFields(input: Inputs['record_callback']): void {
  const rated = [input.resolved, input.satisfaction, input.dissatisfiedWith].some((given) => given !== undefined);
  if (input.outcome !== 'answered' && rated) throw new DomainError('callback_fields');
  const dissatisfied = input.satisfaction === 'dissatisfied' || input.satisfaction === 'very_dissatisfied';
  const closes = input.resolved !== false;
  if (dissatisfied && closes && !input.note?.trim()) throw new DomainError('dissatisfied_note_required');
}
