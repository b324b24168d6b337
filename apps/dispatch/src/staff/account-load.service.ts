import { Injectable } from '@nestjs/common';
import { type InitialPassword, type TableReport } from '@minsheng/contracts';
import { type Actor, DomainError } from '@minsheng/domain';
import { AuditTrail, readTableFile, type TableRow, UnitOfWork } from '@minsheng/platform';
import { UnitsService } from '../units/units.service';
import { type AccountPlan, planAccounts, usernamesOf } from './account-table';
import { AccountAdmin } from './account-admin.service';
import { AccountsRepository } from './accounts.repository';
import { AccountsService, type HashedAccount } from './accounts.service';
import { hashPassword, randomPassword } from './passwords';
import { tableReport } from './table-report';

/** Accounts that one table may bring: each new one costs a slow hash by design. */
const MOST_ACCOUNTS = 1000;
const HASHES_AT_ONCE = 4;

/** Loading accounts from a table: what it would do, or doing it, all rows or none. */
@Injectable()
export class AccountLoad {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly making: AccountsService,
    private readonly admin: AccountAdmin,
    private readonly units: UnitsService,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws DomainError table_unreadable, table_too_long */
  async preview(file: Buffer, actor: Actor): Promise<TableReport> {
    const { lines } = await this.plan(await this.read(file), actor);
    return tableReport(lines, false);
  }

  /**
   * The passwords of new accounts are in the answer and nowhere else.
   * @throws DomainError table_unreadable, table_too_long, table_has_problems, and what changing an account may refuse
   */
  async apply(file: Buffer, actor: Actor): Promise<TableReport> {
    const rows = await this.read(file);
    const first = await this.plan(rows, actor);
    tableReport(first.lines, true);
    const secrets = await makeSecrets(first.create.map(({ username }) => username));
    return this.uow.run(async () => {
      await this.accounts.takeTurn();
      const plan = await this.plan(rows, actor);
      const made = plan.create.map((account) => ({ ...account, ...secretOf(secrets, account.username) }));
      await this.making.createInitial(made.map(({ password: _, ...account }): HashedAccount => account));
      for (const { username, displayName, roles, unitCode, post } of plan.create)
        await this.audit.record({
          ...{ actor: actor.username, action: 'account_created', object: `account:${username}` },
          details: { after: { displayName, roles, unitCode, post } },
        });
      const known = new Map(
        (await this.accounts.byUsernames(plan.change.map((a) => a.username))).map((a) => [a.username, a]),
      );
      for (const { username, ...changes } of plan.change) {
        const account = known.get(username);
        if (account) await this.admin.put(account, changes, actor);
      }
      const passwords = made.map(({ username, displayName, password }): InitialPassword => ({
        username,
        displayName,
        password,
      }));
      return tableReport(plan.lines, true, passwords);
    });
  }

  private async read(file: Buffer): Promise<TableRow[]> {
    const rows = await readTableFile(file);
    if (rows.length > MOST_ACCOUNTS)
      throw new DomainError('table_too_long', { count: rows.length, limit: MOST_ACCOUNTS });
    return rows;
  }

  private async plan(rows: readonly TableRow[], actor: Actor): Promise<AccountPlan> {
    const accounts = await this.accounts.byUsernames(usernamesOf(rows));
    const known = new Map(accounts.map((account) => [account.username, account]));
    return planAccounts(rows, await this.units.freshTree(), known, ({ username }, before) => {
      if (!before) return null;
      if (username === actor.username) return new DomainError('own_account').message;
      return known.get(username)?.active ? null : new DomainError('account_disabled', { username }).message;
    });
  }
}

interface Secret {
  readonly password: string;
  readonly passwordHash: string;
}

/** Hashed before the transaction: a hundred hashes take seconds. */
async function makeSecrets(usernames: readonly string[]): Promise<ReadonlyMap<string, Secret>> {
  const secrets = new Map<string, Secret>();
  for (let from = 0; from < usernames.length; from += HASHES_AT_ONCE) {
    const some = usernames.slice(from, from + HASHES_AT_ONCE).map(async (username) => {
      const password = randomPassword();
      secrets.set(username, { password, passwordHash: await hashPassword(password) });
    });
    await Promise.all(some);
  }
  return secrets;
}

/** @throws DomainError conflict: the account was not to be made when the table was judged first */
function secretOf(secrets: ReadonlyMap<string, Secret>, username: string): Secret {
  const secret = secrets.get(username);
  if (!secret) throw new DomainError('conflict');
  return secret;
}
