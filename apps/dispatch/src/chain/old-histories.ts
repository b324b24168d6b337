import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { OldHistoriesRepository } from './old-histories.repository';
import { SegmentsRepository } from './segments.repository';

/**
 * Chains the histories of a database from before there were chains, before anybody works with it. Only as long as no
 * segment was ever sealed: afterwards a history without a chain is one that somebody took it from.
 */
@Injectable()
export class OldHistories implements OnApplicationBootstrap {
  private readonly logger = new Logger(OldHistories.name);

  constructor(
    private readonly segments: SegmentsRepository,
    private readonly old: OldHistoriesRepository,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (await this.segments.newest()) return;
    let total = 0;
    for (;;) {
      const done = await this.old.chainSome();
      if (done === 0) break;
      total += done;
    }
    if (total > 0) this.logger.warn(`Chained the histories of ${String(total)} orders`);
  }
}
