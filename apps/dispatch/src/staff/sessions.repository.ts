import { Injectable } from '@nestjs/common';
import { compareAndSet, insertRow, UnitOfWork, updateRows } from '@minsheng/platform';
import { IsNull } from 'typeorm';
import { SessionEntity } from './account.entity';

/** The only file with queries on sessions. */
@Injectable()
export class SessionsRepository {
  constructor(private readonly uow: UnitOfWork) {}

  async add(session: Omit<SessionEntity, 'id'>): Promise<void> {
    await insertRow(this.uow.manager, SessionEntity, session);
  }

  byId(sessionId: string): Promise<SessionEntity | null> {
    return this.uow.manager.findOneBy(SessionEntity, { sessionId });
  }

  /** Oldest first. */
  live(username: string): Promise<SessionEntity[]> {
    return this.uow.manager.find(SessionEntity, {
      where: { username, revokedAt: IsNull() },
      order: { createdAt: 'ASC', id: 'ASC' },
    });
  }

  rotate(sessionId: string, from: string, to: string, at: Date): Promise<boolean> {
    const changes = { refreshHash: to, previousHash: from, lastUsedAt: at };
    return compareAndSet(this.uow.manager, SessionEntity, { sessionId, refreshHash: from, revokedAt: null }, changes);
  }

  /** A new secret whatever the old one was: nobody who holds the old one goes on. False when the session is over. */
  replaceSecret(sessionId: string, to: string, at: Date): Promise<boolean> {
    const changes = { refreshHash: to, previousHash: null, lastUsedAt: at };
    return compareAndSet(this.uow.manager, SessionEntity, { sessionId, revokedAt: null }, changes);
  }

  async revoke(sessionId: string, at: Date): Promise<void> {
    await updateRows(this.uow.manager, SessionEntity, { sessionId }, { revokedAt: at });
  }
}
