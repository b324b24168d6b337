import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { type Actor, DomainError } from '@minsheng/domain';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { AccessTokens, type TokenClaims } from './access-tokens';
import { Revocations } from './revocations';

/** Turns the bearer token of a request into the actor; expiry is judged by the application's clock. */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor(
    private readonly tokens: AccessTokens,
    private readonly revocations: Revocations,
  ) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      // passed on to jsonwebtoken as it is, which takes a key; only the declared type is narrower
      secretOrKey: tokens.key as never,
      algorithms: ['HS256'],
      ignoreExpiration: true,
    });
  }

  async validate(claims: TokenClaims): Promise<Actor> {
    const actor = this.tokens.actorNow(claims);
    if (await this.revocations.isRevoked(actor.sessionId)) throw new DomainError('session_expired');
    return actor;
  }
}
