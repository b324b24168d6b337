import type { EntityClass, MigrationClass } from '../database';
import { LeaseEntity } from '../jobs';
import { DeadLetterEntity } from './dead-letter.entity';
import { EventConsumerEntity } from './event-consumer.entity';
import { InboxEntity } from './inbox.entity';
import { CreateEvents } from './migrations/create-events';
import { OutboxEntity } from './outbox.entity';

/** Tables that every process needs beside its services' own; the platform alone writes them. */
export const platformStorage: {
  readonly entities: readonly EntityClass[];
  readonly migrations: readonly MigrationClass[];
} = {
  entities: [OutboxEntity, InboxEntity, EventConsumerEntity, DeadLetterEntity, LeaseEntity],
  migrations: [CreateEvents],
};
