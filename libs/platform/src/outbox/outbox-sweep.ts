import { In, IsNull, MoreThan, Not } from 'typeorm';
import { Clock } from '../clock/clock';
import { UnitOfWork } from '../database';
import { DeadLetterEntity } from './dead-letter.entity';
import { toEnvelope } from './envelope-row';
import { EventConsumerEntity } from './event-consumer.entity';
import { InboxEntity } from './inbox.entity';
import { OutboxEntity } from './outbox.entity';
import type { OutboxRelay } from './outbox-relay';

const PAGE = 500;
const UNRECORDED_AFTER = 60_000;
const KEEP_DAYS = 7;
const DAY = 86_400_000;

type Row = Pick<OutboxEntity, 'id' | 'eventId' | 'name' | 'createdAt' | 'publishedAt'>;

/** Closes what every consumer has recorded, and publishes again what the carrier has lost. */
export class OutboxSweep {
  private readonly uow: UnitOfWork;
  private readonly clock: Clock;
  private readonly relay: OutboxRelay;

  constructor(
    { uow, clock, relay }: { readonly uow: UnitOfWork; readonly clock: Clock; readonly relay: OutboxRelay },
    private readonly services: readonly string[],
  ) {
    this.uow = uow;
    this.clock = clock;
    this.relay = relay;
  }

  /** One pass over everything published and not yet settled. With `lost`, what is unrecorded is published at once. */
  async pass(lost = false): Promise<void> {
    const wanted = await this.wanted();
    for (const service of this.services) {
      let after = 0;
      let rows: Row[];
      do {
        rows = await this.page(service, after);
        await this.treat(rows, wanted, lost);
        after = rows.at(-1)?.id ?? after;
      } while (rows.length === PAGE);
    }
  }

  /** True when every event has been published and handled by everybody it concerns, in every service. */
  async isIdle(): Promise<boolean> {
    return !(await this.uow.manager.existsBy(OutboxEntity, { settled: false }));
  }

  deadLetters(): Promise<DeadLetterEntity[]> {
    return this.uow.manager.find(DeadLetterEntity, { order: { diedAt: 'ASC' }, take: 100 });
  }

  /** Forgets settled events after a week, and with each the proof that it was handled. Returns how many. */
  async forgetOld(): Promise<number> {
    const before = new Date(this.clock.now().getTime() - KEEP_DAYS * DAY);
    let total = 0;
    for (const service of this.services) {
      let forgotten: number;
      do {
        forgotten = await this.forgetPage(service, before);
        total += forgotten;
      } while (forgotten === PAGE);
    }
    return total;
  }

  /** The oldest settled rows have the lowest ids: no index on the time is needed to find those that are old enough. */
  private async forgetPage(service: string, before: Date): Promise<number> {
    return this.uow.run(async () => {
      const where = { settled: true, service };
      const oldest = await this.uow.manager.find(OutboxEntity, {
        select: { id: true, eventId: true, createdAt: true },
        where,
        order: { id: 'ASC' },
        take: PAGE,
      });
      const old = oldest.filter((row) => row.createdAt < before);
      if (old.length === 0) return 0;
      await this.uow.manager.delete(InboxEntity, { eventId: In(old.map((row) => row.eventId)) });
      await this.uow.manager.delete(OutboxEntity, { id: In(old.map((row) => row.id)) });
      return old.length;
    });
  }

  private page(service: string, after: number): Promise<Row[]> {
    return this.uow.manager.find(OutboxEntity, {
      select: { id: true, eventId: true, name: true, createdAt: true, publishedAt: true },
      where: { settled: false, service, id: MoreThan(after), publishedAt: Not(IsNull()) },
      order: { id: 'ASC' },
      take: PAGE,
    });
  }

  private async treat(rows: readonly Row[], wanted: ReadonlyMap<string, string[]>, lost: boolean): Promise<void> {
    if (rows.length === 0) return;
    const recorded = await this.recorded(rows.map((row) => row.eventId));
    const isDone = (row: Row): boolean =>
      (wanted.get(row.name) ?? []).every((consumer) => recorded.has(`${row.eventId} ${consumer}`));
    const done = rows.filter(isDone);
    if (done.length > 0) {
      const id = In(done.map((row) => row.id));
      await this.uow.run(() => this.uow.manager.update(OutboxEntity, { id }, { settled: true }));
    }
    await this.publishAgain(rows.filter((row) => !isDone(row) && (lost || this.isOverdue(row))));
  }

  /** After a minute, then two, then four…: a consumer that is away for an hour finds seven copies, not sixty. */
  private isOverdue(row: Row): boolean {
    if (!row.publishedAt) return false;
    const published = row.publishedAt.getTime();
    const patience = Math.max(UNRECORDED_AFTER, published - row.createdAt.getTime());
    return this.clock.now().getTime() - published > patience;
  }

  private async publishAgain(rows: readonly Row[]): Promise<void> {
    if (rows.length === 0) return;
    const where = { id: In(rows.map((row) => row.id)) };
    const full = await this.uow.manager.find(OutboxEntity, { where, order: { id: 'ASC' } });
    await this.relay.publish(full.map(toEnvelope));
  }

  private async wanted(): Promise<Map<string, string[]>> {
    const wanted = new Map<string, string[]>();
    for (const { consumer, eventName } of await this.uow.manager.find(EventConsumerEntity)) {
      wanted.set(eventName, [...(wanted.get(eventName) ?? []), consumer]);
    }
    return wanted;
  }

  private async recorded(eventIds: readonly string[]): Promise<Set<string>> {
    const where = { eventId: In([...eventIds]) };
    const select = { eventId: true, consumer: true };
    const handled = await this.uow.manager.find(InboxEntity, { select, where });
    const dead = await this.uow.manager.find(DeadLetterEntity, { select, where });
    return new Set([...handled, ...dead].map((row) => `${row.eventId} ${row.consumer}`));
  }
}
