import { Injectable, Logger } from '@nestjs/common';
import { type AppealJoined, type LetterRated, type OrderRequested } from '@minsheng/contracts';
import { DomainError, joinOrder, openOrder, rateByCode } from '@minsheng/domain';
import { Clock, Handles, Outbox, SearchIndex } from '@minsheng/platform';
import { UnitsService } from '../units/units.service';
import { toOrderChanged } from './order-event';
import { OrdersRepository } from './orders.repository';
import { OrdersService, searchText } from './orders.service';

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
    private readonly clock: Clock,
  ) {}

  @Handles('intake.order-requested', { consumer: 'dispatch.open-order' })
  async open(request: OrderRequested): Promise<void> {
    const decision = openOrder(request);
    const id = await this.orders.add(decision, request.contact, await this.units.tree());
    if (!request.confidential) await this.search.put('order_search', id, searchText(decision.order));
    await this.outbox.add('dispatch.order-changed', request.orderCode, toOrderChanged(decision));
  }

  @Handles('intake.appeal-joined', { consumer: 'dispatch.join-order' })
  join(joined: AppealJoined): Promise<void> {
    return this.service.apply(joined.orderCode, (order) =>
      joinOrder(order, joined.appealCode, joined.text, joined.registeredBy, this.clock.now()),
    );
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
