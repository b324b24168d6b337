import { createSecretKey, type KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { type Post, type Role } from '@minsheng/contracts';
import { type Actor, DomainError } from '@minsheng/domain';
import { Clock } from '../clock/clock';
import { Sealer } from '../sealing/sealer';

/** Minutes an access token lives (rules §9). */
export const ACCESS_TOKEN_MINUTES = 15;

/** What the token carries; every service verifies it with the shared key, none asks another. */
export interface TokenClaims {
  readonly sub: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly unit: string | null;
  /** Absent in tokens signed before accounts had posts. */
  readonly post?: Post | null;
  readonly sid: string;
  /** The password must be changed before anything else. */
  readonly chg?: boolean;
  readonly iat: number;
  readonly exp: number;
}

/** Signs and verifies access tokens (HS256 under a key derived from SECRET_KEY). */
@Injectable()
export class AccessTokens {
  private readonly jwt: JwtService;
  /** Ready to use: from text, the library would look for a public key in it at every request. */
  readonly key: KeyObject;

  constructor(
    private readonly clock: Clock,
    sealer: Sealer,
  ) {
    this.key = createSecretKey(Buffer.from(sealer.deriveKey('access-token')));
    this.jwt = new JwtService({ secret: this.key });
  }

  sign(actor: Actor & { readonly sessionId: string }): string {
    const iat = Math.floor(this.clock.now().getTime() / 1000);
    return this.jwt.sign(
      {
        sub: actor.username,
        name: actor.displayName,
        roles: actor.roles,
        unit: actor.unitCode,
        post: actor.post,
        sid: actor.sessionId,
        ...(actor.mustChangePassword ? { chg: true } : {}),
        iat,
      },
      { algorithm: 'HS256', expiresIn: ACCESS_TOKEN_MINUTES * 60 },
    );
  }

  /** @throws DomainError session_expired when the token is not ours, was changed or is over. */
  verify(token: string): Actor & { readonly expiresAt: Date } {
    try {
      const claims = this.jwt.verify<TokenClaims>(token, {
        algorithms: ['HS256'],
        clockTimestamp: Math.floor(this.clock.now().getTime() / 1000),
      });
      return { ...actorOf(claims), expiresAt: new Date(claims.exp * 1000) };
    } catch {
      throw new DomainError('session_expired');
    }
  }

  /** The actor of claims whose signature was verified before. @throws DomainError session_expired */
  actorNow(claims: TokenClaims): Actor {
    if (claims.exp * 1000 <= this.clock.now().getTime()) throw new DomainError('session_expired');
    return actorOf(claims);
  }
}

/** Who the claims of a verified token name. */
export function actorOf(claims: TokenClaims): Actor {
  return {
    username: claims.sub,
    displayName: claims.name,
    roles: claims.roles,
    unitCode: claims.unit,
    post: claims.post ?? null,
    sessionId: claims.sid,
    ...(claims.chg ? { mustChangePassword: true } : {}),
  };
}
