import { Entity, VersionColumn, type MigrationInterface, type QueryRunner } from 'typeorm';
import { BoolColumn, CodeColumn, IdColumn, InstantColumn, IntColumn, JsonColumn, TextColumn } from './columns';
import { column, createTable } from './schema';

/** A table with a column of every type. */
@Entity('sample')
export class Sample {
  @IdColumn() id: number;
  @CodeColumn(32) code: string;
  @TextColumn({ nullable: true }) note: string | null;
  @InstantColumn({ nullable: true }) at: Date | null;
  @JsonColumn({ nullable: true }) facts: { readonly list: readonly number[] } | null;
  @BoolColumn({ default: false }) isDone: boolean;
  @IntColumn({ default: 7 }) amount: number;
  @VersionColumn() version: number;
}

/** The same, as a migration. */
export class CreateSample implements MigrationInterface {
  readonly name = 'create-sample';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'sample',
      columns: [
        column.id(),
        column.code('code', 32),
        column.text('note', { nullable: true }),
        column.instant('at', { nullable: true }),
        column.json('facts', { nullable: true }),
        column.bool('is_done', { default: false }),
        column.int('amount', { default: 7 }),
        column.int('version'),
      ],
      indexes: [{ name: 'sample_code', columns: ['code'], unique: true }],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('sample');
  }
}
