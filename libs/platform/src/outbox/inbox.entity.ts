import { Entity } from 'typeorm';
import { CodeColumn } from '../database';

/** "This consumer has handled this event": stored together with what the handler changed, so a repeat does nothing. */
@Entity('inbox')
export class InboxEntity {
  @CodeColumn(36, { primary: true }) eventId: string;
  @CodeColumn(64, { primary: true }) consumer: string;
}
