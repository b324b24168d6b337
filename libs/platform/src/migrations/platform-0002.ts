import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { column as c, createTable } from '../database/schema';

/** Sessions that ended before their tokens did. */
export class Platform0002 implements MigrationInterface {
  readonly name = 'platform-0002-revoked-sessions';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'revoked_session',
      columns: [c.code('session_id', 36, { primary: true }), c.instant('until')],
      indexes: [{ name: 'ix_revoked_until', columns: ['until'] }],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('revoked_session', true);
  }
}
