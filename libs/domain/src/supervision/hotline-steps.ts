import { type StepCause } from '@minsheng/contracts';
import { pendingOf } from '../order/application-effects';
import { isOpen, type WorkOrder } from '../order/order';
import { instant, passed, type Step, type StepTables } from './step';

/** What waits for the hotline or a leader beyond its own limit (rules §5): a notice to them, never a unit's card. */
export function hotlineSteps(order: WorkOrder, tables: StepTables): readonly Step[] {
  if (!isOpen(order.state)) return [];
  const waits = waitingSince(order);
  const asked = pendingOf(order, 'extension');
  return [
    ...(waits ? [chase(waits.cause, waits.since, tables)] : []),
    ...(asked ? [chase('extension', instant(asked.at), tables)] : []),
  ];
}

type Chased = Extract<StepCause, 'instruction' | 'dispatch' | 'return' | 'review' | 'callback' | 'extension'>;

/** Each leader of a sequence has the whole limit, from when the one before has written. */
function waitingSince(order: WorkOrder): { readonly cause: Chased; readonly since: Date } | null {
  const since = order.stateSince;
  switch (order.state) {
    case 'awaiting_instruction': {
      const before = order.instructions.at(-1)?.at;
      const wrote = before === undefined ? since : instant(before);
      return { cause: 'instruction', since: wrote.getTime() > since.getTime() ? wrote : since };
    }
    case 'awaiting_dispatch':
      return { cause: 'dispatch', since };
    case 'return_pending':
      return { cause: 'return', since: order.returnRequestedAt ?? since };
    case 'awaiting_center_review':
      return { cause: 'review', since };
    case 'awaiting_callback':
      return { cause: 'callback', since };
    default:
      return null;
  }
}

function chase(cause: Chased, since: Date, tables: StepTables): Step {
  const { procedure } = tables.limits;
  const limits = {
    instruction: procedure.instruction,
    dispatch: procedure.dispatch,
    return: procedure.returnDecision,
    extension: procedure.returnDecision,
    review: procedure.review,
    callback: procedure.callback,
  };
  const key = `${cause}:${since.toISOString()}`;
  return { key, action: 'chase', cause, level: null, unitCode: null, at: passed(since, limits[cause], tables) };
}
