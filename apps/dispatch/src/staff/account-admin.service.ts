import { Injectable } from '@nestjs/common';
import {
  type AccountDeed,
  type AccountRecord,
  type AccountWithPassword,
  type ChangeAccountRequest,
  type CreateAccountRequest,
} from '@minsheng/contracts';
import { type Actor, DomainError, refuseDeed, refuseLastOfDuty, rightsShrink } from '@minsheng/domain';
import { AuditTrail, UnitOfWork } from '@minsheng/platform';
import { type AccountEntity } from './account.entity';
import { AccountPages } from './account-pages.service';
import { type AccountChanges, AccountsRepository } from './accounts.repository';
import { AccountsService } from './accounts.service';
import { hashPassword, randomPassword } from './passwords';
import { SessionsService } from './sessions.service';

/** What the trail calls each deed. */
const AUDITED: Readonly<Record<AccountDeed, string>> = {
  change: 'account_changed',
  disable: 'account_disabled',
  enable: 'account_enabled',
  unlock: 'account_unlocked',
  reset_password: 'password_reset',
  cut_sessions: 'sessions_cut',
};

/** What administrators do with accounts (rules §1, §9): each rule of `account-rules` is asked here, and every deed audited. */
@Injectable()
export class AccountAdmin {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly making: AccountsService,
    private readonly sessions: SessionsService,
    private readonly pages: AccountPages,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * A new account with a password that is told this once.
   * @throws DomainError username_taken, roles_not_separate, unit_required, unknown_unit, post_not_for_role
   */
  async create(request: CreateAccountRequest, actor: Actor): Promise<AccountWithPassword> {
    const { username, displayName, roles, unitCode = null, post = null } = request;
    const password = randomPassword();
    const passwordHash = await hashPassword(password);
    return this.uow.run(async () => {
      await this.accounts.takeTurn();
      if (await this.accounts.byUsername(username)) throw new DomainError('username_taken', { username });
      const duties = { roles: [...new Set(roles)], unitCode, post };
      await this.pages.refuse(duties);
      await this.making.createInitial([{ username, displayName, ...duties, passwordHash }]);
      await this.record(actor, 'account_created', username, { after: { displayName, ...duties } });
      return { account: await this.pages.record(username, actor), password };
    });
  }

  /**
   * Name, roles, unit and post. Where rights shrink, every session of the account ends.
   * @throws DomainError not_found, stale_record, own_account, last_of_duty, and the rules of `refuseDuties`
   */
  change(username: string, request: ChangeAccountRequest, actor: Actor): Promise<AccountRecord> {
    const { version, displayName, roles, unitCode = null, post = null } = request;
    return this.act('change', username, actor, async (account) => {
      if (account.version !== version)
        throw new DomainError(
          'stale_record',
          { what: username },
          { current: await this.pages.record(username, actor) },
        );
      const changes = { displayName, roles: [...new Set(roles)], unitCode, post };
      await this.put(account, changes, actor);
    });
  }

  /** @throws DomainError not_found, own_account, last_of_duty */
  disable(username: string, actor: Actor, reason?: string): Promise<AccountRecord> {
    return this.act('disable', username, actor, async (account) => {
      await this.refuseLast(account, { ...account, active: false });
      await this.store(account, { active: false });
      await this.sessions.cutAll(username);
      await this.record(actor, AUDITED.disable, username, { reason });
    });
  }

  /** @throws DomainError not_found, own_account, unknown_unit: its unit was closed down meanwhile */
  enable(username: string, actor: Actor, reason?: string): Promise<AccountRecord> {
    return this.act('enable', username, actor, async (account) => {
      await this.pages.refuse(account);
      await this.store(account, { active: true });
      await this.record(actor, AUDITED.enable, username, { reason });
    });
  }

  /** Lifts the lock of five wrong passwords. @throws DomainError not_found, own_account, duty_elsewhere */
  unlock(username: string, actor: Actor, reason?: string): Promise<AccountRecord> {
    return this.act('unlock', username, actor, async () => {
      await this.accounts.setLock(username, null);
      await this.record(actor, AUDITED.unlock, username, { reason });
    });
  }

  /** @throws DomainError not_found, own_account, duty_elsewhere */
  cutSessions(username: string, actor: Actor, reason?: string): Promise<AccountRecord> {
    return this.act('cut_sessions', username, actor, async () => {
      await this.sessions.cutAll(username);
      await this.record(actor, AUDITED.cut_sessions, username, { reason });
    });
  }

  /**
   * A new password that is told this once; every session ends.
   * @throws DomainError not_found, own_account, duty_elsewhere, account_disabled
   */
  async resetPassword(username: string, actor: Actor, reason?: string): Promise<AccountWithPassword> {
    const password = randomPassword();
    const passwordHash = await hashPassword(password);
    const account = await this.act('reset_password', username, actor, async (known) => {
      if (!known.active) throw new DomainError('account_disabled', { username });
      await this.store(known, { passwordHash, mustChangePassword: !known.demo });
      await this.accounts.setLock(username, null);
      await this.sessions.cutAll(username);
      await this.record(actor, AUDITED.reset_password, username, { reason });
    });
    return { account, password };
  }

  /** Changes what an account may do, in the caller's turn and transaction. @throws as `change` */
  async put(account: AccountEntity, changes: AccountChanges, actor: Actor): Promise<void> {
    const after = { ...account, ...changes };
    await this.pages.refuse(after);
    await this.refuseLast(account, after);
    await this.store(account, changes);
    if (rightsShrink(account, after)) await this.sessions.cutAll(account.username);
    await this.record(actor, AUDITED.change, account.username, { before: facts(account), after: facts(after) });
  }

  private async act(
    deed: AccountDeed,
    username: string,
    actor: Actor,
    work: (account: AccountEntity) => Promise<void>,
  ): Promise<AccountRecord> {
    const done = await this.uow.run(async () => {
      await this.accounts.takeTurn();
      const account = await this.accounts.byUsername(username);
      if (!account) throw new DomainError('not_found');
      refuseDeed(deed, account, actor, await this.pages.securityIsFilled());
      await work(account);
      return this.pages.record(username, actor);
    });
    if (deed === 'disable' || deed === 'reset_password') await this.cutLate(username);
    return done;
  }

  /** A sign-in that was stored while the account was being disabled stands outside of that transaction's sight. */
  private async cutLate(username: string): Promise<void> {
    await this.uow.run(() => this.sessions.cutAll(username));
  }

  private async refuseLast(before: AccountEntity, after: AccountEntity): Promise<void> {
    const holders = [...(await this.accounts.ofRole('admin')), ...(await this.accounts.ofRole('auditor'))];
    refuseLastOfDuty(before, after, holders);
  }

  private async store(account: AccountEntity, changes: AccountChanges): Promise<void> {
    if (!(await this.accounts.change(account, changes)))
      throw new DomainError('stale_record', { what: account.username });
  }

  private record(actor: Actor, action: string, username: string, details: Record<string, unknown>): Promise<void> {
    return this.audit.record({ actor: actor.username, action, object: `account:${username}`, details });
  }
}

/** What the trail keeps of an account: its duties; a name is no personal value of a citizen. */
function facts({ displayName, roles, unitCode, post }: AccountEntity) {
  return { displayName, roles, unitCode, post };
}
