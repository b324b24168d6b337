import { Injectable } from '@nestjs/common';
import { type Role } from '@minsheng/contracts';
import { bulkInsert, compareAndSet, UnitOfWork, updateRows } from '@minsheng/platform';
import { In, type SelectQueryBuilder } from 'typeorm';
import { DirectoryTurnEntity } from '../units/directory-turn.entity';
import { AccountEntity } from './account.entity';

/** What the administrator's list asks for; by username, after the one given. */
export interface AccountFilter {
  readonly unit?: string;
  readonly role?: Role;
  readonly active?: boolean;
  /** Part of the username or of the name. */
  readonly words?: string;
  readonly after: string | null;
  readonly limit: number;
}

/** What an administrator may change of an account. */
export type AccountChanges = Partial<
  Pick<AccountEntity, 'displayName' | 'roles' | 'unitCode' | 'post' | 'active' | 'passwordHash' | 'mustChangePassword'>
>;

/** The only file with queries on accounts. */
@Injectable()
export class AccountsRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Rules that look at several accounts (never without an administrator) are judged one after the other. */
  async takeTurn(): Promise<void> {
    await this.uow.manager.increment(DirectoryTurnEntity, { name: 'accounts' }, 'turn', 1);
  }

  byUsername(username: string): Promise<AccountEntity | null> {
    return this.uow.manager.findOneBy(AccountEntity, { username });
  }

  byUsernames(usernames: readonly string[]): Promise<AccountEntity[]> {
    return usernames.length === 0
      ? Promise.resolve([])
      : this.uow.manager.findBy(AccountEntity, { username: In([...usernames]) });
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

  page({ unit, role, active, words, after, limit }: AccountFilter): Promise<AccountEntity[]> {
    const query = this.uow.manager.createQueryBuilder(AccountEntity, 'a').where('1 = 1');
    if (unit !== undefined) query.andWhere('a.unitCode = :unit', { unit });
    if (active !== undefined) query.andWhere('a.active = :active', { active });
    if (role !== undefined) withRole(query, role);
    if (words !== undefined) {
      const part = `%${escapeLike(words)}%`;
      query.andWhere("(a.username LIKE :part ESCAPE '!' OR a.displayName LIKE :part ESCAPE '!')", { part });
    }
    if (after !== null) query.andWhere('a.username > :after', { after });
    return query.orderBy('a.username', 'ASC').limit(limit).getMany();
  }

  /** Everybody with the role, active or not. */
  ofRole(role: Role): Promise<AccountEntity[]> {
    return withRole(this.uow.manager.createQueryBuilder(AccountEntity, 'a').where('1 = 1'), role).getMany();
  }

  async activeOfUnit(unitCode: string): Promise<string[]> {
    const rows = await this.uow.manager.find(AccountEntity, {
      select: { username: true },
      where: { unitCode, active: true },
      order: { username: 'ASC' },
    });
    return rows.map((row) => row.username);
  }

  addAll(accounts: readonly Omit<AccountEntity, 'id'>[]): Promise<void> {
    return bulkInsert(this.uow.manager, AccountEntity, accounts);
  }

  /** False when somebody else was faster. */
  change({ username, version }: AccountEntity, changes: AccountChanges): Promise<boolean> {
    const after = { ...changes, version: version + 1 };
    return compareAndSet(this.uow.manager, AccountEntity, { username, version }, after);
  }

  /** Counts in the database: two wrong guesses at once are two. */
  async countFailure(username: string): Promise<number> {
    await this.uow.manager.increment(AccountEntity, { username }, 'failedCount', 1);
    return (await this.byUsername(username))?.failedCount ?? 0;
  }

  /**
   * Forgets failures at a sign-in, before anything is read: whoever is changing the account is waited for, so that what is
   * read next is what holds. False when the account is no longer what it was when the password was judged.
   */
  async welcome({ username, passwordHash, version }: AccountEntity): Promise<boolean> {
    await this.setLock(username, null);
    const now = await this.byUsername(username);
    return now?.active === true && now.passwordHash === passwordHash && now.version === version;
  }

  async setLock(username: string, lockedUntil: Date | null): Promise<void> {
    await updateRows(this.uow.manager, AccountEntity, { username }, { failedCount: 0, lockedUntil });
  }

  /** Chosen by whoever signs in with it: nobody else knows it. */
  async setPassword(username: string, passwordHash: string): Promise<void> {
    const changes = { passwordHash, failedCount: 0, lockedUntil: null, mustChangePassword: false };
    await updateRows(this.uow.manager, AccountEntity, { username }, changes);
  }
}

function withRole(query: SelectQueryBuilder<AccountEntity>, role: Role): SelectQueryBuilder<AccountEntity> {
  return query.andWhere("a.roles LIKE :role ESCAPE '!'", { role: `%"${escapeLike(role)}"%` });
}

function escapeLike(text: string): string {
  return text.replace(/[!%_]/g, '!$&');
}
