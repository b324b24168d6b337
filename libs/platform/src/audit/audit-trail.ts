import { Injectable } from '@nestjs/common';
import { Entity, Index, LessThan } from 'typeorm';
import { Clock } from '../clock/clock';
import { CodeColumn, IdColumn, InstantColumn, JsonColumn } from '../database/columns';
import { insertRow } from '../database/rows';
import { UnitOfWork } from '../database/unit-of-work';

/** One line of the audit trail: who did what to which thing, when. Never a personal value. */
@Entity('audit_trail')
@Index('ix_audit_actor', ['actor', 'action', 'at'])
@Index('ix_audit_action', ['action', 'id'])
export class AuditEntity {
  @IdColumn() id: number;
  @InstantColumn() at: Date;
  @CodeColumn(60) actor: string;
  @CodeColumn(60) action: string;
  @CodeColumn(80) object: string;
  @JsonColumn() details: Record<string, unknown>;
}

export interface AuditLine {
  readonly actor: string;
  readonly action: string;
  readonly object: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Writes the trail in the same transaction as the fact, so that neither stands without the other (rules §9). */
@Injectable()
export class AuditTrail {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async record({ actor, action, object, details = {} }: AuditLine): Promise<void> {
    await this.uow.run(() =>
      insertRow(this.uow.manager, AuditEntity, {
        at: this.clock.now(),
        actor,
        action,
        object,
        details: { ...details },
      }),
    );
  }

  /** Newest first, before the line with this id. */
  page(filter: { action?: string; before: number | null; limit: number }): Promise<AuditEntity[]> {
    const where = {
      ...(filter.action === undefined ? {} : { action: filter.action }),
      ...(filter.before === null ? {} : { id: LessThan(filter.before) }),
    };
    return this.uow.manager.find(AuditEntity, { where, order: { id: 'DESC' }, take: filter.limit });
  }
}
