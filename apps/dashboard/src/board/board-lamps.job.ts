import { Settings, UnitOfWork } from '@minsheng/platform';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { BoardFeed } from './board-feed';
import { BoardRepository } from './board.repository';
import { type BoardOrderRows, lampFacts } from './order-rows';

const PAGE = 200;
const LOOK_MS = 3_000;

/**
 * Under another calendar a lamp turns yellow at another time, also where the due time stays (a limit in hours or days). The
 * orders whose due time moves tell so by event; this goes over the others when the calendar in force changes, and once after
 * a start, because it may have changed meanwhile. Each replica does it for itself: doing it twice changes nothing.
 */
@Injectable()
export class BoardLamps implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(BoardLamps.name);
  private timer: ReturnType<typeof setInterval> | undefined;
  private judgedBy = 0;
  private busy = false;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly board: BoardRepository,
    private readonly feed: BoardFeed,
    private readonly settings: Settings,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.look().catch((error: unknown) => this.logger.error('Lamps could not be judged by the new calendar', error));
    }, LOOK_MS);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Goes over the lamps if another calendar came into force since. */
  async look(): Promise<void> {
    const version = this.settings.calendarVersion();
    if (this.busy || version === this.judgedBy) return;
    this.busy = true;
    try {
      await this.judgeAll();
      this.judgedBy = version;
    } finally {
      this.busy = false;
    }
  }

  /** How many lamps turn yellow at another time now. */
  async judgeAll(): Promise<number> {
    let moved = 0;
    for (let after = ''; ;) {
      const page = await this.board.burning(after, PAGE);
      const last = page.at(-1);
      if (!last) break;
      moved += await this.judge(page);
      after = last.order.code;
    }
    if (moved > 0) await this.feed.changed(new Set(['county']));
    return moved;
  }

  private async judge(page: readonly BoardOrderRows[]): Promise<number> {
    const calendar = this.settings.current();
    const others = page.flatMap(({ order, turns }) => {
      const facts = [...turns].sort((a, b) => a.turn - b.turn).map((row) => row.facts);
      const { yellowAt } = lampFacts({ state: order.state, turns: facts }, calendar);
      return yellowAt?.getTime() === order.yellowAt?.getTime() ? [] : [{ order, yellowAt }];
    });
    if (others.length === 0) return 0;
    return this.uow.run(async () => {
      let moved = 0;
      for (const { order, yellowAt } of others) if (await this.board.setYellow(order, yellowAt)) moved += 1;
      return moved;
    });
  }
}
