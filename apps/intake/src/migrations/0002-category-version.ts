import { column as c, columnOptions, isSqlite } from '@minsheng/platform';
import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';

/** Categories are told to dispatch: a version settles which telling is newer; 0 is one that was never told. */
export class CategoryVersion0002 implements MigrationInterface {
  readonly name = 'intake-0002-category-version';

  async up(runner: QueryRunner): Promise<void> {
    if (await runner.hasColumn('category', 'version')) return;
    await runner.addColumn(
      'category',
      new TableColumn(columnOptions(c.int('version', { default: 0 }), isSqlite(runner))),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('category', 'version');
  }
}
