import { column as c, columnOptions, isSqlite } from '@minsheng/platform';
import { type MigrationInterface, type QueryRunner, TableColumn, TableIndex } from 'typeorm';

/** Categories can be retired and change under people's hands; the index tells how often each is used. */
export class CategoryLife0003 implements MigrationInterface {
  readonly name = 'intake-0003-category-life';

  async up(runner: QueryRunner): Promise<void> {
    const sqlite = isSqlite(runner);
    for (const plan of [c.bool('retired', { default: false }), c.int('version', { default: 1 })]) {
      if (await runner.hasColumn('category', plan.name)) continue;
      await runner.addColumn('category', new TableColumn(columnOptions(plan, sqlite)));
    }
    const table = await runner.getTable('appeal');
    if (!table?.indices.some(({ name }) => name === 'ix_appeal_category')) {
      await runner.createIndex(
        'appeal',
        new TableIndex({ name: 'ix_appeal_category', columnNames: ['category_code'] }),
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('appeal', 'ix_appeal_category');
    for (const column of ['retired', 'version']) await runner.dropColumn('category', column);
  }
}
