import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { type Role } from '@minsheng/contracts';
import { type Actor, DomainError, hasRole } from '@minsheng/domain';
import type { Request } from 'express';

const PUBLIC = 'minsheng:public';
const ROLES = 'minsheng:roles';

/** No account needed: the public mailbox, sign-in, health. Everything else is closed by default. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(PUBLIC, true);
/** Only these roles may call the route at all; which orders they may touch is the policy's matter. */
export const Roles = (...roles: readonly Role[]): MethodDecorator & ClassDecorator => SetMetadata(ROLES, roles);

export interface AppRequest extends Request {
  id?: string;
  user?: Actor;
  bodyError?: unknown;
}

/** The signed-in account of the request. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const actor = context.switchToHttp().getRequest<AppRequest>().user;
  if (!actor) throw new DomainError('unauthenticated');
  return actor;
});

/** First judgement of every request: who is it (401)? */
@Injectable()
export class SignedInGuard extends AuthGuard('jwt') {
  constructor(private readonly reflector: Reflector) {
    super();
  }

  override canActivate(context: ExecutionContext): ReturnType<CanActivate['canActivate']> {
    if (context.getType() !== 'http') return true;
    const isPublic = this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, [
      context.getHandler(),
      context.getClass(),
    ]);
    return isPublic === true || super.canActivate(context);
  }

  override handleRequest<T>(error: unknown, user: T | false | null): T {
    if (error instanceof DomainError) throw error;
    if (error || !user) throw new DomainError('unauthenticated');
    return user;
  }
}

/** Second judgement: is the body JSON at all (400)? The parser only notes the error, so that 401 comes first. */
@Injectable()
export class ReadableBodyGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    if (context.switchToHttp().getRequest<AppRequest>().bodyError) throw new DomainError('malformed');
    return true;
  }
}

/** Third judgement: may this role call the route (403)? */
@Injectable()
export class RolesGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const roles = this.reflector.getAllAndOverride<readonly Role[] | undefined>(ROLES, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (!roles) return true;
    const actor = context.switchToHttp().getRequest<AppRequest>().user;
    if (!actor || !hasRole(actor, ...roles)) throw new DomainError('forbidden');
    return true;
  }
}
