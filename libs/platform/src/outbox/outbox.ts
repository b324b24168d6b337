import { Injectable } from '@nestjs/common';
import type { EventEnvelope, EventMap, EventName } from '@minsheng/contracts';
import { newId } from '../bus';
import { Clock } from '../clock/clock';
import { bulkInsert, UnitOfWork } from '../database';
import { toRow } from './envelope-row';
import { OutboxEntity } from './outbox.entity';
import { OutboxRelay } from './outbox-relay';

/** The only way to tell other services something: stored with the fact, sent after the commit, or not at all. */
@Injectable()
export class Outbox {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly relay: OutboxRelay,
  ) {}

  /** Adds an event to the unit of work that is running; all of its events are stored with one statement at its end. */
  add<N extends EventName>(name: N, key: string, payload: EventMap[N]): Promise<void> {
    if (!this.uow.isWriting) return Promise.reject(new Error(`Event ${name} outside of UnitOfWork.run()`));
    const envelope: EventEnvelope<N> = { id: newId(), name, key, at: this.clock.now().toISOString(), payload };
    this.uow.keep(this, () => this.gather()).push(envelope as EventEnvelope);
    return Promise.resolve();
  }

  private gather(): EventEnvelope[] {
    const envelopes: EventEnvelope[] = [];
    this.uow.beforeCommit(() => bulkInsert(this.uow.manager, OutboxEntity, envelopes.map(toRow)));
    this.uow.afterCommit(() => this.relay.kick(envelopes));
    return envelopes;
  }
}
