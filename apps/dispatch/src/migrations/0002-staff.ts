import { column as c, createTable } from '@minsheng/platform';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Units, accounts and their sessions. */
export class Staff0002 implements MigrationInterface {
  readonly name = 'dispatch-0002-staff';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'unit',
      columns: [
        c.id(),
        c.code('code', 40),
        c.varchar('name', 100),
        c.code('kind', 20),
        c.code('parent_code', 40, { nullable: true }),
        c.bool('active'),
        c.int('version'),
      ],
      indexes: [{ name: 'ux_unit_code', columns: ['code'], unique: true }],
    });
    await createTable(runner, {
      name: 'account',
      columns: [
        c.id(),
        c.code('username', 60),
        c.varchar('display_name', 60),
        c.varchar('password_hash', 200),
        c.json('roles'),
        c.code('unit_code', 40, { nullable: true }),
        c.bool('active'),
        c.bool('demo'),
        c.int('failed_count'),
        c.instant('locked_until', { nullable: true }),
      ],
      indexes: [{ name: 'ux_account_username', columns: ['username'], unique: true }],
    });
    await createTable(runner, {
      name: 'account_session',
      columns: [
        c.id(),
        c.code('session_id', 36),
        c.code('username', 60),
        c.code('refresh_hash', 64),
        c.code('previous_hash', 64, { nullable: true }),
        c.instant('created_at'),
        c.instant('last_used_at'),
        c.instant('revoked_at', { nullable: true }),
      ],
      indexes: [
        { name: 'ux_session_id', columns: ['session_id'], unique: true },
        { name: 'ix_session_username', columns: ['username', 'created_at'] },
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['account_session', 'account', 'unit']) await runner.dropTable(table, true);
  }
}
