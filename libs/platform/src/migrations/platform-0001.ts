import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { column as c, createTable } from '../database/schema';

/** Tables of the plumbing that no service owns: repeated requests, and the audit trail. */
export class Platform0001 implements MigrationInterface {
  readonly name = 'platform-0001-requests-audit';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'idempotency_key',
      columns: [
        c.id(),
        c.code('key_hash', 64),
        c.code('request_hash', 64),
        c.longText('response', { nullable: true }),
        c.instant('created_at'),
      ],
      indexes: [
        { name: 'ux_idempotency_key', columns: ['key_hash'], unique: true },
        { name: 'ix_idempotency_created', columns: ['created_at'] },
      ],
    });
    await createTable(runner, {
      name: 'audit_trail',
      columns: [
        c.id(),
        c.instant('at'),
        c.code('actor', 60),
        c.code('action', 60),
        c.code('object', 80),
        c.json('details'),
      ],
      indexes: [
        { name: 'ix_audit_actor', columns: ['actor', 'action', 'at'] },
        { name: 'ix_audit_action', columns: ['action', 'id'] },
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['audit_trail', 'idempotency_key']) await runner.dropTable(table, true);
  }
}
