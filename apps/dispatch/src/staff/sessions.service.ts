import { Injectable } from '@nestjs/common';
import { type SessionView } from '@minsheng/contracts';
import { type Actor, DomainError } from '@minsheng/domain';
import { Clock, Outbox, Revocations, UnitOfWork } from '@minsheng/platform';
import { type SessionEntity } from './account.entity';
import { SessionsRepository } from './sessions.repository';

/** A session that was not used for so long is over (rules §9). */
export const IDLE_MINUTES = 30;

/** Ending sessions: their tokens are refused within seconds everywhere, and their sockets cut. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly uow: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly revocations: Revocations,
    private readonly clock: Clock,
  ) {}

  /** In the caller's transaction. */
  async cutOff({ username, sessionId }: SessionEntity): Promise<void> {
    const now = this.clock.now();
    await this.sessions.revoke(sessionId, now);
    await this.revocations.revoke(sessionId);
    await this.outbox.add('dispatch.access-revoked', username, { username, sessionId, at: now.toISOString() });
  }

  /** Every session of the account, in the caller's transaction; `except` stays. */
  async cutAll(username: string, except: string | null = null): Promise<void> {
    const live = await this.sessions.live(username);
    for (const session of live.filter(({ sessionId }) => sessionId !== except)) await this.cutOff(session);
  }

  /** One's own sessions that could still be used, newest first. */
  async list(actor: Actor): Promise<SessionView[]> {
    const now = this.clock.now();
    const live = await this.sessions.live(actor.username);
    return live
      .filter((session) => !isIdle(session, now))
      .reverse()
      .map(({ sessionId, createdAt, lastUsedAt }) => ({
        sessionId,
        createdAt: createdAt.toISOString(),
        lastUsedAt: lastUsedAt.toISOString(),
        current: sessionId === actor.sessionId,
      }));
  }

  /** Ends one of one's own sessions. @throws DomainError not_found */
  async cutOwn(sessionId: string, actor: Actor): Promise<void> {
    await this.uow.run(async () => {
      const session = await this.sessions.byId(sessionId);
      if (!session || session.username !== actor.username || session.revokedAt) throw new DomainError('not_found');
      await this.cutOff(session);
    });
  }
}

export function isIdle(session: Pick<SessionEntity, 'lastUsedAt'>, now: Date): boolean {
  return now.getTime() - session.lastUsedAt.getTime() > IDLE_MINUTES * 60_000;
}
