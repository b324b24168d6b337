import { Injectable, Logger } from '@nestjs/common';
import { type AppealJoined, type EventEnvelope, type GroupAlert, type LetterRated } from '@minsheng/contracts';
import { DomainError, joinOrder, markGroup, openOrder, rateByCode } from '@minsheng/domain';
import { Handles, HandlesMany, Outbox, SearchIndex } from '@minsheng/platform';
import { RelationsRepository } from '../merging/relations.repository';
import { UnitsService } from '../units/units.service';
import { toOrderChanged } from './order-event';
import { OrdersRepository } from './orders.repository';
import { searchText } from './order-writer.service';
import { OrdersService } from './orders.service';

/** What intake tells: an appeal became an order, a caller joined one, a citizen rated one. */
@Injectable()
export class IntakeEventsHandler {
  private readonly logger = new Logger(IntakeEventsHandler.name);

  constructor(
    private readonly orders: OrdersRepository,
    private readonly service: OrdersService,
    private readonly units: UnitsService,
    private readonly outbox: Outbox,
    private readonly search: SearchIndex,
    private readonly relations: RelationsRepository,
  ) {}

  /** What arrived together is stored together: a few statements for all of them instead of a few for each. */
  @HandlesMany(['intake.order-requested'], { consumer: 'dispatch.open-order' })
  async open(envelopes: readonly EventEnvelope<'intake.order-requested'>[]): Promise<void> {
    const born = envelopes.map(({ payload }) => ({ ...openOrder(payload), contact: payload.contact }));
    const ids = await this.orders.addAll(born, await this.units.tree());
    const readable = born.filter(({ order }) => !order.confidential);
    await this.search.putMany(
      'order_search',
      readable.map(({ order }) => ({ id: ids.get(order.code) ?? 0, text: searchText(order) })),
    );
    for (const decision of born) {
      await this.outbox.add('dispatch.order-changed', decision.order.code, toOrderChanged(decision));
    }
  }

  @Handles('intake.appeal-joined', { consumer: 'dispatch.join-order' })
  async join(joined: AppealJoined): Promise<void> {
    await this.relations.addCaller(joined);
    const order = await this.service.apply(joined.orderCode, (found, context) => joinOrder(found, joined, context));
    if (!order?.follows || order.mergedInto === null) return;
    // Whoever presses for a merged order presses for the one that it follows, which counts all callers.
    await this.service.apply(order.mergedInto, (main, context) => joinOrder(main, joined, context));
  }

  /** Marks every order of the alert; those that are over, or marked already, are left alone. */
  @Handles('intake.group-alert', { consumer: 'dispatch.group-alert' })
  async alert(alert: GroupAlert): Promise<void> {
    for (const code of alert.orderCodes) {
      await this.service.apply(code, (order, context) => markGroup(order, alert, context));
    }
  }

  /** Intake has judged that the letter may be rated; a rating that comes too late all the same is logged, not retried. */
  @Handles('intake.letter-rated', { consumer: 'dispatch.rate-order' })
  async rate(rating: LetterRated): Promise<void> {
    try {
      await this.service.apply(rating.orderCode, (order, context) => rateByCode(order, rating, context));
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'rating_not_open') throw error;
      this.logger.warn(`rating of ${rating.letterCode} came too late`);
    }
  }
}
