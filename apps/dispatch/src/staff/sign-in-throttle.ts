import { Injectable } from '@nestjs/common';
import { DomainError } from '@minsheng/domain';
import { Clock } from '@minsheng/platform';

/** Failed sign-ins an address may make in a window: a call centre sits behind one address, so only failures count. */
const MOST_FAILURES = 60;
const WINDOW_SECONDS = 600;

/** Slows down guessing over many accounts; the lock of one account is the auth service's. */
@Injectable()
export class SignInThrottle {
  private readonly failures = new Map<string, { count: number; until: number }>();

  constructor(private readonly clock: Clock) {}

  /** @throws DomainError too_many */
  refuseTooMany(address: string): void {
    const now = this.clock.now().getTime();
    const known = this.failures.get(address);
    if (!known || known.until <= now || known.count < MOST_FAILURES) return;
    throw new DomainError('too_many', { seconds: Math.ceil((known.until - now) / 1000) });
  }

  countFailure(address: string): void {
    const now = this.clock.now().getTime();
    for (const [key, entry] of this.failures) if (entry.until <= now) this.failures.delete(key);
    const known = this.failures.get(address) ?? { count: 0, until: now + WINDOW_SECONDS * 1000 };
    this.failures.set(address, { ...known, count: known.count + 1 });
  }
}
