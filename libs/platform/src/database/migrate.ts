import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { column, createTable, isSqlite } from './schema';
import { beginImmediate } from './sqlite-begin';

const TABLE = 'schema_migration';
const LOCK_SECONDS = 120;

/**
 * Brings the database to the schema of the given data source and returns the names of what ran. Safe to run twice and
 * from two machines at once: whoever comes second waits, then finds nothing left to do.
 */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  const runner = dataSource.createQueryRunner();
  try {
    return await (isSqlite(runner) ? embedded(runner, dataSource) : onServer(runner, dataSource));
  } finally {
    await runner.release();
  }
}

/** SQLite: one transaction around everything, table definitions included. */
async function embedded(runner: QueryRunner, dataSource: DataSource): Promise<string[]> {
  await beginImmediate(runner);
  try {
    const names = await runPending(runner, dataSource);
    await runner.commitTransaction();
    return names;
  } catch (error) {
    await runner.rollbackTransaction();
    throw error;
  }
}

/** A server commits each table definition at once: a named lock keeps the second machine out. */
async function onServer(runner: QueryRunner, dataSource: DataSource): Promise<string[]> {
  const [{ charset }] = await runner.query('SELECT @@character_set_database AS charset');
  if (charset !== 'utf8mb4') throw new Error(`The database must be created with CHARACTER SET utf8mb4, not ${charset}`);
  const lock = `minsheng-migrate-${dataSource.options.database}`.slice(0, 64);
  const [{ got }] = await runner.query('SELECT GET_LOCK(?, ?) AS got', [lock, LOCK_SECONDS]);
  if (Number(got) !== 1) throw new Error('Another machine has been migrating this database for two minutes');
  try {
    return await runPending(runner, dataSource);
  } finally {
    await runner.query('SELECT RELEASE_LOCK(?)', [lock]);
  }
}

async function runPending(runner: QueryRunner, dataSource: DataSource): Promise<string[]> {
  await createTable(runner, { name: TABLE, columns: [column.code('name', 190, { primary: true })] });
  const known: { name: string }[] = await runner.query(`SELECT name FROM ${TABLE}`);
  const done = new Set(known.map((row) => row.name));
  const ran: string[] = [];
  for (const migration of dataSource.migrations) {
    const name = nameOf(migration);
    if (done.has(name)) continue;
    await migration.up(runner);
    await runner.query(`INSERT INTO ${TABLE} (name) VALUES (?)`, [name]);
    ran.push(name);
  }
  return ran;
}

/** Class names do not survive a minifier, so a migration says its own. */
function nameOf(migration: MigrationInterface): string {
  if (!migration.name) throw new Error(`Migration ${migration.constructor.name} has no name property`);
  return migration.name;
}
