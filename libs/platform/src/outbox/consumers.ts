import type { EventEnvelope } from '@minsheng/contracts';
import { In } from 'typeorm';
import type { FoundConsumer, Subscription } from '../bus';
import { Clock } from '../clock/clock';
import { bulkInsert, insertRow, isDuplicateKey, UnitOfWork } from '../database';
import { DeadLetterEntity } from './dead-letter.entity';
import { serviceOf } from './envelope-row';
import { EventConsumerEntity } from './event-consumer.entity';
import { InboxEntity } from './inbox.entity';
import { OutboxEntity } from './outbox.entity';

const LONGEST_ERROR = 4000;

/** Puts the inbox around handlers, and keeps the list of who must have handled what. */
export class Consumers {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly services: readonly string[],
  ) {}

  /** The handler as the bus sees it: each event is handled and recorded in the same transaction, or skipped. */
  subscription(found: FoundConsumer): Subscription {
    return {
      consumer: found.consumer,
      names: found.names,
      deliver: (envelopes) =>
        this.uow.run(async () => {
          const fresh = await this.record(found.consumer, envelopes);
          if (fresh.length > 0) await found.handle(fresh);
        }),
      bury: (envelope, error) => this.bury(found.consumer, envelope, error),
    };
  }

  /**
   * Writes down who listens in this process. A consumer that was not there before is offered everything the outbox still
   * holds: a service that starts for the first time after the others misses nothing.
   */
  async register(found: readonly FoundConsumer[]): Promise<void> {
    const wanted = found.flatMap(({ consumer, names }) => names.map((eventName) => ({ consumer, eventName })));
    await this.uow.run(async () => {
      const stored = await this.uow.manager.find(EventConsumerEntity);
      const mine = stored.filter((row) => this.services.includes(serviceOf(row.consumer)));
      const gone = mine.filter((row) => !wanted.some((each) => same(each, row)));
      const added = wanted.filter((each) => !stored.some((row) => same(each, row)));
      for (const { consumer, eventName } of gone) {
        await this.uow.manager.delete(EventConsumerEntity, { consumer, eventName });
      }
      if (added.length === 0) return;
      await bulkInsert(this.uow.manager, EventConsumerEntity, added);
      const names = added.map((each) => each.eventName);
      await this.uow.manager.update(
        OutboxEntity,
        { settled: true, name: In(names) },
        { settled: false, publishedAt: null },
      );
    });
  }

  /** Records what the consumer has not recorded yet and returns it. */
  private async record(consumer: string, envelopes: readonly EventEnvelope[]): Promise<EventEnvelope[]> {
    const unique = new Map(envelopes.map((envelope) => [envelope.id, envelope]));
    const eventId = In([...unique.keys()]);
    const seen = await this.uow.manager.find(InboxEntity, { where: { consumer, eventId } });
    for (const row of seen) unique.delete(row.eventId);
    const fresh = [...unique.values()];
    await bulkInsert(
      this.uow.manager,
      InboxEntity,
      fresh.map(({ id }) => ({ eventId: id, consumer })),
    );
    return fresh;
  }

  private async bury(consumer: string, envelope: EventEnvelope, error: unknown): Promise<void> {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const row = {
      eventId: envelope.id,
      consumer,
      name: envelope.name,
      error: text.slice(0, LONGEST_ERROR),
      diedAt: this.clock.now(),
    };
    await this.uow
      .run(() => insertRow(this.uow.manager, DeadLetterEntity, row))
      .catch((failure: unknown) => {
        if (!isDuplicateKey(failure)) throw failure;
      });
  }
}

function same(a: { consumer: string; eventName: string }, b: { consumer: string; eventName: string }): boolean {
  return a.consumer === b.consumer && a.eventName === b.eventName;
}
