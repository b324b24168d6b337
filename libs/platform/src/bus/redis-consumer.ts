import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { EventEnvelope, EventName } from '@minsheng/contracts';
import { Redis } from 'ioredis';
import { Delivery, type RetryPolicy } from './delivery';
import type { Subscription } from './event-bus';

const BATCH = 100;
const BLOCK = 2000;
/** An entry that its reader has not acknowledged for so long is taken over by another. */
const ABANDONED = 15_000;
const LOOK_FOR_ABANDONED = 5000;

interface Shared {
  readonly redis: Redis;
  readonly redisUrl: string;
  /** This process, as a member of every group. */
  readonly me: string;
}
type Entry = readonly [id: string, fields: readonly string[] | null];

/** The stream of an event name. */
export function streamOf(name: EventName): string {
  return `minsheng:event:${name}`;
}

/** Reads the streams of one consumer on a connection of its own, because a blocking read occupies it. */
export class RedisConsumer {
  private readonly logger = new Logger(RedisConsumer.name);
  private readonly reader: Redis;
  private readonly streams: readonly string[];
  private readonly delivery: Delivery;
  /** Event id → entries in our hands: not to be taken over from ourselves while they wait for another attempt. */
  private readonly held = new Map<string, { readonly stream: string; readonly id: string }[]>();
  private readonly heldEntries = new Set<string>();
  private running: Promise<void> | undefined;
  private isRunning = false;
  private lookedAt = 0;
  private interrupt: () => void = () => undefined;
  private readonly interrupted = new Promise<null>((resolve) => (this.interrupt = () => resolve(null)));

  constructor(
    private readonly subscription: Subscription,
    retries: RetryPolicy,
    private readonly shared: Shared,
  ) {
    this.streams = subscription.names.map(streamOf);
    this.reader = new Redis(shared.redisUrl, { maxRetriesPerRequest: null, lazyConnect: true });
    this.reader.on('error', (error: Error) => this.logger.debug(error.message));
    this.delivery = new Delivery(subscription, retries, (envelopes) => this.acknowledge(envelopes));
  }

  async start(): Promise<void> {
    await this.createGroups().catch((error: unknown) => this.logger.warn(`No group yet: ${String(error)}`));
    this.isRunning = true;
    this.running = this.loop();
  }

  async stop(): Promise<void> {
    this.isRunning = false;
    this.interrupt();
    this.reader.disconnect();
    await this.running;
    await this.delivery.stop();
  }

  private async loop(): Promise<void> {
    while (this.isRunning) {
      try {
        await this.takeOverAbandoned();
        await this.readNew();
      } catch (error) {
        if (!this.isRunning) return;
        if (String(error).includes('NOGROUP')) await this.createGroups().catch(() => undefined);
        else await pause(500);
      }
    }
  }

  /** From the beginning of the stream: what was published before the first start counts too. */
  private async createGroups(): Promise<void> {
    for (const stream of this.streams) {
      await this.shared.redis
        .xgroup('CREATE', stream, this.subscription.consumer, '0', 'MKSTREAM')
        .catch((error: Error) => {
          if (!error.message.includes('BUSYGROUP')) throw error;
        });
    }
  }

  private async readNew(): Promise<void> {
    const { consumer } = this.subscription;
    const everything = this.streams.map(() => '>');
    const reading = this.reader.xreadgroup(
      ...(['GROUP', consumer, this.shared.me, 'COUNT', BATCH, 'BLOCK', BLOCK, 'STREAMS'] as const),
      ...[...this.streams, ...everything],
    );
    // A reader closed before it was connected leaves its command unanswered for ever.
    const found = await Promise.race([reading, this.interrupted]);
    if (found === null) return void reading.catch(() => undefined);
    const batch = (found as [string, Entry[]][]).flatMap(([stream, entries]) => this.hold(stream, entries));
    await this.delivery.take(batch);
  }

  private async takeOverAbandoned(): Promise<void> {
    if (performance.now() - this.lookedAt < LOOK_FOR_ABANDONED) return;
    this.lookedAt = performance.now();
    const { redis, me } = this.shared;
    for (const stream of this.streams) {
      let cursor = '0-0';
      do {
        const group = this.subscription.consumer;
        const reply = await redis.xautoclaim(stream, group, me, ABANDONED, cursor, 'COUNT', BATCH);
        const [next, entries] = reply as [string, Entry[]];
        await this.delivery.take(this.hold(stream, entries));
        cursor = next;
      } while (cursor !== '0-0' && this.isRunning);
    }
  }

  /** Entries of a trimmed stream come without fields; those in our hands already are left alone. */
  private hold(stream: string, entries: readonly Entry[]): EventEnvelope[] {
    const envelopes: EventEnvelope[] = [];
    for (const [id, fields] of entries) {
      if (this.heldEntries.has(`${stream} ${id}`)) continue;
      const text = fields?.[1];
      if (text === undefined) {
        void this.shared.redis.xack(stream, this.subscription.consumer, id).catch(() => undefined);
        continue;
      }
      const envelope: EventEnvelope = JSON.parse(text);
      this.heldEntries.add(`${stream} ${id}`);
      this.held.set(envelope.id, [...(this.held.get(envelope.id) ?? []), { stream, id }]);
      envelopes.push(envelope);
    }
    return envelopes;
  }

  /** An acknowledgement that does not arrive costs a repeat, which the inbox skips. */
  private async acknowledge(envelopes: readonly EventEnvelope[]): Promise<void> {
    const ids = new Map<string, string[]>();
    for (const envelope of envelopes) {
      for (const { stream, id } of this.held.get(envelope.id) ?? []) {
        this.heldEntries.delete(`${stream} ${id}`);
        ids.set(stream, [...(ids.get(stream) ?? []), id]);
      }
      this.held.delete(envelope.id);
    }
    for (const [stream, list] of ids) {
      await this.shared.redis.xack(stream, this.subscription.consumer, ...list).catch(() => undefined);
    }
  }
}
