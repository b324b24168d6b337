import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { QueryFailedError } from 'typeorm';

/** MySQL: deadlock, lock wait timeout, record changed since last read. SQLite: another process holds the write lock. */
const TRANSIENT = /^(ER_LOCK_DEADLOCK|ER_LOCK_WAIT_TIMEOUT|ER_CHECKREAD|SQLITE_BUSY\w*|SQLITE_LOCKED\w*)$/;
const DUPLICATE = /^(ER_DUP_ENTRY|SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY|ROWID))$/;

function codeOf(error: unknown): string {
  if (!(error instanceof QueryFailedError)) return '';
  const cause: { code?: unknown } = error.driverError;
  return typeof cause.code === 'string' ? cause.code : '';
}

/** Thrown inside a transaction that read something which another has taken meanwhile: all of it is tried again. */
export class LostRace extends Error {}

/** The database, or the work itself, asks to try the whole transaction again. */
export function isTransient(error: unknown): boolean {
  return error instanceof LostRace || TRANSIENT.test(codeOf(error));
}

/** Somebody else already stored a row under the same unique key. */
export function isDuplicateKey(error: unknown): boolean {
  return DUPLICATE.test(codeOf(error));
}

/** Waits longer after each attempt, by a different time in each process, so that two who collided do not meet again. */
export function waitAfter(attempt: number): Promise<void> {
  return pause(randomInt(5, 20 * attempt + 6));
}
