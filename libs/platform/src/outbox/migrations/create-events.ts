import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable } from '../../database';

/** The tables that carry events from service to service, and the leases of jobs. */
export class CreateEvents implements MigrationInterface {
  readonly name = 'platform-001-create-events';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'outbox',
      columns: [
        column.id(),
        column.code('event_id', 36),
        column.code('service', 32),
        column.code('name', 64),
        column.code('event_key', 128),
        column.longText('payload'),
        column.instant('created_at'),
        column.instant('published_at', { nullable: true }),
        column.bool('settled', { default: false }),
      ],
      indexes: [
        { name: 'outbox_event', columns: ['event_id'], unique: true },
        { name: 'outbox_unpublished', columns: ['service', 'published_at', 'id'] },
        { name: 'outbox_settled', columns: ['settled', 'service', 'id'] },
      ],
    });
    await createTable(runner, {
      name: 'inbox',
      columns: [column.code('event_id', 36, { primary: true }), column.code('consumer', 64, { primary: true })],
    });
    await createTable(runner, {
      name: 'event_consumer',
      columns: [column.code('consumer', 64, { primary: true }), column.code('event_name', 64, { primary: true })],
    });
    await createTable(runner, {
      name: 'dead_letter',
      columns: [
        column.code('event_id', 36, { primary: true }),
        column.code('consumer', 64, { primary: true }),
        column.code('name', 64),
        column.text('error'),
        column.instant('died_at'),
      ],
    });
    await createTable(runner, {
      name: 'lease',
      columns: [column.code('name', 64, { primary: true }), column.code('holder', 64), column.instant('expires_at')],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['lease', 'dead_letter', 'event_consumer', 'inbox', 'outbox'])
      await runner.dropTable(table, true);
  }
}
