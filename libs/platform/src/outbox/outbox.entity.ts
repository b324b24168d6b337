import { Entity } from 'typeorm';
import { BoolColumn, CodeColumn, IdColumn, InstantColumn, TextColumn } from '../database';

/** An event stored together with the fact it tells of; it leaves the process only after that commit. */
@Entity('outbox')
export class OutboxEntity {
  @IdColumn() id: number;
  @CodeColumn(36) eventId: string;
  /** The service that speaks: each process sends its own services' events. */
  @CodeColumn(32) service: string;
  @CodeColumn(64) name: string;
  @CodeColumn(128) eventKey: string;
  @TextColumn() payload: string;
  @InstantColumn() createdAt: Date;
  @InstantColumn({ nullable: true }) publishedAt: Date | null;
  /** Every registered consumer has recorded it: nothing is left to do. */
  @BoolColumn({ default: false }) settled: boolean;
}
