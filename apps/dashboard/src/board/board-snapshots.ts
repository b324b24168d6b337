import { type BoardSnapshot } from '@minsheng/contracts';
import { formatScope, type Scope } from '@minsheng/domain';
import { Clock, UnitOfWork } from '@minsheng/platform';
import { Injectable } from '@nestjs/common';
import { BoardService } from './board.service';
import { FeedRepository } from './feed.repository';

/** How long a scope is computed and sent after somebody was last seen watching it. */
export const WATCH_MS = 90_000;
/** Within this time a snapshot may serve another viewer, if no patch was counted since. */
const SHARED_MS = 200;
/** After so many the viewer is left to ask again by itself. */
const MOST_TRIES = 3;

interface Shared {
  readonly board: BoardSnapshot;
  readonly at: number;
}

/** Snapshots for the many: hundreds of walls that reconnect at once cost a few computations, not hundreds. */
@Injectable()
export class BoardSnapshots {
  private readonly shared = new Map<string, Shared>();
  private readonly watchedAt = new Map<string, number>();
  private readonly running = new Map<string, Promise<BoardSnapshot>>();

  constructor(
    private readonly uow: UnitOfWork,
    private readonly boards: BoardService,
    private readonly feed: FeedRepository,
    private readonly clock: Clock,
  ) {}

  /** For somebody who has joined the scope's room and will get every patch from now on. */
  async forWatcher(scope: Scope): Promise<BoardSnapshot> {
    const key = formatScope(scope);
    const seq = await this.feed.seq(key);
    const last = this.shared.get(key);
    if (last && last.board.seq === seq && this.clock.now().getTime() - last.at < SHARED_MS) return last.board;
    // A patch counted while the picture was taken reaches the viewer before it: then a newer picture is taken.
    let board = await (this.running.get(key) ?? this.compute(scope, key));
    for (let tries = 0; tries < MOST_TRIES && board.seq < (await this.feed.seq(key)); tries += 1) {
      board = await this.compute(scope, key);
    }
    return board;
  }

  private async compute(scope: Scope, key: string): Promise<BoardSnapshot> {
    const work = this.take(scope, key).finally(() => this.running.delete(key));
    this.running.set(key, work);
    return work;
  }

  private async take(scope: Scope, key: string): Promise<BoardSnapshot> {
    const now = this.clock.now();
    const until = new Date(now.getTime() + WATCH_MS);
    // Watched before it is looked at: a change between the two would be neither in the picture nor in a patch.
    if (now.getTime() - (this.watchedAt.get(key) ?? -Infinity) > WATCH_MS / 3) {
      await this.uow.run(() => this.feed.watch(key, until, false));
      this.watchedAt.set(key, now.getTime());
    }
    const { board, ahead } = await this.boards.snapshot(scope);
    if (ahead) await this.uow.run(() => this.feed.watch(key, until, true));
    this.shared.set(key, { board, at: now.getTime() });
    return board;
  }
}
