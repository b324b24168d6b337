import type { EntityManager } from 'typeorm';
import type { Dialect } from './database-url';

/** One open transaction. After `commit` or `rollback` its manager belongs to somebody else. */
export interface Session {
  readonly manager: EntityManager;
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

/** How the unit of work reaches one kind of database. */
export interface Storage {
  readonly dialect: Dialect;
  /** For reads outside any transaction; never shows uncommitted rows. */
  readonly reader: EntityManager;
  beginWrite(): Promise<Session>;
  /** A transaction that sees one state of the database from its first read on, and does not write. */
  beginRead(): Promise<Session>;
  close(): Promise<void>;
}
