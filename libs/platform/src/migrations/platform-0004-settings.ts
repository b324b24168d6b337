import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { column as c, createTable } from '../database/schema';

/** Versions of the tables that an administrator edits. */
export class Settings0004 implements MigrationInterface {
  readonly name = 'platform-0004-settings';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'setting_version',
      columns: [
        c.id(),
        c.code('name', 40),
        c.int('version'),
        c.code('effective_from', 10),
        c.json('data'),
        c.varchar('note', 300),
        c.code('created_by', 60),
        c.instant('created_at'),
      ],
      indexes: [{ name: 'ux_setting_version', columns: ['name', 'version'], unique: true }],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('setting_version', true);
  }
}
