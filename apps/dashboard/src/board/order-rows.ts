import { type AppealRegistered, type OrderChanged } from '@minsheng/contracts';
import {
  appealContributions,
  callbackContributions,
  type Contribution,
  END_OF_TIME,
  holdAsOf,
  isOpen,
  lampOf,
  nextLampChange,
  openContribution,
  type Placement,
  replyAsOf,
  scoreAppeal,
  scoreCallbacks,
  scoreTurn,
  turnContributions,
  type WorkingCalendar,
} from '@minsheng/domain';
import { type BoardAppealEntity } from './board-appeal.entity';
import { type BoardCallbackEntity } from './board-callback.entity';
import { type BoardOrderEntity } from './board-order.entity';
import { type BoardTurnEntity } from './board-turn.entity';

/** An order with its turns, as the board stores it. */
export interface BoardOrderRows {
  readonly order: BoardOrderEntity;
  readonly turns: readonly BoardTurnEntity[];
}

/** The rows that stand for an order's facts. Pure: the same event always gives the same rows. */
export function rowsOf(event: OrderChanged, calendar: WorkingCalendar): BoardOrderRows {
  const lamp = lampFacts(event, calendar);
  const shared = {
    channel: event.channel,
    kind: event.kind,
    categoryCode: event.categoryCode,
    townshipCode: event.townshipCode,
    weight: event.appealCount,
  };
  const order: BoardOrderEntity = {
    ...shared,
    ...lamp,
    code: event.code,
    seq: event.seq,
    subjectUnitCode: event.subjectUnitCode,
    leadUnitCode: event.leadUnitCode,
    title: event.title,
    state: event.state,
    isOpen: isOpen(event.state),
    round: event.round,
    imported: event.imported,
    receivedAt: new Date(event.receivedAt),
    lastAction: event.lastAction,
    lastActionAt: new Date(event.lastActionAt),
    callbacks: event.callbacks,
  };
  const turns = event.turns.map((facts): BoardTurnEntity => ({
    ...shared,
    ...scoreTurn({ ...facts, kind: event.kind }),
    orderCode: event.code,
    turn: facts.turn,
    unitCode: facts.unitCode,
    dispatchedAt: new Date(facts.dispatchedAt),
    signDueAt: facts.signDueAt === null ? null : new Date(facts.signDueAt),
    leftAt: facts.leftAt === null ? null : new Date(facts.leftAt),
    facts,
  }));
  return { order, turns };
}

/** A lamp burns while the unit owes a reply; the day on which it turns yellow follows from its limit. */
function lampFacts(event: OrderChanged, calendar: WorkingCalendar): Pick<BoardOrderEntity, 'lampDueAt' | 'yellowAt'> {
  const turn = event.turns.at(-1);
  const due = turn?.dues.at(-1);
  const owes = turn && due && isOpen(event.state) && turn.leftAt === null && !replyAsOf(turn.replies, END_OF_TIME);
  if (!owes || holdAsOf(turn, END_OF_TIME)) return { lampDueAt: null, yellowAt: null };
  const startAt = new Date(turn.dispatchedAt);
  const dueAt = new Date(due.dueAt);
  const burning = { open: true, startAt, dueAt };
  const isGreen = lampOf(burning, startAt, calendar) === 'green';
  return { lampDueAt: dueAt, yellowAt: isGreen ? nextLampChange(burning, startAt, calendar) : startAt };
}

function placementOf(row: Omit<Placement, 'unitCode'>, unitCode: string | null): Placement {
  return {
    unitCode,
    channel: row.channel,
    kind: row.kind,
    categoryCode: row.categoryCode,
    townshipCode: row.townshipCode,
  };
}

/** Everything that an order adds to the tallies. Taken from the rows, so that what is taken off is what was added. */
export function contributionsOf({ order, turns }: BoardOrderRows): Contribution[] {
  return [
    ...openContribution(order.isOpen, placementOf(order, order.leadUnitCode)),
    ...turns.flatMap((row) => turnContributions(row, placementOf(row, row.unitCode), row.weight)),
    ...callbackContributions(order.callbacks, placementOf(order, null)),
  ];
}

/** The rows of an order's calls and ratings. */
export function callbackRowsOf(order: BoardOrderEntity): BoardCallbackEntity[] {
  return scoreCallbacks(order.callbacks).map((score, index) => ({
    ...placementOf(order, order.callbacks[index]?.unitCode ?? null),
    kind: order.kind,
    ...score,
    orderCode: order.code,
    attempt: index + 1,
  }));
}

export function appealRowOf(event: AppealRegistered): BoardAppealEntity {
  return {
    code: event.appealCode,
    orderCode: event.orderCode,
    outcome: event.outcome,
    channel: event.channel,
    kind: event.kind,
    categoryCode: event.categoryCode,
    townshipCode: event.townshipCode,
    registeredAt: new Date(event.registeredAt),
    ...scoreAppeal(event),
  };
}

export function appealContributionsOf(row: BoardAppealEntity): Contribution[] {
  return appealContributions({ ...row, registeredAt: row.registeredAt.toISOString() }, placementOf(row, null));
}
