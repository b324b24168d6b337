import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { type Actor, DomainError } from '@minsheng/domain';
import type { Request } from 'express';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { AccessTokens } from './access-tokens';

const fromHeader = ExtractJwt.fromAuthHeaderAsBearerToken();

/** Turns the bearer token of a request into the actor; expiry is judged by the application's clock. */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor(private readonly tokens: AccessTokens) {
    super({
      jwtFromRequest: fromHeader,
      secretOrKey: tokens.key,
      algorithms: ['HS256'],
      ignoreExpiration: true,
      passReqToCallback: true,
    });
  }

  validate(request: Request): Actor {
    const token = fromHeader(request);
    if (!token) throw new DomainError('unauthenticated');
    return this.tokens.verify(token);
  }
}
