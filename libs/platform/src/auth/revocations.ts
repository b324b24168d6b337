import { Injectable } from '@nestjs/common';
import { CodeColumn, InstantColumn, insertRow, isDuplicateKey, UnitOfWork } from '../database';
import { Entity, Index, LessThanOrEqual, MoreThan } from 'typeorm';
import { Clock } from '../clock/clock';
import { ACCESS_TOKEN_MINUTES } from './access-tokens';

/** A session that ended while access tokens of it may still be about. */
@Entity('revoked_session')
export class RevokedSessionEntity {
  @CodeColumn(36, { primary: true }) sessionId: string;
  @Index('ix_revoked_until')
  @InstantColumn()
  until: Date;
}

/** How old a process's list of ended sessions may be. */
const FRESH_MS = 2000;

/** Ended sessions, known to every service: access tokens are not asked for again while they live. */
@Injectable()
export class Revocations {
  private known: { readonly ids: ReadonlySet<string>; readonly at: number } | null = null;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** In the transaction that ends the session. */
  async revoke(sessionId: string): Promise<void> {
    const until = new Date(this.clock.now().getTime() + ACCESS_TOKEN_MINUTES * 60_000);
    await insertRow(this.uow.manager, RevokedSessionEntity, { sessionId, until }).catch((error: unknown) => {
      if (!isDuplicateKey(error)) throw error;
    });
    this.uow.afterCommit(() => (this.known = null));
  }

  async isRevoked(sessionId: string | null): Promise<boolean> {
    if (sessionId === null) return false;
    const now = this.clock.now();
    if (!this.known || Math.abs(now.getTime() - this.known.at) > FRESH_MS) {
      const rows = await this.uow.manager.findBy(RevokedSessionEntity, { until: MoreThan(now) });
      this.known = { ids: new Set(rows.map((row) => row.sessionId)), at: now.getTime() };
    }
    return this.known.ids.has(sessionId);
  }

  /** Tokens of these have ended by themselves. */
  async forgetOld(): Promise<void> {
    const until = LessThanOrEqual(this.clock.now());
    await this.uow.run(() => this.uow.manager.delete(RevokedSessionEntity, { until }));
  }
}
