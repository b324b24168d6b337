export * from './columns';
export {
  dataSourceOptions,
  openDataSource,
  type DatabaseConfig,
  type EntityClass,
  type MigrationClass,
} from './data-source';
export { parseDatabaseUrl, type DatabaseAddress, type Dialect } from './database-url';
export { DatabaseModule, unitOfWorkOn } from './database.module';
export { isDuplicateKey, LostRace } from './failures';
export { migrate } from './migrate';
export { bulkInsert, compareAndSet, insertRow, updateRows, type NewRow } from './rows';
export {
  addColumns,
  addIndex,
  column,
  columnOptions,
  createTable,
  dropColumns,
  isSqlite,
  type ColumnPlan,
  type TablePlan,
} from './schema';
export { schemaDrift } from './schema-drift';
export { UnitOfWork } from './unit-of-work';
export type { SearchCondition, SearchDocument } from './search-engine';
export { SearchIndex, TextFolding } from './search-index';
