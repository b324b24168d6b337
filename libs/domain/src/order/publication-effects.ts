import { type Actor } from '../privacy/actor';
import { type Inputs } from './inputs';
import { type OrderChanges, type WorkOrder } from './order';
import { refusePersonalData, withdrawn } from './publication-rules';
import { type RuleContext } from './rule-context';

/** 公开初审: one person fixes the words, free of everything the detector knows. A second text replaces the first. */
export function clearPublication(
  _order: WorkOrder,
  { title, content, reply }: Inputs['clear_publication'],
  actor: Actor,
  { now, person }: RuleContext,
): OrderChanges {
  const texts = { title, content, reply };
  refusePersonalData(texts, person ?? null);
  return {
    publication: {
      ...texts,
      clearedBy: actor.username,
      clearedAt: now.toISOString(),
      publishedBy: null,
      publishedAt: null,
      withdrawnAt: null,
      withdrawnBy: null,
    },
  };
}

/** 公开: another person lets exactly those words out. */
export function publish(
  order: WorkOrder,
  _input: Inputs['publish'],
  actor: Actor,
  { now, person }: RuleContext,
): OrderChanges {
  const cleared = order.publication;
  if (cleared === null) return {};
  refusePersonalData(cleared, person ?? null);
  return { publication: { ...cleared, publishedBy: actor.username, publishedAt: now.toISOString() } };
}

/** 撤下公开: the words leave the public column at once. */
export function unpublish(
  order: WorkOrder,
  _input: Inputs['unpublish'],
  actor: Actor,
  { now }: RuleContext,
): OrderChanges {
  return { publication: withdrawn(order.publication, actor.username, now) };
}
