import { Injectable } from '@nestjs/common';
import { type RevealField } from '@minsheng/contracts';
import { civilDateOf, DomainError, startOfDay } from '@minsheng/domain';
import { MoreThanOrEqual } from 'typeorm';
import { Clock } from '../clock/clock';
import { UnitOfWork } from '../database/unit-of-work';
import { AuditEntity, AuditTrail } from './audit-trail';

/** How often a day one account may look behind the mask (rules §9). */
export const REVEALS_A_DAY = 50;

/** Counts and records every look behind the mask, wherever it happens. */
@Injectable()
export class RevealLog {
  constructor(
    private readonly audit: AuditTrail,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError reveal_limit */
  async record(look: { actor: string; object: string; fields: readonly RevealField[]; reason: string }): Promise<void> {
    await this.uow.run(async () => {
      const today = startOfDay(civilDateOf(this.clock.now()));
      const where = { actor: look.actor, action: 'reveal', at: MoreThanOrEqual(today) };
      const count = await this.uow.manager.countBy(AuditEntity, where);
      if (count >= REVEALS_A_DAY) throw new DomainError('reveal_limit', { limit: REVEALS_A_DAY });
      const { actor, object, fields, reason } = look;
      await this.audit.record({ actor, action: 'reveal', object, details: { fields, reason } });
    });
  }
}
