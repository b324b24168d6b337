import { Injectable } from '@nestjs/common';
import { bulkInsert, compareAndSet, insertRow, UnitOfWork, updateRows } from '@minsheng/platform';
import { In, IsNull } from 'typeorm';
import { AccountEntity, SessionEntity } from './account.entity';

/** The only file with queries on accounts and sessions. */
@Injectable()
export class AccountsRepository {
  constructor(private readonly uow: UnitOfWork) {}

  byUsername(username: string): Promise<AccountEntity | null> {
    return this.uow.manager.findOneBy(AccountEntity, { username });
  }

  async names(usernames: readonly string[]): Promise<Map<string, string>> {
    if (usernames.length === 0) return new Map();
    const rows = await this.uow.manager.find(AccountEntity, {
      select: { username: true, displayName: true },
      where: { username: In([...usernames]) },
    });
    return new Map(rows.map((row) => [row.username, row.displayName]));
  }

  count(where: Partial<Pick<AccountEntity, 'demo'>> = {}): Promise<number> {
    return this.uow.manager.countBy(AccountEntity, where);
  }

  addAll(accounts: readonly Omit<AccountEntity, 'id'>[]): Promise<void> {
    return bulkInsert(this.uow.manager, AccountEntity, accounts);
  }

  /** Counts in the database: two wrong guesses at once are two. */
  async countFailure(username: string): Promise<number> {
    await this.uow.manager.increment(AccountEntity, { username }, 'failedCount', 1);
    return (await this.byUsername(username))?.failedCount ?? 0;
  }

  async setLock(username: string, lockedUntil: Date | null): Promise<void> {
    await updateRows(this.uow.manager, AccountEntity, { username }, { failedCount: 0, lockedUntil });
  }

  async setPassword(username: string, passwordHash: string): Promise<void> {
    await updateRows(
      this.uow.manager,
      AccountEntity,
      { username },
      { passwordHash, failedCount: 0, lockedUntil: null },
    );
  }

  async addSession(session: Omit<SessionEntity, 'id'>): Promise<void> {
    await insertRow(this.uow.manager, SessionEntity, session);
  }

  session(sessionId: string): Promise<SessionEntity | null> {
    return this.uow.manager.findOneBy(SessionEntity, { sessionId });
  }

  /** Oldest first. */
  liveSessions(username: string): Promise<SessionEntity[]> {
    return this.uow.manager.find(SessionEntity, {
      where: { username, revokedAt: IsNull() },
      order: { createdAt: 'ASC', id: 'ASC' },
    });
  }

  rotate(sessionId: string, from: string, to: string, at: Date): Promise<boolean> {
    const changes = { refreshHash: to, previousHash: from, lastUsedAt: at };
    return compareAndSet(this.uow.manager, SessionEntity, { sessionId, refreshHash: from, revokedAt: null }, changes);
  }

  async revoke(sessionId: string, at: Date): Promise<void> {
    await updateRows(this.uow.manager, SessionEntity, { sessionId }, { revokedAt: at });
  }
}
