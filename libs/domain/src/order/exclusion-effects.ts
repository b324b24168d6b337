import { type ExclusionCategory } from '@minsheng/contracts';
import { DomainError } from '../errors';
import { type Actor } from '../privacy/actor';
import { decideApplication, fileApplication, refuseUnasked } from './application-effects';
import { type Inputs } from './inputs';
import { type OrderChanges, type WorkOrder } from './order';
import { type RuleContext } from './rule-context';
import { editTurnOf } from './turns';

/** 剔除考核: the unit's head asks that the case does not count against the unit, with a category and the evidence. */
export function requestExclusion(
  order: WorkOrder,
  { categoryCode, reason, evidence }: Inputs['request_exclusion'],
  actor: Actor,
  { now }: RuleContext,
): OrderChanges {
  const category: ExclusionCategory | null = categoryCode ?? (reason?.trim() ? 'other' : null);
  if (category === null) throw new DomainError('exclusion_reason');
  const asked = { kind: 'exclusion', category, reason: reason ?? null, basis: evidence ?? null } as const;
  return fileApplication(order, asked, actor, now);
}

/** Decided by a supervisor, never by the asker. The turn keeps the fact: figures before and after are both shown. */
export function exclude(order: WorkOrder, input: Inputs['exclude'], actor: Actor, { now }: RuleContext): OrderChanges {
  const asked = refuseUnasked(order, 'exclusion', '剔除');
  const verdict = { granted: true, by: actor.username, note: input.reason ?? null, now };
  return {
    ...decideApplication(order, 'exclusion', verdict),
    ...editTurnOf(order, asked.turn, () => ({ excludedAt: now.toISOString() })),
  };
}

export function refuseExclusion(
  order: WorkOrder,
  input: Inputs['refuse_exclusion'],
  actor: Actor,
  { now }: RuleContext,
): OrderChanges {
  refuseUnasked(order, 'exclusion', '剔除');
  const verdict = { granted: false, by: actor.username, note: input.reason ?? null, now };
  return decideApplication(order, 'exclusion', verdict);
}
