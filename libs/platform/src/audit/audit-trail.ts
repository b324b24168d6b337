import { Injectable } from '@nestjs/common';
import { Between, Entity, Index, LessThan, Like } from 'typeorm';
import { Clock } from '../clock/clock';
import { CodeColumn, EvidenceColumn, IdColumn, InstantColumn, IntColumn } from '../database/columns';
import { insertRow } from '../database/rows';
import { UnitOfWork } from '../database/unit-of-work';
import { ChainKeyRing } from '../sealing/chain-key-ring';
import { stampOf } from './audit-records';

/** One line of the audit trail: who did what to which thing, when. Never a personal value. */
@Entity('audit_trail')
@Index('ix_audit_actor', ['actor', 'action', 'at'])
@Index('ix_audit_action', ['action', 'id'])
@Index('ix_audit_object', ['object', 'id'])
@Index('ux_audit_position', ['position'], { unique: true })
export class AuditEntity {
  @IdColumn() id: number;
  @InstantColumn() at: Date;
  @CodeColumn(60) actor: string;
  @CodeColumn(60) action: string;
  @CodeColumn(80) object: string;
  @EvidenceColumn() details: Record<string, unknown>;
  /** Keyed digest of the line, made by its writer: a line put in by other hands has none that holds. */
  @CodeColumn(80, { nullable: true }) stamp: string | null;
  /** Its place in the chain, 1, 2, 3…; null until it is sealed, within two seconds. */
  @IntColumn({ nullable: true }) position: number | null;
  @CodeColumn(80, { nullable: true }) link: string | null;
}

export interface AuditLine {
  readonly actor: string;
  readonly action: string;
  readonly object: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** What the auditor looks for; `object` is the beginning of a name, such as `order:20260301`. */
export interface AuditFilter {
  readonly action?: string;
  readonly actor?: string;
  readonly object?: string;
  readonly from?: Date;
  readonly to?: Date;
  /** Lines before this id. */
  readonly before: number | null;
  readonly limit: number;
}

/** Writes the trail in the same transaction as the fact, so that neither stands without the other (rules §9). */
@Injectable()
export class AuditTrail {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly keys: ChainKeyRing,
  ) {}

  /** Gives the line's number in the database. */
  async record({ actor, action, object, details = {} }: AuditLine): Promise<number> {
    const line = { at: this.clock.now(), actor, action, object, details: { ...details } };
    const stamp = stampOf(line, this.keys.current);
    return this.uow.run(() => insertRow(this.uow.manager, AuditEntity, { ...line, stamp }));
  }

  /** Newest first. */
  page({ action, actor, object, from, to, before, limit }: AuditFilter): Promise<AuditEntity[]> {
    const where = {
      ...(action === undefined ? {} : { action }),
      ...(actor === undefined ? {} : { actor }),
      ...(object === undefined ? {} : { object: Like(`${object}%`) }),
      ...(from === undefined && to === undefined ? {} : { at: Between(from ?? EARLIEST, to ?? LATEST) }),
      ...(before === null ? {} : { id: LessThan(before) }),
    };
    return this.uow.manager.find(AuditEntity, { where, order: { id: 'DESC' }, take: limit });
  }
}

const EARLIEST = new Date(0);
const LATEST = new Date(Date.UTC(9999, 11, 31));
