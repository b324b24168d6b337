import { setImmediate as nextTick } from 'node:timers/promises';
import type { EventEnvelope } from '@minsheng/contracts';
import { Delivery, RETRIES, type RetryPolicy } from './delivery';
import { EventBus, type Subscription } from './event-bus';

const BATCH = 100;

/** What waits for one consumer. Events wait as text: nobody receives an object that somebody else still holds. */
class Lane {
  readonly waiting: string[] = [];
  running: Promise<void> | undefined;

  constructor(
    readonly subscription: Subscription,
    readonly delivery: Delivery,
  ) {}
}

/**
 * All services in one process: no broker. What waits here when the process dies is still in the outbox, unsettled, and
 * the sweep publishes it again at the next start.
 */
export class InProcessBus extends EventBus {
  private readonly lanes: Lane[] = [];
  private isRunning = false;
  private isFresh = true;

  constructor(private readonly retries: RetryPolicy = RETRIES) {
    super();
  }

  publish(envelopes: readonly EventEnvelope[]): Promise<void> {
    for (const envelope of envelopes) {
      const text = JSON.stringify(envelope);
      for (const lane of this.lanes) if (lane.subscription.names.includes(envelope.name)) lane.waiting.push(text);
    }
    this.wake();
    return Promise.resolve();
  }

  subscribe(subscription: Subscription): void {
    this.lanes.push(new Lane(subscription, new Delivery(subscription, this.retries, () => Promise.resolve())));
  }

  start(): Promise<void> {
    this.isRunning = true;
    this.wake();
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    this.isRunning = false;
    await Promise.all(this.lanes.map((lane) => lane.running));
    await Promise.all(this.lanes.map((lane) => lane.delivery.stop()));
  }

  hasLost(): Promise<boolean> {
    const fresh = this.isFresh;
    this.isFresh = false;
    return Promise.resolve(fresh);
  }

  private wake(): void {
    if (!this.isRunning) return;
    for (const lane of this.lanes) {
      if (lane.running || lane.waiting.length === 0) continue;
      lane.running = this.run(lane).finally(() => (lane.running = undefined));
    }
  }

  private async run(lane: Lane): Promise<void> {
    while (this.isRunning && lane.waiting.length > 0) {
      await nextTick();
      const batch = lane.waiting.splice(0, BATCH).map((text): EventEnvelope => JSON.parse(text));
      await lane.delivery.take(batch);
    }
  }
}
