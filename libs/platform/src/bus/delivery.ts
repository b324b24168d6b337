import type { EventEnvelope } from '@minsheng/contracts';
import type { Subscription } from './event-bus';

/** How often a refused event is offered again, and after how many milliseconds. */
export interface RetryPolicy {
  readonly attempts: number;
  readonly delay: (attempt: number) => number;
}

/** Six attempts within half a minute: long enough for a database that restarts. */
export const RETRIES: RetryPolicy = { attempts: 6, delay: (attempt) => Math.min(200 * 4 ** (attempt - 1), 10_000) };

/**
 * What both drivers do with the events of one consumer: all together first, each alone if that fails, then again later,
 * and at last buried. An event that is refused never holds up those behind it.
 */
export class Delivery {
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly running = new Set<Promise<void>>();
  private stopped = false;

  constructor(
    private readonly subscription: Subscription,
    private readonly retries: RetryPolicy,
    private readonly done: (envelopes: readonly EventEnvelope[]) => Promise<void>,
  ) {}

  async take(batch: readonly EventEnvelope[]): Promise<void> {
    if (batch.length > 1 && (await this.failure(batch)) === undefined) return this.done(batch);
    for (const envelope of batch) await this.alone(envelope, 1);
  }

  /** Forgets what waits for another attempt: the sweep or the next owner of the entry offers it again. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.timers.forEach((timer) => clearTimeout(timer));
    await Promise.allSettled(this.running);
  }

  private async alone(envelope: EventEnvelope, attempt: number): Promise<void> {
    const failure = await this.failure([envelope]);
    if (failure === undefined) return this.done([envelope]);
    if (attempt < this.retries.attempts) return this.later(envelope, attempt);
    try {
      await this.subscription.bury(envelope, failure.error);
    } catch {
      return this.later(envelope, attempt - 1);
    }
    return this.done([envelope]);
  }

  private later(envelope: EventEnvelope, attempt: number): void {
    if (this.stopped) return;
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      const run = this.alone(envelope, attempt + 1).catch(() => undefined);
      this.running.add(run);
      void run.finally(() => this.running.delete(run));
    }, this.retries.delay(attempt));
    this.timers.add(timer);
  }

  private async failure(batch: readonly EventEnvelope[]): Promise<{ readonly error: unknown } | undefined> {
    try {
      await this.subscription.deliver(batch);
      return undefined;
    } catch (error) {
      return { error };
    }
  }
}
