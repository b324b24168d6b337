import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { type Role } from '@minsheng/contracts';
import { type Actor, DomainError, hasRole, keepsLocks } from '@minsheng/domain';
import type { Request } from 'express';

const PUBLIC = 'minsheng:public';
const ROLES = 'minsheng:roles';
const SECURITY = 'minsheng:security-post';
const INITIAL = 'minsheng:initial-password';

/** No account needed: the public mailbox, sign-in, health. Everything else is closed by default. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(PUBLIC, true);
/** Only these roles may call the route at all; which orders they may touch is the policy's matter. */
export const Roles = (...roles: readonly Role[]): MethodDecorator & ClassDecorator => SetMetadata(ROLES, roles);

/** An administrator on the security post may call the route too; every other route of the administrator is closed to it. */
export const SecurityPost = (): MethodDecorator & ClassDecorator => SetMetadata(SECURITY, true);
/** Open to whoever has yet to change an initial password; everything else is not. */
export const InitialPasswordOk = (): MethodDecorator & ClassDecorator => SetMetadata(INITIAL, true);

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
    const error = context.switchToHttp().getRequest<AppRequest>().bodyError;
    if (error)
      throw isTooLarge(error)
        ? new DomainError('body_too_large', { mb: error.limit >> 20 })
        : new DomainError('malformed');
    return true;
  }
}

/** Third judgement: may this role call the route (403)? */
@Injectable()
export class RolesGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const actor = context.switchToHttp().getRequest<AppRequest>().user;
    if (actor?.mustChangePassword && !this.marked(INITIAL, context)) throw new DomainError('password_change_required');
    const roles = this.marked<readonly Role[]>(ROLES, context);
    if (!roles) return true;
    if (!actor || !hasRole(actor, ...roles)) throw new DomainError('forbidden');
    // Closed unless opened: a new page of the administrator is none of the security post's.
    if (keepsLocks(actor) && !this.marked(SECURITY, context)) throw new DomainError('forbidden');
    return true;
  }

  private marked<T = true>(key: string, context: ExecutionContext): T | undefined {
    return this.reflector.getAllAndOverride<T | undefined>(key, [context.getHandler(), context.getClass()]);
  }
}

/** What the body parser says of a body beyond its limit (bytes). */
function isTooLarge(error: unknown): error is { readonly limit: number } {
  return (
    typeof error === 'object' &&
    error !== null &&
    'type' in error &&
    error.type === 'entity.too.large' &&
    'limit' in error
  );
}
