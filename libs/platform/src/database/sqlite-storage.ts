import { setImmediate as nextTick } from 'node:timers/promises';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { BetterSqlite3QueryRunner } from 'typeorm/driver/better-sqlite3/BetterSqlite3QueryRunner';
import type { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver';
import { beginImmediate } from './sqlite-begin';
import { ReadingConnection, type SqliteConnection } from './sqlite-connection';
import type { Session, Storage } from './storage';
import { Turn } from './turn';

/** Longest stretch of transactions, in ms, before timers and sockets get a turn: SQLite calls never yield by themselves. */
const STRETCH = 8;
const MOST_READERS = 6;

/**
 * SQLite: TypeORM gives a data source one connection, in which everybody's statements would end up in everybody's
 * transaction. So writers take turns on it, and whoever reads outside a transaction does so on connections of its own.
 */
export class SqliteStorage implements Storage {
  readonly dialect = 'sqlite';
  readonly reader: EntityManager;
  private readonly writer: QueryRunner;
  private readonly turn = new Turn();
  private readonly connections: ReadingConnection[] = [];
  private readonly idle: QueryRunner[] = [];
  private readonly waiting: ((runner: QueryRunner) => void)[] = [];
  private yieldedAt = performance.now();

  constructor(private readonly dataSource: DataSource) {
    this.writer = dataSource.createQueryRunner();
    this.reader = this.openReader().manager;
  }

  async beginWrite(): Promise<Session> {
    const pass = await this.turn.take();
    try {
      await this.letOthersRun();
      await beginImmediate(this.writer);
    } catch (error) {
      pass();
      throw error;
    }
    return session(this.writer, pass);
  }

  async beginRead(): Promise<Session> {
    const runner = await this.borrowReader();
    await runner.startTransaction();
    return session(runner, () => this.giveBack(runner));
  }

  async close(): Promise<void> {
    const pass = await this.turn.take();
    pass();
    for (const connection of this.connections) connection.close();
  }

  private async letOthersRun(): Promise<void> {
    if (performance.now() - this.yieldedAt < STRETCH) return;
    await nextTick();
    this.yieldedAt = performance.now();
  }

  private async borrowReader(): Promise<QueryRunner> {
    const runner = this.idle.pop();
    if (runner) return runner;
    if (this.connections.length <= MOST_READERS) return this.openReader();
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private giveBack(runner: QueryRunner): void {
    const next = this.waiting.shift();
    if (next) next(runner);
    else this.idle.push(runner);
  }

  private openReader(): QueryRunner {
    const connection = new ReadingConnection(String(this.dataSource.options.database));
    this.connections.push(connection);
    const runner = new ReadingRunner(this.dataSource.driver as BetterSqlite3Driver, connection);
    return Object.assign(runner, { manager: this.dataSource.createEntityManager(runner) });
  }
}

/** TypeORM's own query runner, on a connection of its own. */
class ReadingRunner extends BetterSqlite3QueryRunner {
  constructor(
    driver: BetterSqlite3Driver,
    private readonly handle: ReadingConnection,
  ) {
    super(driver);
  }

  override connect(): Promise<ReadingConnection> {
    return Promise.resolve(this.handle);
  }
}

function session(runner: QueryRunner, done: () => void): Session {
  return {
    manager: runner.manager,
    async commit() {
      await runner.commitTransaction();
      done();
    },
    async rollback() {
      try {
        // SQLite ends a transaction by itself on some errors (a full disk); TypeORM then still owes its ROLLBACK.
        const connection: SqliteConnection = await runner.connect();
        if (!connection.inTransaction) await runner.query('BEGIN');
        await runner.rollbackTransaction();
      } finally {
        done();
      }
    },
  };
}
