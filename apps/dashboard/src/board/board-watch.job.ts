import { Clock, UnitOfWork } from '@minsheng/platform';
import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { BoardRooms } from './board-rooms';
import { WATCH_MS } from './board-snapshots';
import { FeedRepository } from './feed.repository';

/** Each replica says which scopes its own sockets watch; the publisher computes no others. */
@Injectable()
export class BoardWatchJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(BoardWatchJob.name);
  private timer: ReturnType<typeof setInterval> | null = null;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly feed: FeedRepository,
    private readonly rooms: BoardRooms,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.renew().catch((error: unknown) => this.logger.error('Watched scopes could not be renewed', error));
    }, WATCH_MS / 3);
  }

  beforeApplicationShutdown(): void {
    if (this.timer) clearInterval(this.timer);
  }

  private async renew(): Promise<void> {
    const until = new Date(this.clock.now().getTime() + WATCH_MS);
    for (const scope of this.rooms.localScopes()) await this.uow.run(() => this.feed.watch(scope, until, false));
  }
}
