import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { DomainError } from '@minsheng/domain';

/** OWASP's minimum for argon2id: 19 MiB, two passes. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
export const MIN_PASSWORD_LENGTH = 8;
const RANDOM_LENGTH = 14;
/** Without letters and digits that are taken for one another when they are read out. */
const LETTERS = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnpqrstuvwxyz', '23456789', '!@#%+=-'];

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

/** From a cryptographic source, with every class of character the policy may ask for. */
export function randomPassword(): string {
  const draw = (from: string): string => from[randomInt(from.length)] ?? '';
  const must = LETTERS.map(draw);
  const rest = Array.from({ length: RANDOM_LENGTH - must.length }, () => draw(LETTERS.join('')));
  const characters = [...must, ...rest];
  for (let i = characters.length - 1; i > 0; i -= 1) {
    const j = randomInt(i + 1);
    [characters[i], characters[j]] = [characters[j] ?? '', characters[i] ?? ''];
  }
  // A letter or digit first: a spreadsheet takes `=` and `+` for a formula.
  const plain = characters.findIndex((character) => /[A-Za-z0-9]/.test(character));
  return [...characters.slice(plain, plain + 1), ...characters.slice(0, plain), ...characters.slice(plain + 1)].join(
    '',
  );
}
