import { type OrderChanges, type WorkOrder } from './order';
import { withdrawn } from './publication-rules';
import { type RuleContext } from './rule-context';
import { beginTurn, givenTimes } from './turns';

/** A new round with its own clock, with the unit that handled the last one (rules §4 `redo`). */
export function redoChanges(order: WorkOrder, context: RuleContext): OrderChanges {
  const times = { ...givenTimes(order, true, context.now, context), signDueAt: null };
  const round = order.round + 1;
  return {
    ...beginTurn({ ...order, round }, order.leadUnitCode, times, context.now),
    round,
    state: 'handling',
    redoCount: order.redoCount + 1,
    redoAsked: false,
    closedAt: null,
    publication: withdrawn(order.publication, null, context.now),
  };
}
