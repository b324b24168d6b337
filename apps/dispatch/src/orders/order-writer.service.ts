import { Injectable } from '@nestjs/common';
import { type Action, sheetLabel, type SplitRequested } from '@minsheng/contracts';
import {
  civilDateOf,
  type Decision,
  isOpen,
  maskText,
  redForYellows,
  type RuleContext,
  type WorkOrder,
} from '@minsheng/domain';
import { isDuplicateKey, LostRace, SearchIndex } from '@minsheng/platform';
import { OrderNews } from '../notices/order-news.service';
import { type NewCard, SupervisionRepository } from '../supervision/supervision.repository';
import { type WorkOrderEntity } from './order.entity';
import { OrdersRepository } from './orders.repository';

/** Stores what was decided on an order, by a person or by the sweep, with everything that follows from it. */
@Injectable()
export class OrderWriter {
  constructor(
    private readonly orders: OrdersRepository,
    private readonly supervision: SupervisionRepository,
    private readonly news: OrderNews,
    private readonly search: SearchIndex,
  ) {}

  /**
   * Call inside a transaction. Gives the order as it then stands; null when somebody else was faster, and nothing was
   * written.
   * @throws LostRace when another card or sheet took the number meanwhile: the whole transaction is tried again
   */
  async store(order: WorkOrderEntity, decision: Decision, context: RuleContext): Promise<WorkOrderEntity | null> {
    if (!(await this.orders.store(order, decision, context.units))) return null;
    const after: WorkOrderEntity = { ...order, ...decision.order };
    if (!order.confidential && decision.changes.publicReply !== undefined) {
      await this.search.put('order_search', order.id, searchText(decision.order));
    }
    await this.news.tell(decision, context.units);
    try {
      return await this.supervise(order, after, context);
    } catch (error) {
      throw isDuplicateKey(error) ? new LostRace() : error;
    }
  }

  /** The matters taken out of an order are registered by intake, each as an appeal of its own. */
  requestParts(request: SplitRequested): Promise<void> {
    return this.news.requestParts(request);
  }

  /** A supervision sheet or instruction is given its number in the transaction that stores it: none is lost. */
  async numbered(action: Action, input: object, now: Date): Promise<object> {
    if (action !== 'supervise' && action !== 'note_instruction') return input;
    const kind = action === 'supervise' ? 'sheet' : 'instruction';
    return { ...input, no: await this.supervision.nextNumber(kind, Number(civilDateOf(now).slice(0, 4))) };
  }

  /** Keeps the ledgers of cards and sheets; a yellow card may be the one too many. */
  private async supervise(before: WorkOrder, after: WorkOrderEntity, context: RuleContext): Promise<WorkOrderEntity> {
    if (sheetsMove(before, after)) await this.supervision.putSheets(after);
    let order = after;
    for (const card of cardsOf(before, after)) {
      await this.supervision.addCard(card);
      if (card.level === 'yellow' && !order.quiet) order = await this.countYellows(order, card, context);
    }
    return order;
  }

  private async countYellows(order: WorkOrderEntity, card: NewCard, context: RuleContext): Promise<WorkOrderEntity> {
    const { unitCode } = card;
    const cards = await this.supervision.unspentYellows(unitCode, card.at);
    const red = redForYellows(order, { unitCode, yellows: cards.length }, context);
    const stored = red && (await this.store(order, red, context));
    if (!stored) return order;
    await this.supervision.spend(cards);
    return stored;
  }
}

/** What a search finds an order by (rules §9), as far as it is shown: a number that is masked cannot be searched for. */
export function searchText(order: Pick<WorkOrder, 'title' | 'content' | 'publicReply' | 'location'>): string {
  const texts = [order.title, order.content, order.location, order.publicReply];
  return maskText(texts.filter((text) => text !== null).join('\n'));
}

function sheetsMove(before: WorkOrder, after: WorkOrder): boolean {
  if (after.supervisions.length === 0) return false;
  return (
    before.supervisions !== after.supervisions ||
    before.leadUnitCode !== after.leadUnitCode ||
    isOpen(before.state) !== isOpen(after.state)
  );
}

/** Cards that a unit was shown with this step: by the sweep, or with a supervisor's sheet. */
function cardsOf(before: WorkOrder, after: WorkOrder): readonly NewCard[] {
  const orderCode = after.code;
  const swept = after.warnings.slice(before.warnings.length).flatMap(({ level, unitCode, at, ...fact }): NewCard[] => {
    if (level === null || level === 'escalated' || unitCode === null) return [];
    return [
      { orderCode, unitCode, level, step: fact.step, cause: fact.cause, at: new Date(Date.parse(at)), givenBy: null },
    ];
  });
  const given = after.supervisions
    .slice(before.supervisions.length)
    .flatMap(({ kind, no, level, at, by }): NewCard[] => {
      const unitCode = after.leadUnitCode;
      if (level === null || level === 'escalated' || unitCode === null) return [];
      const card = { orderCode, unitCode, level, step: sheetLabel(kind, no), givenBy: by };
      return [{ ...card, cause: 'supervised', at: new Date(Date.parse(at)) }];
    });
  return [...swept, ...given];
}
