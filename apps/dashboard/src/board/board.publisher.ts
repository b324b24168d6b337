import { Clock, SingleRun } from '@minsheng/platform';
import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { BoardFeed } from './board-feed';
import { BoardStream } from './board-stream';

/** At most four patches a second and room (rules §8). */
const PATCH_MS = 250;
const LEASE = 'dashboard.publisher';
const LEASE_SECONDS = 6;
const RENEW_MS = 2_000;
/** What time alone moves (lamps, overdue) is looked at this often. */
const CLOCK_MS = 60_000;

/** Runs the stream on the one replica that holds the board's lease. */
@Injectable()
export class BoardPublisher implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(BoardPublisher.name);
  private timer: ReturnType<typeof setInterval> | null = null;
  private working: Promise<void> | null = null;
  private holds = false;
  private renewedAt = -Infinity;
  private startedAt = -Infinity;
  private lookedAt = -Infinity;

  constructor(
    private readonly stream: BoardStream,
    private readonly feed: BoardFeed,
    private readonly single: SingleRun,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.feed.onChange(() => this.wake());
    this.timer = setInterval(() => this.wake(), PATCH_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    await this.working;
  }

  /** At once when nothing was sent for a while, otherwise at the next beat. */
  private wake(): void {
    const now = performance.now();
    if (this.working || !this.timer || now - this.startedAt < PATCH_MS - 5) return;
    this.startedAt = now;
    this.working = this.round(now)
      .catch((error: unknown) => {
        this.stream.forget();
        this.logger.error('The board could not be published; it is tried again', error);
      })
      .finally(() => (this.working = null));
  }

  private async round(now: number): Promise<void> {
    if (!(await this.holdsLease(now))) return;
    const everything = now - this.lookedAt >= CLOCK_MS;
    await this.stream.publish(this.clock.now(), everything);
    if (everything) this.lookedAt = now;
  }

  private async holdsLease(now: number): Promise<boolean> {
    if (now - this.renewedAt < RENEW_MS) return this.holds;
    const held = this.holds;
    this.holds = await this.single.acquire(LEASE, LEASE_SECONDS);
    this.renewedAt = now;
    if (this.holds && !held) this.stream.forget();
    return this.holds;
  }
}
