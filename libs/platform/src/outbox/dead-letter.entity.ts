import { Entity } from 'typeorm';
import { CodeColumn, InstantColumn, TextColumn } from '../database';

/** An event that a consumer refused again and again. Deleting the row offers the event to that consumer once more. */
@Entity('dead_letter')
export class DeadLetterEntity {
  @CodeColumn(36, { primary: true }) eventId: string;
  @CodeColumn(64, { primary: true }) consumer: string;
  @CodeColumn(64) name: string;
  @TextColumn() error: string;
  @InstantColumn() diedAt: Date;
}
