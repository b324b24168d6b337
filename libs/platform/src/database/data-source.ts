import { createConnection, createPool, type Pool, type PoolOptions } from 'mysql2';
import * as mysql2 from 'mysql2';
import {
  DataSource,
  type DataSourceOptions,
  type EntitySchema,
  type MigrationInterface,
  type MixedList,
} from 'typeorm';
import { parseDatabaseUrl, type DatabaseAddress } from './database-url';
import { SnakeNaming } from './snake-naming';
import { prepareWriting, WritingConnection } from './sqlite-connection';

/** A class that TypeORM maps to a table. */
export type EntityClass = new () => object;
/** A hand-written migration; its `name` property names it in the database for ever. */
export type MigrationClass = new () => MigrationInterface;

/** What it takes to open the database of a process: its services' tables and migrations, listed, never globbed. */
export interface DatabaseConfig {
  readonly databaseUrl: string;
  readonly entities: readonly EntityClass[];
  readonly migrations: readonly MigrationClass[];
  /** Connections to a database server; more than 16 gain nothing (measured). */
  readonly poolSize?: number;
}

type ServerAddress = Extract<DatabaseAddress, { dialect: 'mysql' }>;

/** TypeORM's options for either database. Asynchronous because only the server knows whether it is MySQL or MariaDB. */
export async function dataSourceOptions(config: DatabaseConfig): Promise<DataSourceOptions> {
  const address = parseDatabaseUrl(config.databaseUrl);
  const shared = {
    entities: mutable(config.entities),
    migrations: mutable(config.migrations),
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    migrationsRun: false,
  };
  if (address.dialect === 'sqlite') {
    return {
      ...shared,
      type: 'better-sqlite3',
      driver: WritingConnection,
      database: address.file,
      prepareDatabase: prepareWriting,
      statementCacheSize: 400,
    };
  }
  return {
    ...shared,
    // The driver of the other server reports a difference on every nullable column for ever.
    type: await serverKind(address),
    driver: { ...mysql2, createPool: createUtcPool },
    host: address.host,
    port: address.port,
    username: address.username,
    password: address.password,
    database: address.database,
    charset: 'utf8mb4',
    timezone: 'Z',
    // Counts and sums arrive as numbers, as they do from SQLite.
    bigNumberStrings: false,
    extra: { decimalNumbers: true },
    // A stack trace with every statement, in case it fails; QueryFailedError brings its own when one does.
    trace: false,
    poolSize: config.poolSize ?? 16,
  };
}

/** Opens the database of a process outside Nest: commands and tests. */
export async function openDataSource(config: DatabaseConfig): Promise<DataSource> {
  return new DataSource(await dataSourceOptions(config)).initialize();
}

/**
 * Every session speaks UTC, and sees at each statement what others have committed: with compare-and-set and unique keys
 * that is enough, and it spares the gap locks of REPEATABLE READ, most of its deadlocks.
 */
function createUtcPool(options: PoolOptions): Pool {
  const pool = createPool(options);
  pool.on('connection', (connection) => {
    connection.query("SET SESSION time_zone = '+00:00'");
    connection.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');
  });
  return pool;
}

async function serverKind(address: ServerAddress): Promise<'mysql' | 'mariadb'> {
  if (address.scheme === 'mariadb') return 'mariadb';
  const { host, port, username: user, password, database } = address;
  const connection = createConnection({ host, port, user, password, database });
  try {
    const version = await new Promise<string>((resolve, reject) => {
      connection.query({ sql: 'SELECT VERSION()', rowsAsArray: true }, (error, rows) =>
        error ? reject(error) : resolve(String(rows)),
      );
    });
    return /mariadb/i.test(version) ? 'mariadb' : 'mysql';
  } finally {
    connection.end();
  }
}

function mutable<T extends EntityClass | MigrationClass>(
  list: readonly T[],
): T[] & MixedList<T | string | EntitySchema> {
  return [...list];
}
