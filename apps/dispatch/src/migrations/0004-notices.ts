import { column as c, createTable } from '@minsheng/platform';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const optional = { nullable: true } as const;

/** Notices, what each account has read of them, and their way to outside gateways. */
export class Notices0004 implements MigrationInterface {
  readonly name = 'dispatch-0004-notices';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of [NOTICE, READ, MARK, TARGET, DELIVERY, RULES]) await createTable(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of [RULES, DELIVERY, TARGET, MARK, READ, NOTICE]) await runner.dropTable(name, true);
  }
}

const NOTICE = {
  name: 'notice',
  columns: [
    c.id(),
    c.code('notice_key', 200),
    c.code('kind', 30),
    c.code('level', 10),
    c.code('audience', 120),
    c.code('order_code', 14, optional),
    c.json('params'),
    c.instant('at'),
  ],
  indexes: [
    { name: 'ux_notice_key', columns: ['notice_key'], unique: true },
    { name: 'ix_notice_audience', columns: ['audience', 'id'] },
    { name: 'ix_notice_at', columns: ['at'] },
  ],
};

const READ = {
  name: 'notice_read',
  columns: [c.id(), c.code('account', 60), c.int('notice_id')],
  indexes: [{ name: 'ux_notice_read', columns: ['account', 'notice_id'], unique: true }],
};

const MARK = {
  name: 'notice_mark',
  columns: [c.id(), c.code('account', 60), c.int('up_to_id')],
  indexes: [{ name: 'ux_notice_mark', columns: ['account'], unique: true }],
};

const TARGET = {
  name: 'webhook_target',
  columns: [
    c.id(),
    c.code('code', 40),
    c.varchar('name', 60),
    c.varchar('url', 500),
    c.text('secret'),
    c.json('kinds'),
    c.bool('enabled'),
    c.bool('allow_private'),
    c.int('version'),
  ],
  indexes: [{ name: 'ux_webhook_target', columns: ['code'], unique: true }],
};

const DELIVERY = {
  name: 'webhook_delivery',
  columns: [
    c.id(),
    c.code('code', 40),
    c.int('notice_id', optional),
    c.code('target_code', 40),
    c.code('kind', 30),
    c.code('order_code', 14, optional),
    c.bool('urgent'),
    c.code('status', 12),
    c.int('attempts'),
    c.int('failures'),
    c.instant('next_at'),
    c.instant('created_at'),
    c.instant('finished_at', optional),
    c.int('last_status', optional),
    c.varchar('last_error', 200, optional),
  ],
  indexes: [
    { name: 'ux_delivery_code', columns: ['code'], unique: true },
    { name: 'ix_delivery_due', columns: ['target_code', 'status', 'urgent', 'next_at', 'id'] },
    { name: 'ix_delivery_status', columns: ['status', 'id'] },
    { name: 'ix_delivery_created', columns: ['created_at'] },
  ],
};

const RULES = {
  name: 'delivery_rules',
  columns: [c.id(), c.int('version'), c.instant('at'), c.code('account', 60), c.json('rules')],
  indexes: [{ name: 'ux_delivery_rules', columns: ['version'], unique: true }],
};
