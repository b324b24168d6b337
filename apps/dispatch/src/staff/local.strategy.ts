import { type ExecutionContext, HttpException, Injectable } from '@nestjs/common';
import { AuthGuard, PassportStrategy } from '@nestjs/passport';
import { DomainError } from '@minsheng/domain';
import { type AppRequest, validateAs } from '@minsheng/platform';
import { Strategy } from 'passport-local';
import { type AccountEntity } from './account.entity';
import { LoginDto } from './auth.dto';
import { AuthService } from './auth.service';
import { SignInThrottle } from './sign-in-throttle';

/** Username and password, judged by the auth service. */
@Injectable()
export class LocalStrategy extends PassportStrategy(Strategy, 'local') {
  constructor(
    private readonly auth: AuthService,
    private readonly throttle: SignInThrottle,
  ) {
    super({ usernameField: 'username', passwordField: 'password', passReqToCallback: true });
  }

  async validate(request: AppRequest, username: string, password: string): Promise<AccountEntity> {
    const address = request.ip ?? '';
    this.throttle.refuseTooMany(address);
    try {
      return await this.auth.identify(username.trim(), password);
    } catch (error) {
      if (error instanceof DomainError) this.throttle.countFailure(address);
      throw error;
    }
  }
}

/** Checks the form first, so that an empty password is a clear 400 and not a wrong one. */
@Injectable()
export class PasswordGuard extends AuthGuard('local') {
  override async canActivate(context: ExecutionContext): Promise<boolean> {
    await validateAs(LoginDto, context.switchToHttp().getRequest<AppRequest>().body);
    return (await super.canActivate(context)) as boolean;
  }

  override handleRequest<T>(error: unknown, user: T | false | null): T {
    if (error instanceof DomainError || error instanceof HttpException) throw error;
    if (error instanceof Error) throw error;
    if (!user) throw new DomainError('bad_credentials');
    return user;
  }
}
