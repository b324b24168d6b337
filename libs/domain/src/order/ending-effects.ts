import { REFUSAL_REASON_LABELS, REFUSAL_REASONS, type RefusalReason, type TurnEnd } from '@minsheng/contracts';
import { DomainError } from '../errors';
import { type Actor } from '../privacy/actor';
import { leaveFamily } from '../merging/merge-effects';
import { decideApplication, fileApplication, pendingOf, refuseUnasked } from './application-effects';
import { type Inputs } from './inputs';
import { type OrderChanges, type WorkOrder } from './order';
import { NO_FOLLOWERS } from './reply-effects';
import { type RuleContext } from './rule-context';
import { editTurn } from './turns';

type TerminationInput = Inputs['terminate'];

/** The code given, or the one that `reason` spells out. */
function namedReason({ reasonCode, reason }: TerminationInput): RefusalReason | null {
  return reasonCode ?? REFUSAL_REASONS.find((code) => code === reason) ?? null;
}

/** The same; free text alone is “other”. */
function reasonCodeOf(input: TerminationInput): RefusalReason | null {
  return namedReason(input) ?? (input.reason?.trim() ? 'other' : null);
}

/** @throws DomainError termination_reason */
function refuseNoReason(code: RefusalReason | null): RefusalReason {
  if (code !== null) return code;
  throw new DomainError('termination_reason', { allowed: Object.values(REFUSAL_REASON_LABELS).join('、') });
}

export function requestTermination(
  order: WorkOrder,
  input: Inputs['request_termination'],
  actor: Actor,
  { now }: RuleContext,
): OrderChanges {
  const reasonCode = refuseNoReason(reasonCodeOf(input));
  return fileApplication(order, { kind: 'termination', reasonCode, reason: input.reason ?? null }, actor, now);
}

/** Ends the order for a reason from the not-accepted list (国办发〔2020〕53号), asked for by the unit or by the desk itself. */
export function terminate(
  order: WorkOrder,
  input: Inputs['terminate'],
  actor: Actor,
  { now }: RuleContext,
): OrderChanges {
  const asked = pendingOf(order, 'termination');
  const terminationReason = refuseNoReason(namedReason(input) ?? asked?.reasonCode ?? reasonCodeOf(input));
  const verdict = { granted: true, by: actor.username, note: input.reason ?? null, now };
  const decided = asked ? decideApplication(order, 'termination', verdict) : {};
  return { ...decided, ...ended(order, now, 'terminated'), terminationReason };
}

export function refuseTermination(
  order: WorkOrder,
  input: Inputs['refuse_termination'],
  actor: Actor,
  { now }: RuleContext,
): OrderChanges {
  refuseUnasked(order, 'termination', '终止');
  return decideApplication(order, 'termination', {
    granted: false,
    by: actor.username,
    note: input.reason ?? null,
    now,
  });
}

/** The citizen's own wish. */
export function withdraw(
  order: WorkOrder,
  _input: Inputs['withdraw'],
  _actor: Actor,
  { now }: RuleContext,
): OrderChanges {
  return { ...ended(order, now, 'withdrawn'), terminationReason: 'withdrawn' };
}

/** A turn that was running ends here; what was already overdue stays overdue in the figures. */
function ended(order: WorkOrder, now: Date, leftBy: TurnEnd): OrderChanges {
  const at = now.toISOString();
  const left = editTurn(order, (turn) =>
    turn.leftAt === null && order.repliedAt === null ? { leftAt: at, leftBy } : {},
  );
  return { ...left, ...leaveFamily(order, now), ...NO_FOLLOWERS, state: 'terminated', closedAt: now };
}
