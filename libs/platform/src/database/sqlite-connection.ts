import Libsql from 'libsql';

/** What TypeORM and this folder use of a prepared statement. */
interface Statement {
  readonly reader: boolean;
  all(...parameters: unknown[]): unknown[];
  run(...parameters: unknown[]): unknown;
}

/** What TypeORM and this folder use of a connection. */
export interface SqliteConnection {
  readonly inTransaction: boolean;
  prepare(sql: string): Statement;
  exec(sql: string): unknown;
  close(): unknown;
}

const Connection: new (file: string, options?: object) => SqliteConnection = Libsql;

/**
 * The libsql connection as TypeORM's `better-sqlite3` driver loads it. TypeORM opens every transaction deferred, and a
 * deferred one that reads before it writes fails at once with SQLITE_BUSY as soon as anybody else wrote in between: the
 * writing connection therefore takes the write lock at BEGIN.
 */
export class WritingConnection extends Connection {
  override prepare(sql: string): Statement {
    return binding(super.prepare(sql === 'BEGIN TRANSACTION' ? 'BEGIN IMMEDIATE' : sql));
  }
}

/** A connection that only reads: SQLite itself refuses a write on it (libsql ignores its own `readonly` option). */
export class ReadingConnection extends Connection {
  constructor(file: string) {
    super(file);
    this.exec('PRAGMA busy_timeout = 5000');
    this.exec('PRAGMA query_only = ON');
  }

  override prepare(sql: string): Statement {
    return binding(super.prepare(sql));
  }
}

/** WAL: readers never wait for the writer. NORMAL: a crashed process loses nothing, a power cut perhaps the last commits. */
export function prepareWriting(connection: SqliteConnection): void {
  for (const setting of ['busy_timeout = 50', 'journal_mode = WAL', 'synchronous = NORMAL', 'cache_size = -16000']) {
    connection.exec(`PRAGMA ${setting}`);
  }
}

/** libsql takes a lone `null` for the list of parameters itself: it is always handed one list. */
function binding(statement: Statement): Statement {
  const { all, run } = statement;
  statement.all = (...parameters) => all.call(statement, parameters.map(bindable));
  statement.run = (...parameters) => run.call(statement, parameters.map(bindable));
  return statement;
}

/** SQLite knows no Date and no boolean: raw SQL may pass them too, written the way TypeORM writes its columns. */
function bindable(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString().replace('T', ' ').slice(0, -1);
  if (typeof value === 'boolean') return value ? 1 : 0;
  return value === undefined ? null : value;
}
