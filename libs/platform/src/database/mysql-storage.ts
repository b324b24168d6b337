import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import type { Session, Storage } from './storage';

/** MySQL and MariaDB: the server isolates, every transaction takes a connection of the pool. */
export class MysqlStorage implements Storage {
  readonly dialect = 'mysql';
  readonly reader: EntityManager;

  constructor(private readonly dataSource: DataSource) {
    this.reader = dataSource.manager;
  }

  beginWrite(): Promise<Session> {
    return this.begin((runner) => runner.startTransaction());
  }

  beginRead(): Promise<Session> {
    return this.begin((runner) => runner.startTransaction('REPEATABLE READ'));
  }

  /** The pool belongs to the data source, which whoever opened it closes. */
  close(): Promise<void> {
    return Promise.resolve();
  }

  private async begin(start: (runner: QueryRunner) => Promise<void>): Promise<Session> {
    const runner = this.dataSource.createQueryRunner();
    const end = async (finish: () => Promise<void>): Promise<void> => {
      await finish();
      await runner.release();
    };
    try {
      await start(runner);
    } catch (error) {
      await runner.release();
      throw error;
    }
    return {
      manager: runner.manager,
      commit: () => end(() => runner.commitTransaction()),
      // A connection that the server closed has nothing left to roll back.
      rollback: () => end(() => runner.rollbackTransaction().catch(() => undefined)),
    };
  }
}
