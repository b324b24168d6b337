import { addColumns, column as c, createTable } from '@minsheng/platform';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Histories become chains, sealed in segments; and what the auditor's checks found is kept. */
export class Chain0006 implements MigrationInterface {
  readonly name = 'dispatch-0006-chain';

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'work_order', [c.code('chain_head', 80, { nullable: true })]);
    await addColumns(runner, 'order_history', [c.code('link', 80, { nullable: true })]);
    await createTable(runner, SEGMENT);
    await createTable(runner, CHECK);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['chain_check', 'history_segment']) await runner.dropTable(table, true);
    await runner.dropColumn('order_history', 'link');
    await runner.dropColumn('work_order', 'chain_head');
  }
}

const SEGMENT = {
  name: 'history_segment',
  columns: [
    c.id(),
    c.int('no'),
    c.int('after_id'),
    c.int('through_id'),
    c.int('row_count'),
    c.int('born'),
    c.longText('heads'),
    c.code('digest', 80),
    c.instant('sealed_at'),
  ],
  indexes: [{ name: 'ux_segment_no', columns: ['no'], unique: true }],
};

const CHECK = {
  name: 'chain_check',
  columns: [
    c.id(),
    c.code('order_code', 14, { nullable: true }),
    c.code('asked_by', 60),
    c.code('state', 20),
    c.instant('started_at'),
    c.instant('seen_at'),
    c.instant('finished_at', { nullable: true }),
    c.int('orders'),
    c.int('lines'),
    c.int('found'),
    c.json('differences'),
  ],
};
