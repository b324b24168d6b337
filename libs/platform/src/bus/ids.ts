import { randomUUID } from 'node:crypto';

/** A name for a new fact, process or lease that no other will ever get. */
export function newId(): string {
  return randomUUID();
}
