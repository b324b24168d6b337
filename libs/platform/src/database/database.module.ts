import { Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { dataSourceOptions, type DatabaseConfig } from './data-source';
import { migrate } from './migrate';
import { MysqlStorage } from './mysql-storage';
import { SqliteStorage } from './sqlite-storage';
import { UnitOfWork } from './unit-of-work';

/** The database of a process, open and (embedded) up to date before any service starts. */
@Module({})
export class DatabaseModule {
  /** Migrates at the start where nobody else would: on the embedded file, or when `migrateAtStart` says so. */
  static forRoot(config: DatabaseConfig & { readonly migrateAtStart?: boolean }): DynamicModule {
    const typeOrm = TypeOrmModule.forRootAsync({
      useFactory: async () => ({ ...(await dataSourceOptions(config)), retryAttempts: 5, retryDelay: 1000 }),
      dataSourceFactory: async (options) => {
        if (!options) throw new Error('TypeORM passed no options');
        const dataSource = await new DataSource(options).initialize();
        const embedded = options.type === 'better-sqlite3';
        if (config.migrateAtStart ?? embedded) await migrate(dataSource);
        return dataSource;
      },
    });
    const unitOfWork = { provide: UnitOfWork, useFactory: unitOfWorkOn, inject: [DataSource] };
    return { module: DatabaseModule, global: true, imports: [typeOrm], providers: [unitOfWork], exports: [unitOfWork] };
  }
}

/** A unit of work on an open data source; `DatabaseModule` provides it, commands and tests make it themselves. */
export function unitOfWorkOn(dataSource: DataSource): UnitOfWork {
  const embedded = dataSource.options.type === 'better-sqlite3';
  return new UnitOfWork(embedded ? new SqliteStorage(dataSource) : new MysqlStorage(dataSource));
}
