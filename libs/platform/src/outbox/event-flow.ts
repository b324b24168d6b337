import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { EventBus, HandlerExplorer } from '../bus';
import { SingleRun } from '../jobs';
import { Consumers } from './consumers';
import { type DeadLetterEntity } from './dead-letter.entity';
import { OutboxRelay } from './outbox-relay';
import { OutboxSweep } from './outbox-sweep';

const EVERY = 1000;
/** Unsent for so long, an event was not sent by the process that stored it. */
const FORGOTTEN_AFTER = 5000;
/** Once an hour: the clean-up of settled events. */
const CLEAN_UP_TICKS = 3600;
/** While draining: how often what is still unrecorded is published again. */
const OFFER_AGAIN = 4000;

/** Sets the flow of events going when the process is ready, and stops it before the database closes. */
@Injectable()
export class EventFlow implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(EventFlow.name);
  private timer: NodeJS.Timeout | undefined;
  private ticking: Promise<void> | undefined;
  private ticks = 0;

  constructor(
    private readonly explorer: HandlerExplorer,
    private readonly bus: EventBus,
    private readonly consumers: Consumers,
    private readonly relay: OutboxRelay,
    private readonly sweep: OutboxSweep,
    private readonly singleRun: SingleRun,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const found = this.explorer.find();
    await this.consumers.register(found);
    for (const each of found) this.bus.subscribe(this.consumers.subscription(each));
    await this.bus.start();
    this.relay.start();
    this.timer = setInterval(() => this.tick(), EVERY);
    this.timer.unref();
    this.tick();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.ticking;
    await this.relay.stop();
    await this.bus.stop();
  }

  /** True when every event is sent and everybody it concerns has handled it (or it lies among the dead letters). */
  outboxIdle(): Promise<boolean> {
    return this.sweep.isIdle();
  }

  /** Events that a consumer refused again and again: nothing retries them any more, somebody must look. */
  deadLetters(): Promise<DeadLetterEntity[]> {
    return this.sweep.deadLetters();
  }

  /** Sends, handles and settles until nothing is left; false if that takes longer. For tests and `npm run verify`. */
  async drain(timeoutMs: number): Promise<boolean> {
    const since = performance.now();
    let offeredAt = since;
    for (;;) {
      await this.relay.poll(0);
      const offer = performance.now() - offeredAt > OFFER_AGAIN;
      if (offer) offeredAt = performance.now();
      await this.sweep.pass(offer);
      if (await this.sweep.isIdle()) return true;
      if (performance.now() - since > timeoutMs) return false;
      await pause(20);
    }
  }

  /** One round of the safety net; never two at once. */
  private tick(): void {
    this.ticking ??= this.round()
      .catch((error: unknown) => this.logger.warn(`Events wait: ${String(error)}`))
      .finally(() => (this.ticking = undefined));
  }

  private async round(): Promise<void> {
    const first = this.ticks === 0;
    this.ticks += 1;
    const lost = await this.bus.hasLost();
    await this.sweep.pass(lost);
    await this.relay.poll(first ? 0 : FORGOTTEN_AFTER);
    if (this.ticks % CLEAN_UP_TICKS === 1) {
      await this.singleRun.run('outbox-clean-up', 600, async () => void (await this.sweep.forgetOld()));
    }
  }
}
