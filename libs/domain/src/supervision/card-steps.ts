import { type StepCause } from '@minsheng/contracts';
import { shiftDueByWorkdays } from '../deadline';
import { isOpen, owesReply, type WorkOrder } from '../order/order';
import { instant, justAfter, type Step, type StepTables, turnOf } from './step';

/**
 * The ladder of rules §5: blue on overdue, yellow after one working day or at the second redo, red after three working
 * days, the leader when it was redone three times or returned by three units. Praise is passed on, not assessed: no cards.
 */
export function cardSteps(order: WorkOrder, tables: StepTables): readonly Step[] {
  if (order.state === 'archived') return [];
  return [...overdueSteps(order, tables), ...redoCard(order, tables), ...escalations(order, tables)];
}

/** The key of a turn's red card, whatever brought it: a turn is shown one. */
export function redKey(order: WorkOrder): string {
  return `red:${String(turnOf(order))}`;
}

/**
 * A reply ends the ladder but takes nothing back: what had come due before it is recorded all the same, also after a
 * stop of the sweep. So the cards of a unit do not depend on when somebody swept.
 */
function overdueSteps(order: WorkOrder, { calendar, rules }: StepTables): readonly Step[] {
  const { dueAt, repliedAt, leadUnitCode } = order;
  if (!dueAt || leadUnitCode === null || !(owesReply(order) || repliedAt)) return [];
  const { yellowWorkdays, redWorkdays } = rules.supervision;
  const turn = String(turnOf(order));
  const after = (workdays: number): Date => justAfter(shiftDueByWorkdays(dueAt, workdays, calendar));
  const shared = { cause: 'overdue', unitCode: leadUnitCode } as const;
  const steps: Step[] = [{ ...shared, key: `blue:${turn}`, action: 'warn_blue', level: 'blue', at: justAfter(dueAt) }];
  if (order.kind !== 'praise') {
    steps.push(
      { ...shared, key: `yellow:${turn}`, action: 'card_yellow', level: 'yellow', at: after(yellowWorkdays) },
      { ...shared, key: redKey(order), action: 'card_red', level: 'red', at: after(redWorkdays) },
    );
  }
  // While the hotline decides a return the unit is shown nothing: the decision may move the limit (rules §4).
  const until = repliedAt ?? (order.state === 'return_pending' ? order.returnRequestedAt : null);
  return steps.filter(({ at }) => until === null || at.getTime() <= until.getTime());
}

/** Shown to the unit that has it redone, when the round begins. */
function redoCard(order: WorkOrder, { rules }: StepTables): readonly Step[] {
  const turn = order.turns.find(({ round }) => round === 1 + rules.supervision.yellowRedo);
  if (!turn || turn.unitCode === null || order.kind === 'praise') return [];
  const shared = { action: 'card_yellow', level: 'yellow', cause: 'redo' } as const;
  return [{ ...shared, key: 'yellow:redo', unitCode: turn.unitCode, at: instant(turn.dispatchedAt) }];
}

function escalations(order: WorkOrder, { rules }: StepTables): readonly Step[] {
  if (!isOpen(order.state)) return [];
  const { escalateRedos, escalateReturningUnits } = rules.supervision;
  const redone = order.turns.find(({ round }) => round === 1 + escalateRedos)?.dispatchedAt ?? null;
  return [
    ...escalation(order, 'redo', redone),
    ...escalation(order, 'returns', nthReturn(order, escalateReturningUnits)),
  ];
}

function escalation(order: WorkOrder, cause: StepCause, since: string | null): readonly Step[] {
  if (since === null) return [];
  const shared = { action: 'escalate', level: 'escalated', unitCode: order.leadUnitCode } as const;
  return [{ ...shared, key: `escalate:${cause}`, cause, at: instant(since) }];
}

/** When the n-th different unit had given the order back. */
function nthReturn(order: WorkOrder, n: number): string | null {
  const units = new Set<string | null>();
  for (const { unitCode, leftAt, leftBy } of order.turns) {
    if (leftBy !== 'return') continue;
    units.add(unitCode);
    if (units.size === n) return leftAt;
  }
  return null;
}
