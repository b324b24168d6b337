import { Table, TableColumn, TableIndex, type QueryRunner, type TableColumnOptions } from 'typeorm';
import { CODE_COLLATION } from './columns';

/** One column of a migration, for both databases. */
export interface ColumnPlan {
  readonly name: string;
  readonly type: 'id' | 'code' | 'varchar' | 'text' | 'longtext' | 'int' | 'bool' | 'double' | 'instant';
  readonly length?: number;
  readonly nullable?: boolean;
  readonly primary?: boolean;
  readonly default?: string | number | boolean;
}
type More = Pick<ColumnPlan, 'nullable' | 'primary' | 'default'>;

/** The columns a migration may use: the same names as in `columns.ts`. */
export const column = {
  id: (name = 'id'): ColumnPlan => ({ name, type: 'id', primary: true }),
  code: (name: string, length = 64, more: More = {}): ColumnPlan => ({ ...more, name, type: 'code', length }),
  varchar: (name: string, length: number, more: More = {}): ColumnPlan => ({ ...more, name, type: 'varchar', length }),
  text: (name: string, more: More = {}): ColumnPlan => ({ ...more, name, type: 'text' }),
  /** Text or JSON that may pass 64 KB, where a server's `text` ends; `TextColumn` or `JsonColumn` in the entity. */
  longText: (name: string, more: More = {}): ColumnPlan => ({ ...more, name, type: 'longtext' }),
  json: (name: string, more: More = {}): ColumnPlan => ({ ...more, name, type: 'longtext' }),
  int: (name: string, more: More = {}): ColumnPlan => ({ ...more, name, type: 'int' }),
  bool: (name: string, more: More = {}): ColumnPlan => ({ ...more, name, type: 'bool' }),
  double: (name: string, more: More = {}): ColumnPlan => ({ ...more, name, type: 'double' }),
  instant: (name: string, more: More = {}): ColumnPlan => ({ ...more, name, type: 'instant' }),
};

/** A table of a migration. Index names are unique in the whole database. */
export interface TablePlan {
  readonly name: string;
  readonly columns: readonly ColumnPlan[];
  readonly indexes?: readonly {
    readonly name: string;
    readonly columns: readonly string[];
    readonly unique?: boolean;
  }[];
}

/** True on the embedded database; migrations that need other SQL there ask this. */
export function isSqlite(runner: QueryRunner): boolean {
  return runner.dataSource.options.type === 'better-sqlite3';
}

/** Creates the table and its indexes unless it is there: a server cannot roll a half-done migration back. */
export async function createTable(runner: QueryRunner, plan: TablePlan): Promise<void> {
  const indices = (plan.indexes ?? []).map(
    ({ name, columns, unique }) => new TableIndex({ name, columnNames: [...columns], isUnique: unique ?? false }),
  );
  const columns = plan.columns.map((each) => columnOptions(each, isSqlite(runner)));
  await runner.createTable(new Table({ name: plan.name, columns, indices }), true);
}

/** Adds the columns that are not there yet: a server cannot roll a half-done migration back. */
export async function addColumns(runner: QueryRunner, table: string, columns: readonly ColumnPlan[]): Promise<void> {
  for (const plan of columns) {
    if (await runner.hasColumn(table, plan.name)) continue;
    await runner.addColumn(table, new TableColumn(columnOptions(plan, isSqlite(runner))));
  }
}

export async function dropColumns(runner: QueryRunner, table: string, columns: readonly ColumnPlan[]): Promise<void> {
  for (const { name } of columns) {
    if (await runner.hasColumn(table, name)) await runner.dropColumn(table, name);
  }
}

/** Adds an index that is not there yet. */
export async function addIndex(
  runner: QueryRunner,
  table: string,
  { name, columns, unique = false }: { name: string; columns: readonly string[]; unique?: boolean },
): Promise<void> {
  const known = await runner.getTable(table);
  if (known?.indices.some((index) => index.name === name)) return;
  await runner.createIndex(table, new TableIndex({ name, columnNames: [...columns], isUnique: unique }));
}

/** What TypeORM needs to know of a planned column, for `runner.addColumn` too. */
export function columnOptions(plan: ColumnPlan, sqlite: boolean): TableColumnOptions {
  const { name, primary } = plan;
  const shared = {
    name,
    isPrimary: primary ?? false,
    isNullable: plan.nullable ?? false,
    default: literal(plan.default),
  };
  switch (plan.type) {
    case 'id':
      return { ...shared, type: sqlite ? 'integer' : 'int', isGenerated: true, generationStrategy: 'increment' };
    case 'code':
      return {
        ...shared,
        type: 'varchar',
        length: String(plan.length),
        ...(sqlite ? {} : { collation: CODE_COLLATION }),
      };
    case 'varchar':
      return { ...shared, type: 'varchar', length: String(plan.length) };
    case 'longtext':
      return { ...shared, type: sqlite ? 'text' : 'mediumtext' };
    case 'bool':
      return { ...shared, type: sqlite ? 'boolean' : 'tinyint' };
    case 'instant':
      return { ...shared, type: 'datetime', ...(sqlite ? {} : { precision: 3 }) };
    default:
      return { ...shared, type: plan.type };
  }
}

function literal(value: ColumnPlan['default']): string | undefined {
  if (typeof value === 'boolean') return value ? '1' : '0';
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : value?.toString();
}
