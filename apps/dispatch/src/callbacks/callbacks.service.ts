import { Injectable } from '@nestjs/common';
import { type CallbackRow, type Page, RESULT_LABELS } from '@minsheng/contracts';
import { type Actor, computeDue, halfDayOf, maskText, type WorkOrder } from '@minsheng/domain';
import { decodeNumbers, encodeCursor } from '@minsheng/platform';
import { toRow } from '../orders/order-view';
import { RuleContexts, type ViewContext } from '../orders/rule-context.provider';
import { CallbacksRepository } from './callbacks.repository';

const PAGE = 50;
const SUMMARY = 60;
/** Own cases are passed over; more than these are not looked at for one page. */
const SCANNED = 3;

/** The callback agent's work list: whom to ask whether it was solved. */
@Injectable()
export class CallbacksService {
  constructor(
    private readonly callbacks: CallbacksRepository,
    private readonly contexts: RuleContexts,
  ) {}

  /** Without cases that the agent registered or handled: those are another's to ask about (rules §4). */
  async list(query: { limit?: number; cursor?: string }, actor: Actor): Promise<Page<CallbackRow>> {
    const limit = query.limit ?? PAGE;
    const [at, id] = decodeNumbers(query.cursor, 2) ?? [];
    const after = at === undefined || id === undefined ? null : { at: new Date(at), id };
    const context = await this.contexts.now();
    const scanned = limit * SCANNED;
    const orders = await this.callbacks.waiting(after, scanned + 1);
    const items: CallbackRow[] = [];
    let seen = 0;
    for (const order of orders.slice(0, scanned)) {
      if (items.length === limit) break;
      seen += 1;
      if (!order.participants.includes(actor.username)) items.push(callbackRow(order, context));
    }
    const last = orders[seen - 1];
    const nextCursor = !last || seen === orders.length ? null : encodeCursor([last.receivedAt.getTime(), last.id]);
    return { items, nextCursor };
  }
}

function callbackRow(order: WorkOrder, context: ViewContext): CallbackRow {
  const { now, calendar, limits } = context;
  const acceptedAt = order.turns.at(-1)?.replies.at(-1)?.acceptedAt ?? null;
  const due = acceptedAt ? computeDue(new Date(acceptedAt), limits.procedure.callback, calendar).dueAt : null;
  const missed = order.callbacks.filter((each) => each.round === order.round && each.outcome === 'not_reached');
  const here = halfDayOf(now);
  return {
    ...toRow(order, context),
    acceptedAt,
    callbackDueAt: due?.toISOString() ?? null,
    callbackLate: due !== null && due.getTime() < now.getTime(),
    resultLabel: order.resultCode === null ? null : RESULT_LABELS[order.resultCode],
    replySummary: order.confidential || order.publicReply === null ? null : summary(maskText(order.publicReply)),
    attempts: missed.map((each) => each.at),
    triedThisHalfDay: missed.some((each) => halfDayOf(new Date(each.at)) === here),
    redoAsked: order.redoAsked,
  };
}

/** The first words of a reply, enough to know the case by. */
function summary(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= SUMMARY ? line : `${line.slice(0, SUMMARY)}…`;
}
