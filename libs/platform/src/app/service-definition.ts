import { type Type } from '@nestjs/common';
import { type EntityClass, type MigrationClass } from '../database';

/** What a service brings along: its module, and the tables that it alone writes. */
export interface ServiceDefinition {
  readonly name: 'intake' | 'dispatch' | 'dashboard';
  readonly module: Type<unknown>;
  readonly entities: readonly EntityClass[];
  readonly migrations: readonly MigrationClass[];
}
