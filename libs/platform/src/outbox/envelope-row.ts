import type { EventEnvelope } from '@minsheng/contracts';
import type { NewRow } from '../database';
import type { OutboxEntity } from './outbox.entity';

/** The service that speaks: the first word of the event's name. */
export function serviceOf(name: string): string {
  return name.slice(0, name.indexOf('.'));
}

/** An envelope as it is stored. */
export function toRow(envelope: EventEnvelope): NewRow<OutboxEntity> {
  return {
    eventId: envelope.id,
    service: serviceOf(envelope.name),
    name: envelope.name,
    eventKey: envelope.key,
    payload: JSON.stringify(envelope.payload),
    createdAt: new Date(envelope.at),
    publishedAt: null,
    settled: false,
  };
}

/** The envelope of a stored row, the same as it was when it was written. */
export function toEnvelope(row: OutboxEntity): EventEnvelope {
  return {
    id: row.eventId,
    name: row.name as EventEnvelope['name'],
    key: row.eventKey,
    at: row.createdAt.toISOString(),
    payload: JSON.parse(row.payload),
  };
}
