import { Entity } from 'typeorm';
import { CodeColumn } from '../database';

/** Who must have handled an event before it is settled. */
@Entity('event_consumer')
export class EventConsumerEntity {
  @CodeColumn(64, { primary: true }) consumer: string;
  @CodeColumn(64, { primary: true }) eventName: string;
}
