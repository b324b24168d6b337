import { Logger } from '@nestjs/common';
import type { EventEnvelope } from '@minsheng/contracts';
import { In, IsNull, LessThanOrEqual } from 'typeorm';
import { EventBus } from '../bus';
import { Clock } from '../clock/clock';
import { UnitOfWork } from '../database';
import { toEnvelope } from './envelope-row';
import { OutboxEntity } from './outbox.entity';

const BATCH = 200;
/** Committed events kept in memory for sending; beyond it they are read from the table when their turn comes. */
const MOST_QUEUED = 5000;
/** What is sent is marked together after so many ms, or so many events: one commit instead of one per event. */
const MARK_AFTER = 100;
const MOST_UNMARKED = 500;

/**
 * Sends what was committed. The process that stored an event sends it at once, from memory; whatever it did not get to
 * (killed, bus away) is found by the poll. Several replicas may then send the same event: repeats are harmless.
 */
export class OutboxRelay {
  private readonly logger = new Logger(OutboxRelay.name);
  private readonly queue: EventEnvelope[] = [];
  private readonly known = new Set<string>();
  private sent: string[] = [];
  private markTimer: NodeJS.Timeout | undefined;
  private marking: Promise<void> = Promise.resolve();
  private sending: Promise<void> | undefined;
  private isRunning = false;
  private readonly uow: UnitOfWork;
  private readonly clock: Clock;
  private readonly bus: EventBus;

  constructor(
    { uow, clock, bus }: { readonly uow: UnitOfWork; readonly clock: Clock; readonly bus: EventBus },
    private readonly services: readonly string[],
  ) {
    this.uow = uow;
    this.clock = clock;
    this.bus = bus;
  }

  start(): void {
    this.isRunning = true;
    void this.send();
  }

  /** Lets the batch in hand finish; the rest waits in the table. */
  async stop(): Promise<void> {
    this.isRunning = false;
    await this.sending;
    await this.markSent();
  }

  /** Takes over events that were committed this moment. */
  kick(envelopes: readonly EventEnvelope[]): void {
    for (const envelope of envelopes.slice(0, MOST_QUEUED - this.queue.length)) {
      this.queue.push(envelope);
      this.known.add(envelope.id);
    }
    void this.send();
  }

  /** Sends everything that waits; resolves when nothing does any more or sending failed. */
  send(): Promise<void> {
    this.sending ??= this.sendAll().then((reached) => {
      this.sending = undefined;
      if (reached && this.isRunning && this.queue.length > 0) void this.send();
    });
    return this.sending;
  }

  /** Sends what lies unsent in the table for longer than `age` ms. Never by a moving mark: ids commit out of order. */
  async poll(age: number): Promise<void> {
    if (this.queue.length > BATCH) return this.send();
    for (const service of this.services) {
      let fresh: OutboxEntity[];
      let found: OutboxEntity[];
      do {
        await this.markSent();
        found = await this.unsent(service, age);
        fresh = found.filter((row) => !this.known.has(row.eventId));
        this.kick(fresh.map(toEnvelope));
        await this.send();
        // A page of rows that are all sent and only wait for their mark leads nowhere: the next poll goes on.
      } while (this.isRunning && found.length === BATCH && fresh.length > 0 && this.queue.length === 0);
    }
  }

  private unsent(service: string, age: number): Promise<OutboxEntity[]> {
    const until = new Date(this.clock.now().getTime() - age);
    const where = { service, publishedAt: IsNull(), createdAt: LessThanOrEqual(until) };
    return this.uow.manager.find(OutboxEntity, { where, order: { id: 'ASC' }, take: BATCH });
  }

  /** Publishes and writes that down; a crash between the two publishes once more, which the inboxes skip. */
  async publish(envelopes: readonly EventEnvelope[]): Promise<void> {
    await this.bus.publish(envelopes);
    await this.mark(envelopes.map((envelope) => envelope.id));
  }

  /** False when the bus could not be reached. */
  private async sendAll(): Promise<boolean> {
    while (this.isRunning && this.queue.length > 0) {
      const batch = this.queue.slice(0, BATCH);
      try {
        await this.bus.publish(batch);
      } catch (error) {
        this.logger.warn(`${batch.length} events could not be sent and will be tried again: ${String(error)}`);
        return false;
      }
      this.queue.splice(0, batch.length);
      await this.markSoon(batch.map((envelope) => envelope.id));
    }
    return true;
  }

  private async markSoon(eventIds: readonly string[]): Promise<void> {
    this.sent.push(...eventIds);
    if (this.sent.length >= MOST_UNMARKED) return this.markSent().catch(() => undefined);
    this.markTimer ??= setTimeout(() => void this.markSent().catch(() => undefined), MARK_AFTER);
  }

  /** Waits for the marking under way too: who comes second would else believe that nothing is left to mark. */
  private markSent(): Promise<void> {
    this.marking = this.marking.catch(() => undefined).then(() => this.markWaiting());
    return this.marking;
  }

  /** Until they are marked, the poll knows them by heart; if marking fails, the next poll marks them. */
  private async markWaiting(): Promise<void> {
    clearTimeout(this.markTimer);
    this.markTimer = undefined;
    const eventIds = this.sent;
    if (eventIds.length === 0) return;
    this.sent = [];
    try {
      await this.mark(eventIds);
      eventIds.forEach((id) => this.known.delete(id));
    } catch (error) {
      this.sent.unshift(...eventIds);
      throw error;
    }
  }

  private async mark(eventIds: readonly string[]): Promise<void> {
    const eventId = In([...eventIds]);
    const publishedAt = this.clock.now();
    await this.uow.run(() => this.uow.manager.update(OutboxEntity, { eventId }, { publishedAt }));
  }
}
