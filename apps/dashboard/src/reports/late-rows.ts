import { KIND_LABELS, type OverdueCaseRow, SHIPPED_CHANNELS, STATE_LABELS } from '@minsheng/contracts';
import {
  dueAsOf,
  judgeDue,
  type Period,
  stageOf,
  type UnitTree,
  type WorkingCalendar,
  workdaysLate,
} from '@minsheng/domain';
import { type OpenQuestion } from '../indicators/turn-sums.repository';
import { type ReportedOrder } from './reported-orders.repository';

export const NO_UNIT = '未指定单位';
const CHANNELS: ReadonlyMap<string, string> = new Map(SHIPPED_CHANNELS.map(({ code, label }) => [code, label]));

/** What it takes to write a late case down. */
export interface LateContext {
  readonly period: Period;
  readonly orders: ReadonlyMap<string, ReportedOrder>;
  readonly tree: UnitTree;
  readonly calendar: WorkingCalendar;
}

/** The late cases, and by unit those that wait for the decision on a timely extension (待决). */
export interface LateRows {
  readonly open: OverdueCaseRow[];
  readonly done: OverdueCaseRow[];
  readonly pending: readonly (string | null)[];
}

/** The late cases among judged turns, worst first: unreplied at the period's end, and replied late. */
export function lateRows(questions: readonly OpenQuestion[], context: LateContext): LateRows {
  const pending: (string | null)[] = [];
  const open: OverdueCaseRow[] = [];
  const done: OverdueCaseRow[] = [];
  for (const question of questions) {
    const verdict = judgeDue(question.turn, context.period);
    if (verdict.pending) pending.push(question.unitCode);
    if (verdict.lateOpen) open.push(rowOf(question, context, null));
    else if (verdict.lateDone) done.push(rowOf(question, context, verdict.repliedAt));
  }
  return { open: open.sort(worstFirst), done: done.sort(worstFirst), pending };
}

function worstFirst(a: OverdueCaseRow, b: OverdueCaseRow): number {
  return b.workdaysLate - a.workdaysLate || compare(a.dueAt, b.dueAt) || compare(a.orderCode, b.orderCode);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function rowOf(question: OpenQuestion, context: LateContext, repliedAt: string | null): OverdueCaseRow {
  const { turn, orderCode, unitCode, channel } = question;
  const { period, tree, calendar } = context;
  const order = context.orders.get(orderCode);
  const dueAt = dueAsOf(turn.dues, period.to.getTime()) ?? turn.dispatchedAt;
  // The period's end is the 24:00 of its last day: the day after has not begun yet.
  const until = repliedAt === null ? new Date(period.to.getTime() - 1) : new Date(repliedAt);
  const signed = turn.signedAt !== null && new Date(turn.signedAt) <= period.to;
  return {
    orderCode,
    round: turn.round,
    channel,
    channelLabel: CHANNELS.get(channel) ?? channel,
    kindLabel: KIND_LABELS[turn.kind],
    title: order?.title ?? '',
    unitCode,
    unitName: unitCode === null ? NO_UNIT : tree.name(unitCode),
    receivedAt: (order?.receivedAt ?? new Date(turn.dispatchedAt)).toISOString(),
    dispatchedAt: turn.dispatchedAt,
    signedAt: signed ? turn.signedAt : null,
    originalDueAt: turn.dues[0]?.dueAt ?? dueAt,
    dueAt,
    repliedAt,
    workdaysLate: Math.max(1, workdaysLate(new Date(dueAt), until, calendar)),
    stateLabel: STATE_LABELS[stateAt(question, order, period.to)],
  };
}

/** The order's own state where nothing happened since; for a period long past, the stage its facts tell of. */
function stateAt(
  { turn, unitCode }: OpenQuestion,
  order: ReportedOrder | undefined,
  at: Date,
): keyof typeof STATE_LABELS {
  const unchanged = order && order.lastActionAt <= at && order.leadUnitCode === unitCode;
  return unchanged ? order.state : stageOf(turn, at.getTime());
}
