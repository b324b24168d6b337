import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { EventEnvelope } from '@minsheng/contracts';
import { Redis } from 'ioredis';
import { RETRIES, type RetryPolicy } from './delivery';
import { EventBus, type Subscription } from './event-bus';
import { newId } from './ids';
import { RedisConsumer, streamOf } from './redis-consumer';

/** Entries kept per stream; whatever is trimmed before a consumer read it, the sweep publishes again. */
const KEPT = 20_000;
const EPOCH = 'minsheng:epoch';

/** Redis Streams: one stream per event name, one consumer group per consumer, shared by the replicas of its service. */
export class RedisStreamBus extends EventBus {
  private readonly logger = new Logger(RedisStreamBus.name);
  private readonly redis: Redis;
  private readonly consumers: RedisConsumer[] = [];
  private readonly me = newId();
  private epoch: string | null = null;

  constructor(
    private readonly redisUrl: string,
    private readonly retries: RetryPolicy = RETRIES,
  ) {
    super();
    this.redis = new Redis(redisUrl, { maxRetriesPerRequest: 1, commandTimeout: 5000 });
    this.redis.on('error', (error: Error) => this.logger.warn(`Redis: ${error.message}`));
  }

  async publish(envelopes: readonly EventEnvelope[]): Promise<void> {
    if (envelopes.length === 0) return;
    const pipeline = this.redis.pipeline();
    for (const envelope of envelopes) {
      pipeline.xadd(streamOf(envelope.name), 'MAXLEN', '~', KEPT, '*', 'e', JSON.stringify(envelope));
    }
    const failed = (await pipeline.exec())?.find(([error]) => error !== null);
    if (failed?.[0]) throw failed[0];
  }

  subscribe(subscription: Subscription): void {
    const connection = { redis: this.redis, redisUrl: this.redisUrl, me: this.me };
    this.consumers.push(new RedisConsumer(subscription, this.retries, connection));
  }

  async start(): Promise<void> {
    await Promise.all(this.consumers.map((consumer) => consumer.start()));
  }

  async stop(): Promise<void> {
    await Promise.all(this.consumers.map((consumer) => consumer.stop()));
    await Promise.race([this.redis.quit().catch(() => undefined), pause(500)]);
    this.redis.disconnect();
  }

  /** A mark lies in Redis; whoever finds another one than before, or none, knows that the streams are gone too. */
  async hasLost(): Promise<boolean> {
    const created = (await this.redis.set(EPOCH, newId(), 'NX')) === 'OK';
    const epoch = await this.redis.get(EPOCH);
    const changed = created || (this.epoch !== null && this.epoch !== epoch);
    this.epoch = epoch;
    return changed;
  }
}
