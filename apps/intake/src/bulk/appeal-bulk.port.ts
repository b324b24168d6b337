import { Injectable } from '@nestjs/common';
import { type OrderChanged } from '@minsheng/contracts';
import { UnitOfWork } from '@minsheng/platform';
import { AppealsRepository } from '../appeals/appeals.repository';
import { type NewAppeal } from '../appeals/new-appeal';
import { OrderNumbers } from '../appeals/order-numbers.repository';
import { toProgress } from '../orders/order-changed.handler';
import { OrderProgressRepository } from '../orders/order-progress.repository';
import { PublishedReplies } from '../replies/published-replies';

/** Loads appeals in bulk inside the caller's transaction of at most 500 rows; told to nobody by event (contract.md). */
@Injectable()
export class AppealBulkPort {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly appeals: AppealsRepository,
    private readonly progress: OrderProgressRepository,
    private readonly numbers: OrderNumbers,
    private readonly replies: PublishedReplies,
  ) {}

  /** Stores appeals, and how the orders they raised stand. */
  async load(appeals: readonly NewAppeal[], orders: readonly OrderChanged[]): Promise<void> {
    await this.uow.run(async () => {
      if (appeals.length > 0) await this.appeals.addAll(appeals);
      await this.progress.addAll(orders.map(toProgress));
      await this.replies.follow(orders);
    });
  }

  /** The first of `count` fresh numbers of a day (yyyy-MM-dd), never given out again. */
  takeNumbers(day: string, count: number): Promise<number> {
    return this.uow.run(() => this.numbers.takeMany(day, count));
  }

  /** Digest of each imported case that is there already, by its identity `channel:id`. */
  sourceDigests(sourceKeys: readonly string[]): Promise<Map<string, string | null>> {
    return this.appeals.sourceDigests(sourceKeys);
  }
}
