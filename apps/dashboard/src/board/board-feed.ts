import { UnitOfWork } from '@minsheng/platform';
import { Injectable } from '@nestjs/common';
import { FeedRepository } from './feed.repository';

/** Tells the publisher that figures moved: through the database, and at once where it runs in this process. */
@Injectable()
export class BoardFeed {
  private listener: (() => void) | null = null;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly feed: FeedRepository,
  ) {}

  /** Belongs to the transaction that moved the figures. */
  async changed(scopes: ReadonlySet<string>): Promise<void> {
    if (scopes.size === 0) return;
    await this.uow.run(() => this.feed.addChange([...scopes]));
    this.uow.afterCommit(() => this.listener?.());
  }

  onChange(listener: () => void): void {
    this.listener = listener;
  }
}
