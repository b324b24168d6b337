import { column as c, createTable } from '@minsheng/platform';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const optional = { nullable: true } as const;

/** Appeals, their numbers, the copies of orders and units, the tree of matters. */
export class Appeals0001 implements MigrationInterface {
  readonly name = 'intake-0001-appeals';

  async up(runner: QueryRunner): Promise<void> {
    for (const plan of [APPEAL, NUMBER, PROGRESS, UNIT, CATEGORY, CAPTCHA]) await createTable(runner, plan);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const plan of [APPEAL, NUMBER, PROGRESS, UNIT, CATEGORY, CAPTCHA]) await runner.dropTable(plan.name, true);
  }
}

const APPEAL = {
  name: 'appeal',
  columns: [
    c.id(),
    c.code('appeal_code', 20),
    c.code('order_code', 14, optional),
    c.code('outcome', 20),
    c.code('channel', 40),
    c.code('kind', 20),
    c.code('urgency', 20),
    c.varchar('title', 200),
    c.longText('content'),
    c.varchar('location', 300, optional),
    ...['township_code', 'category_code', 'subject_unit_code'].map((name) => c.code(name, 40, optional)),
    ...['confidential', 'anonymous', 'publishable', 'callback_wanted'].map((name) => c.bool(name)),
    ...['name', 'phone', 'address'].map((name) => c.text(name, optional)),
    c.code('phone_hash', 64, optional),
    c.instant('occurred_at', optional),
    c.varchar('language', 40, optional),
    c.varchar('dialect', 40, optional),
    c.longText('answer', optional),
    c.json('refusal', optional),
    c.json('handover', optional),
    c.instant('registered_at'),
    c.code('registered_by', 60, optional),
    c.code('query_hash', 64, optional),
    c.code('repeat_key', 64, optional),
    c.json('rating', optional),
    c.instant('rated_at', optional),
    c.code('source_key', 120, optional),
    c.code('source_digest', 64, optional),
  ],
  indexes: [
    { name: 'ux_appeal_code', columns: ['appeal_code'], unique: true },
    { name: 'ix_appeal_order', columns: ['order_code'] },
    { name: 'ix_appeal_phone', columns: ['phone_hash', 'registered_at'] },
    { name: 'ix_appeal_place', columns: ['township_code', 'registered_at'] },
    { name: 'ux_appeal_repeat', columns: ['repeat_key'], unique: true },
    { name: 'ux_appeal_source', columns: ['source_key'], unique: true },
  ],
};

const NUMBER = { name: 'order_number', columns: [c.code('day', 10, { primary: true }), c.int('next')] };

const PROGRESS = {
  name: 'order_progress',
  columns: [c.id(), c.code('order_code', 14), c.int('seq'), c.code('state', 30), c.bool('is_open'), c.json('facts')],
  indexes: [{ name: 'ux_progress_order', columns: ['order_code'], unique: true }],
};

const UNIT = {
  name: 'intake_unit',
  columns: [
    c.id(),
    c.code('code', 40),
    c.varchar('name', 100),
    c.code('kind', 20),
    c.code('parent_code', 40, optional),
    c.bool('active'),
    c.int('version'),
  ],
  indexes: [{ name: 'ux_intake_unit', columns: ['code'], unique: true }],
};

const CATEGORY = {
  name: 'category',
  columns: [c.id(), c.code('code', 40), c.varchar('name', 60), c.code('parent_code', 40, optional)],
  indexes: [{ name: 'ux_category_code', columns: ['code'], unique: true }],
};

const CAPTCHA = {
  name: 'captcha_used',
  columns: [c.code('nonce', 36, { primary: true }), c.instant('used_at')],
  indexes: [{ name: 'ix_captcha_used', columns: ['used_at'] }],
};
