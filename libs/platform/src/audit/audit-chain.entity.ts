import { Entity } from 'typeorm';
import { CodeColumn, IntColumn } from '../database/columns';

/** Where the chain of the audit trail ends: how many lines it holds, the last link, and a head over both. */
@Entity('audit_chain')
export class AuditChainEntity {
  @CodeColumn(20, { primary: true }) name: string;
  @IntColumn() count: number;
  @CodeColumn(80) link: string;
  @CodeColumn(80) head: string;
}
