import type { QueryRunner } from 'typeorm';
import { isTransient, waitAfter } from './failures';

const LONGEST_WAIT = 15_000;

/**
 * Begins a write transaction, waiting for another process's (a command on the same file). The connection itself waits
 * 50 ms only, because its waiting stops the whole process; in between others get their turn.
 */
export async function beginImmediate(runner: QueryRunner): Promise<void> {
  const since = performance.now();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await runner.startTransaction();
    } catch (error) {
      if (!isTransient(error) || performance.now() - since > LONGEST_WAIT) throw error;
    }
    await waitAfter(Math.min(attempt, 4));
  }
}
