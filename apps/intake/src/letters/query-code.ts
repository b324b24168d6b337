import { randomInt, timingSafeEqual } from 'node:crypto';

/** Letters and digits that nobody confuses on the telephone. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const LENGTH = 10;

/** A letter's second key, from a cryptographic source; shown once, kept only as a hash (rules §3). */
export function newQueryCode(): string {
  return Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)] ?? 'A').join('');
}

/** As the citizen may type it: lower case, blanks and dashes do not matter. */
export function normaliseQueryCode(code: string): string {
  return code
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');
}

/** Compares two hashes in constant time. */
export function sameHash(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
