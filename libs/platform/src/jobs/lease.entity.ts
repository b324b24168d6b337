import { Entity } from 'typeorm';
import { CodeColumn, InstantColumn } from '../database';

/** Which process does a job that only one may do at a time, and until when it is believed to live. */
@Entity('lease')
export class LeaseEntity {
  @CodeColumn(64, { primary: true }) name: string;
  @CodeColumn(64) holder: string;
  @InstantColumn() expiresAt: Date;
}
