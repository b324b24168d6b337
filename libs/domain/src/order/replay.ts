import { type HistoryAction, type OrderState } from '@minsheng/contracts';
import { type HistoryRecord, isOpen, type WorkOrder } from './order';
import { ARCHIVED_FROM, INITIAL_STATES, isAction, targetsOf, TRANSITIONS } from './transitions';

export interface ReplayProblem {
  readonly seq: number;
  readonly problem: string;
}

/** Walks a history through the table: every step must be legal, without gap, and end where the order stands. */
export function replay(
  history: readonly Pick<HistoryRecord, 'seq' | 'action' | 'fromState' | 'toState' | 'round'>[],
  order: Pick<WorkOrder, 'state' | 'seq' | 'round'>,
): readonly ReplayProblem[] {
  const problems: ReplayProblem[] = [];
  let state: OrderState | null = null;
  let round = 0;
  history.forEach((row, index) => {
    const say = (problem: string): void => void problems.push({ seq: row.seq, problem });
    if (row.seq !== index + 1) say(`expected seq ${String(index + 1)}`);
    if (row.fromState !== state) say(`starts from ${String(row.fromState)}, order was ${String(state)}`);
    if (!isLegal(row.action, row.fromState, row.toState)) say(`${row.action} may not lead to ${row.toState}`);
    state = row.toState;
    round = row.round;
  });
  if (state !== order.state)
    problems.push({ seq: order.seq, problem: `history ends in ${String(state)}, order is ${order.state}` });
  if (history.length !== order.seq)
    problems.push({ seq: order.seq, problem: `history has ${String(history.length)} rows` });
  if (round !== order.round) problems.push({ seq: order.seq, problem: `history ends in round ${String(round)}` });
  return problems;
}

/** Steps of the sweep that move nothing: a notice, a card. */
const SWEPT: readonly HistoryAction[] = ['remind', 'warn_blue', 'card_yellow', 'card_red', 'escalate', 'chase'];

function isLegal(action: HistoryAction, from: OrderState | null, to: OrderState): boolean {
  if (action === 'open') return from === null && INITIAL_STATES.includes(to);
  if (action === 'import') return from === null && (to === 'closed' || to === 'awaiting_dispatch');
  if (from === null) return false;
  if (action === 'rate') return to === from || (from === 'awaiting_callback' && to === 'handling');
  if (action === 'recompute') return to === from;
  // A caller may join an order that closed a moment ago: recorded without moving it. One who complains of the lead unit
  // takes the order away from it.
  if (action === 'urge') return to === from || to === 'awaiting_dispatch';
  if (action === 'absorb' || action === 'detach' || action === 'group_alert') return to === from;
  // A merged order goes wherever its main order goes, and back to the desk when that one ends.
  if (action === 'follow') return isOpen(from);
  if (action === 'archive') return to === 'archived' && ARCHIVED_FROM.includes(from);
  if (SWEPT.includes(action)) return to === from;
  return isAction(action) && TRANSITIONS[action].from.includes(from) && targetsOf(action, from).includes(to);
}
