import { type SupervisionFact } from '@minsheng/contracts';
import { civilDateOf } from '../deadline';
import { DomainError } from '../errors';
import { type Actor } from '../privacy/actor';
import { type Inputs } from './inputs';
import { type OrderChanges, type WorkOrder } from './order';
import { type RuleContext } from './rule-context';

/**
 * 督办单: a numbered sheet with its own deadline, answered by the unit's report (rules §4). A yellow or red one is a card for
 * the unit that leads.
 * @throws DomainError supervision_due, card_no_unit
 */
export function supervise(
  order: WorkOrder,
  input: Inputs['supervise'],
  actor: Actor,
  { now }: RuleContext,
): OrderChanges {
  const { level, text, dueAt, no } = input;
  refusePast(dueAt, now);
  const isCard = level === 'yellow' || level === 'red';
  if (isCard && order.leadUnitCode === null) throw new DomainError('card_no_unit');
  return addSheet(order, { kind: 'sheet', no, level, text, dueAt }, actor, now);
}

/** 批示 of a leader on an order under way; from then on it is one that a leader has written on. */
export function noteInstruction(
  order: WorkOrder,
  { text, dueAt, no }: Inputs['note_instruction'],
  actor: Actor,
  { now }: RuleContext,
): OrderChanges {
  if (dueAt) refusePast(dueAt, now);
  const sheet = { kind: 'instruction', no, level: null, text, dueAt } as const;
  return { ...addSheet(order, sheet, actor, now), leaderInstructed: true };
}

/** The unit reports back on everything that waits for it. */
export function reportSupervision(
  order: WorkOrder,
  { text }: Inputs['report_supervision'],
  actor: Actor,
  { now }: RuleContext,
): OrderChanges {
  const said = { report: text, reportedAt: now.toISOString(), reportedBy: actor.username };
  return { supervisions: order.supervisions.map((each) => (each.reportedAt === null ? { ...each, ...said } : each)) };
}

type Asked = Pick<SupervisionFact, 'kind' | 'level' | 'text'> & { no?: SupervisionFact['no']; dueAt?: Date };

/** Where nobody gives numbers (generated lives), the order counts its own. */
function addSheet(order: WorkOrder, asked: Asked, actor: Actor, now: Date): OrderChanges {
  const own = { year: Number(civilDateOf(now).slice(0, 4)), number: order.supervisions.length + 1 };
  const sheet: SupervisionFact = {
    ...asked,
    no: asked.no ?? own,
    dueAt: asked.dueAt?.toISOString() ?? null,
    at: now.toISOString(),
    by: actor.username,
    reportedAt: null,
    reportedBy: null,
    report: null,
  };
  return { supervisions: [...order.supervisions, sheet] };
}

function refusePast(dueAt: Date, now: Date): void {
  if (dueAt.getTime() <= now.getTime()) throw new DomainError('supervision_due');
}
