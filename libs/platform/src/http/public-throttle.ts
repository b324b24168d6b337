import { Injectable } from '@nestjs/common';
import { ThrottlerGuard, type ThrottlerModuleOptions } from '@nestjs/throttler';
import { DomainError } from '@minsheng/domain';

/** Requests an address may make to the public routes (rules §9); staff routes are not throttled. */
export const PUBLIC_THROTTLE: ThrottlerModuleOptions = [{ name: 'public', ttl: 60_000, limit: 300 }];

/** Slows down whoever hammers the public mailbox. */
@Injectable()
export class PublicThrottle extends ThrottlerGuard {
  protected override throwThrottlingException(): Promise<void> {
    return Promise.reject(new DomainError('too_many', { seconds: 60 }));
  }
}
