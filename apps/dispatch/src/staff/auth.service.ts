import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type AccountView, type LoginResponse } from '@minsheng/contracts';
import { type Actor, DomainError } from '@minsheng/domain';
import { AccessTokens, AuditTrail, Clock, UnitOfWork } from '@minsheng/platform';
import { type AccountEntity } from './account.entity';
import { AccountsRepository } from './accounts.repository';
import { hashPassword, passwordMatches, refuseWeakPassword } from './passwords';
import { SessionsRepository } from './sessions.repository';
import { isIdle, SessionsService } from './sessions.service';

/** Rules §9. */
const MOST_FAILURES = 5;
const LOCK_MINUTES = 30;
const MOST_SESSIONS = 5;
/** A page that refreshed a moment later than its twin still holds the token before. */
const TWIN_SECONDS = 20;

const MINUTE = 60_000;
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Sign-in, refresh with rotation, sign-out, the own password. */
@Injectable()
export class AuthService {
  private decoy: Promise<string> | null = null;

  constructor(
    private readonly accounts: AccountsRepository,
    private readonly sessions: SessionsRepository,
    private readonly ends: SessionsService,
    private readonly uow: UnitOfWork,
    private readonly tokens: AccessTokens,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Who this is, by password. An unknown name costs as long as a wrong password.
   * @throws DomainError bad_credentials, account_locked
   */
  async identify(username: string, password: string): Promise<AccountEntity> {
    const account = await this.accounts.byUsername(username);
    const now = this.clock.now();
    if (account?.lockedUntil && account.lockedUntil > now) throw locked(account.lockedUntil, now);
    const matches = await passwordMatches(account?.passwordHash ?? (await this.decoyHash()), password);
    if (account?.active && matches) return account;
    if (account) await this.countFailure(account.username, now);
    throw new DomainError('bad_credentials');
  }

  /**
   * Opens a session; the sixth of an account cuts off its oldest.
   * @throws DomainError bad_credentials: the account was disabled, or its password reset, while it was being judged
   */
  login(identified: AccountEntity): Promise<LoginResponse> {
    const secret = randomBytes(32).toString('base64url');
    const now = this.clock.now();
    const { username } = identified;
    const session = {
      sessionId: randomUUID(),
      username,
      refreshHash: sha256(secret),
      previousHash: null,
      createdAt: now,
      lastUsedAt: now,
      revokedAt: null,
    };
    return this.uow.run(async () => {
      if (!(await this.accounts.welcome(identified))) throw new DomainError('bad_credentials');
      const live = await this.sessions.live(username);
      for (const old of live.slice(0, Math.max(0, live.length - MOST_SESSIONS + 1))) await this.ends.cutOff(old);
      await this.sessions.add(session);
      await this.audit.record({ actor: username, action: 'login', object: `session:${session.sessionId}` });
      return this.answer(identified, session.sessionId, secret);
    });
  }

  /**
   * A new pair of tokens for a live session. A refresh token used twice is theft: the session ends.
   * @throws DomainError session_expired
   */
  async refresh(refreshToken: string): Promise<LoginResponse> {
    const [sessionId = '', secret = ''] = refreshToken.split('.');
    const session = await this.sessions.byId(sessionId);
    const account = session && (await this.accounts.byUsername(session.username));
    const now = this.clock.now();
    if (!session || !account?.active || session.revokedAt || isIdle(session, now))
      throw new DomainError('session_expired');
    const next = randomBytes(32).toString('base64url');
    const rotated = await this.uow.run(() => this.sessions.rotate(sessionId, sha256(secret), sha256(next), now));
    if (rotated) return this.answer(account, sessionId, next);
    await this.judgeStaleToken(sessionId, sha256(secret), now);
    throw new DomainError('session_expired');
  }

  async logout(actor: Actor): Promise<void> {
    const session = actor.sessionId === null ? null : await this.sessions.byId(actor.sessionId);
    if (session) await this.uow.run(() => this.ends.cutOff(session));
  }

  /**
   * The own password. Every other session ends, this one goes on with new tokens. Wrong guesses count as failed sign-ins.
   * @throws DomainError password_wrong, account_locked, password_same, password_too_weak, session_expired
   */
  async changePassword(actor: Actor, current: string, next: string): Promise<LoginResponse> {
    const account = await this.identify(actor.username, current).catch((error: unknown) => {
      throw error instanceof DomainError && error.code === 'bad_credentials'
        ? new DomainError('password_wrong')
        : error;
    });
    if (next === current) throw new DomainError('password_same');
    refuseWeakPassword(next);
    const passwordHash = await hashPassword(next);
    const secret = randomBytes(32).toString('base64url');
    const { username, sessionId } = actor;
    return this.uow.run(async () => {
      const goesOn =
        sessionId !== null && (await this.sessions.replaceSecret(sessionId, sha256(secret), this.clock.now()));
      if (!goesOn) throw new DomainError('session_expired');
      await this.accounts.setPassword(username, passwordHash);
      await this.ends.cutAll(username, sessionId);
      await this.audit.record({ actor: username, action: 'password_changed', object: `account:${username}` });
      return this.answer({ ...account, mustChangePassword: false }, sessionId, secret);
    });
  }

  private async judgeStaleToken(sessionId: string, hash: string, now: Date): Promise<void> {
    const session = await this.sessions.byId(sessionId);
    if (!session || session.revokedAt) return;
    const isTwin = session.previousHash === hash && now.getTime() - session.lastUsedAt.getTime() < TWIN_SECONDS * 1000;
    if (!isTwin) await this.uow.run(() => this.ends.cutOff(session));
  }

  private async countFailure(username: string, now: Date): Promise<void> {
    await this.uow.run(async () => {
      const failures = await this.accounts.countFailure(username);
      if (failures < MOST_FAILURES) return;
      await this.accounts.setLock(username, new Date(now.getTime() + LOCK_MINUTES * MINUTE));
      await this.audit.record({ actor: username, action: 'account_locked', object: `account:${username}` });
    });
  }

  private answer(account: AccountEntity, sessionId: string, secret: string): LoginResponse {
    const view = toAccountView(account);
    const { mustChangePassword } = account;
    const accessToken = this.tokens.sign({ ...view, sessionId, mustChangePassword });
    const tokens = { accessToken, refreshToken: `${sessionId}.${secret}`, account: view };
    return mustChangePassword ? { ...tokens, mustChangePassword } : tokens;
  }

  private decoyHash(): Promise<string> {
    this.decoy ??= hashPassword(randomBytes(16).toString('hex'));
    return this.decoy;
  }
}

export function toAccountView(account: AccountEntity): AccountView {
  const { username, displayName, roles, unitCode, post } = account;
  return { username, displayName, roles: [...roles], unitCode, post };
}

function locked(until: Date, now: Date): DomainError {
  const minutes = Math.ceil((until.getTime() - now.getTime()) / MINUTE);
  return new DomainError('account_locked', { failures: MOST_FAILURES, minutes });
}
