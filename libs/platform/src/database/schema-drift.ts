import type { DataSource, EntityMetadata, Table, TableColumn } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';

/** Types that hold the same values, however the two databases and the two spellings call them. */
const FAMILIES: Record<string, string> = {
  int: 'whole number',
  integer: 'whole number',
  boolean: 'truth',
  tinyint: 'truth',
  varchar: 'text',
  text: 'text',
  mediumtext: 'text',
  datetime: 'instant',
  double: 'number',
};

/** Says in words where the migrated tables differ from what the entities expect; empty means none. */
export async function schemaDrift(dataSource: DataSource): Promise<string[]> {
  const runner = dataSource.createQueryRunner();
  try {
    const found: string[] = [];
    for (const metadata of dataSource.entityMetadatas) {
      const table = await runner.getTable(metadata.tableName);
      found.push(...(table ? tableDrift(metadata, table, dataSource) : [`${metadata.tableName}: no such table`]));
    }
    return found;
  } finally {
    await runner.release();
  }
}

function tableDrift(metadata: EntityMetadata, table: Table, dataSource: DataSource): string[] {
  const found: string[] = [];
  for (const expected of metadata.columns) {
    const place = `${metadata.tableName}.${expected.databaseName}`;
    const actual = table.columns.find((each) => each.name === expected.databaseName);
    if (!actual) found.push(`${place}: not in the database`);
    else found.push(...columnDrift(expected, actual, dataSource).map((difference) => `${place}: ${difference}`));
  }
  for (const actual of table.columns) {
    if (!metadata.columns.some((each) => each.databaseName === actual.name)) {
      found.push(`${metadata.tableName}.${actual.name}: not in the entity`);
    }
  }
  return found;
}

function columnDrift(expected: ColumnMetadata, actual: TableColumn, dataSource: DataSource): string[] {
  const type = String(dataSource.driver.normalizeType(expected));
  const found: string[] = [];
  if (family(type) !== family(actual.type)) found.push(`is ${actual.type}, should be ${type}`);
  if (actual.isNullable !== expected.isNullable) found.push(actual.isNullable ? 'may be null' : 'may not be null');
  if (actual.isPrimary !== expected.isPrimary) found.push('primary key differs');
  if (expected.length && actual.length && actual.length !== expected.length) {
    found.push(`has length ${actual.length}, should have ${expected.length}`);
  }
  if (dataSource.options.type === 'better-sqlite3') return found;
  if (family(type) === 'instant' && actual.precision !== expected.precision) found.push('loses milliseconds');
  if (expected.collation && expected.collation !== actual.collation) found.push(`has collation ${actual.collation}`);
  return found;
}

function family(type: string): string {
  return FAMILIES[type] ?? type;
}
