import { lampOf, nextLampChange, startOfDay } from '../deadline';
import { dueDayOf, instantOf } from '../deadline/civil-date';
import { isOpen, owesReply, type WorkOrder } from '../order/order';
import { instant, reminder, type Step, type StepTables, turnOf } from './step';

/** A limit that is short from its beginning is reminded of when this much of it is left (rules §5 亮灯). */
const SHORT_LEFT = 0.3;

/** What the units on an order are reminded of: an approaching due time, and the smaller limits that passed. */
export function unitSteps(order: WorkOrder, tables: StepTables): readonly Step[] {
  if (!isOpen(order.state)) return [];
  return [
    ...dueSoon(order, tables),
    ...smallLimits(order),
    ...coUnits(order),
    ...reviewDate(order),
    ...reportsOwed(order),
  ];
}

/** Once for each due time of a turn: an extension brings a reminder of its own. */
function dueSoon(order: WorkOrder, { calendar }: StepTables): readonly Step[] {
  const { dueAt } = order;
  const turn = order.turns.at(-1);
  if (!dueAt || !turn || !owesReply(order)) return [];
  const startAt = instant(turn.dispatchedAt);
  const burning = { open: true, startAt, dueAt };
  const green = lampOf(burning, startAt, calendar) === 'green';
  const yellow = green ? nextLampChange(burning, startAt, calendar) : null;
  const key = `due_soon:${String(turn.turn)}:${dueAt.toISOString()}`;
  const at = yellow ?? shortOf(startAt, dueAt);
  return [{ key, action: 'remind', cause: 'due_soon', level: null, unitCode: order.leadUnitCode, at }];
}

/** A limit whose lamp is yellow from the start: at the beginning of the due day, or when little of it is left. */
function shortOf(startAt: Date, dueAt: Date): Date {
  const little = dueAt.getTime() - SHORT_LEFT * (dueAt.getTime() - startAt.getTime());
  const dueDay = instantOf(dueDayOf(dueAt)).getTime();
  return new Date(dueDay > startAt.getTime() ? Math.min(little, dueDay) : little);
}

function smallLimits(order: WorkOrder): readonly Step[] {
  const key = String(turnOf(order));
  const { state } = order;
  const unsigned = state === 'awaiting_sign' && order.signedAt === null;
  const untold = (state === 'awaiting_sign' || state === 'handling') && order.contactedAt === null;
  const unanswered = owesReply(order) && order.prelimMetAt === null;
  return [
    ...reminder(order, 'sign_overdue', { key, limit: unsigned ? order.signDueAt : null }),
    ...reminder(order, 'contact_overdue', { key, limit: untold ? order.contactDueAt : null }),
    ...reminder(order, 'prelim_overdue', { key, limit: unanswered ? order.prelimDueAt : null }),
  ];
}

function coUnits(order: WorkOrder): readonly Step[] {
  if (order.state !== 'awaiting_sign' && order.state !== 'handling') return [];
  return order.coWork.flatMap(({ unitCode, addedAt, dueAt, opinionAt }) => {
    const limit = dueAt !== null && opinionAt === null ? instant(dueAt) : null;
    return reminder(order, 'co_unit_overdue', { key: `${unitCode}:${addedAt}`, limit, unitCode });
  });
}

/** The day on which a leader wanted to look at a long-term item again has come. */
function reviewDate(order: WorkOrder): readonly Step[] {
  const { suspension } = order;
  if (order.state !== 'suspended' || !suspension) return [];
  const { since, reviewDate: day } = suspension;
  const at = startOfDay(day);
  const unitCode = order.leadUnitCode;
  return [{ key: `review_date:${since}`, action: 'remind', cause: 'review_date', level: null, unitCode, at }];
}

function reportsOwed(order: WorkOrder): readonly Step[] {
  return order.supervisions.flatMap(({ kind, no, dueAt, reportedAt }) => {
    const limit = dueAt !== null && reportedAt === null ? instant(dueAt) : null;
    return reminder(order, 'report_overdue', { key: `${kind}:${String(no.year)}:${String(no.number)}`, limit });
  });
}
