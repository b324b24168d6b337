import { hash, verify } from '@node-rs/argon2';
import { DomainError } from '@minsheng/domain';

/** OWASP's minimum for argon2id: 19 MiB, two passes. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
export const MIN_PASSWORD_LENGTH = 8;

export function hashPassword(password: string): Promise<string> {
  return hash(password, ARGON2ID);
}

export function passwordMatches(passwordHash: string, password: string): Promise<boolean> {
  return verify(passwordHash, password);
}

/** @throws DomainError password_too_weak: at least 8 characters of three classes (rules §9). */
export function refuseWeakPassword(password: string): void {
  const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((pattern) => pattern.test(password)).length;
  if (password.length < MIN_PASSWORD_LENGTH || classes < 3) {
    throw new DomainError('password_too_weak', { length: MIN_PASSWORD_LENGTH });
  }
}
