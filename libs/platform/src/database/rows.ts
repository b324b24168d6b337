import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';

const MOST_PARAMETERS = 30_000;
/** Few sizes, so that SQLite's statement cache holds them all; a server parses the text each time anyway. */
const SQLITE_SIZES = [64, 16, 4, 1];
const SERVER_ROWS = 500;

/** A row to store: what is left out gets the column's default. */
export type NewRow<E> = { readonly [K in keyof E]?: E[K] | null };

/**
 * Stores rows with multi-row INSERTs built from the entity's columns: several times faster than `manager.insert`,
 * which reads every row back and breaks beyond a thousand.
 */
export async function bulkInsert<E extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<E>,
  rows: readonly NewRow<E>[],
  options: { readonly chunk?: number } = {},
): Promise<void> {
  const columns = usedColumns(manager, entity, rows);
  let from = 0;
  while (from < rows.length) {
    const size = chunkSize(manager, columns.length, rows.length - from, options.chunk);
    await insertChunk(manager, entity, { columns, rows: rows.slice(from, from + size) });
    from += size;
  }
}

/** Stores one row and returns the number the database gave it (0 where the table has none). */
export async function insertRow<E extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<E>,
  row: NewRow<E>,
): Promise<number> {
  const result = await insertChunk(manager, entity, { columns: usedColumns(manager, entity, [row]), rows: [row] });
  return typeof result === 'object' && result !== null && 'insertId' in result
    ? Number(result.insertId)
    : Number(result);
}

/**
 * Changes the row only if it is still as the caller read it; false means that somebody else was faster. The version
 * column, if the entity has one, counts up by itself.
 */
export async function compareAndSet<E extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<E>,
  where: NewRow<E>,
  changes: NewRow<E>,
): Promise<boolean> {
  return (await updateRows(manager, entity, where, changes)) === 1;
}

/** Changes every row that equals `where`, and says how many; without TypeORM's query builder, for hot paths. */
export async function updateRows<E extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<E>,
  where: NewRow<E>,
  changes: NewRow<E>,
): Promise<number> {
  const { metadata, quote, write } = tools(manager, entity);
  const set = metadata.columns.filter((column) => valueOf(column, changes) !== undefined);
  const key = metadata.columns.filter((column) => valueOf(column, where) !== undefined);
  if (set.length === 0 || key.length === 0) throw new Error(`Nothing to change or no key for ${metadata.tableName}`);
  const assignments = set.map((column) => `${quote(column.databaseName)} = ?`);
  const version = metadata.versionColumn;
  if (version && !set.includes(version)) {
    assignments.push(`${quote(version.databaseName)} = ${quote(version.databaseName)} + 1`);
  }
  const nothing = (column: ColumnMetadata): boolean => valueOf(column, where) === null;
  const conditions = key.map((column) => `${quote(column.databaseName)} ${nothing(column) ? 'IS NULL' : '= ?'}`);
  const sql = `UPDATE ${quote(metadata.tableName)} SET ${assignments.join(', ')} WHERE ${conditions.join(' AND ')}`;
  const parameters = [
    ...set.map((column) => write(column, valueOf(column, changes))),
    ...key.filter((column) => !nothing(column)).map((column) => write(column, valueOf(column, where))),
  ];
  const runner = manager.queryRunner;
  if (!runner) throw new Error('Rows change inside UnitOfWork.run() only');
  return (await runner.query(sql, parameters, true)).affected ?? 0;
}

interface Chunk<E> {
  readonly columns: readonly ColumnMetadata[];
  readonly rows: readonly NewRow<E>[];
}

async function insertChunk<E extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<E>,
  { columns, rows }: Chunk<E>,
): Promise<unknown> {
  const { metadata, quote, write } = tools(manager, entity);
  const names = columns.map((column) => quote(column.databaseName)).join(', ');
  const places = `(${columns.map(() => '?').join(', ')})`;
  const sql = `INSERT INTO ${quote(metadata.tableName)} (${names}) VALUES ${rows.map(() => places).join(', ')}`;
  const parameters = rows.flatMap((row) =>
    columns.map((column) => write(column, valueOf(column, row) ?? fallback(column))),
  );
  return manager.query(sql, parameters);
}

function tools<E extends ObjectLiteral>(manager: EntityManager, entity: EntityTarget<E>) {
  const { driver } = manager.dataSource;
  return {
    metadata: manager.dataSource.getMetadata(entity),
    quote: (name: string): string => driver.escape(name),
    write: (column: ColumnMetadata, value: unknown): unknown => driver.preparePersistentValue(value, column) ?? null,
  };
}

function usedColumns<E extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<E>,
  rows: readonly NewRow<E>[],
): ColumnMetadata[] {
  const { columns } = manager.dataSource.getMetadata(entity);
  return columns.filter((column) => column.isVersion || rows.some((row) => valueOf(column, row) !== undefined));
}

function chunkSize(manager: EntityManager, columns: number, left: number, wanted = SERVER_ROWS): number {
  const most = Math.min(left, wanted, Math.floor(MOST_PARAMETERS / Math.max(columns, 1)));
  if (manager.dataSource.options.type !== 'better-sqlite3') return most;
  return SQLITE_SIZES.find((size) => size <= most) ?? 1;
}

function valueOf(column: ColumnMetadata, row: object): unknown {
  const value: unknown = column.getEntityValue(row);
  return value;
}

function fallback(column: ColumnMetadata): unknown {
  if (column.isVersion) return 1;
  return typeof column.default === 'function' ? null : column.default;
}
