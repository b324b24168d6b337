import { addColumns, column as c, createTable, dropColumns } from '@minsheng/platform';
import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

const optional = { nullable: true } as const;
const COLUMNS = [
  c.code('merged_into', 14, optional),
  c.bool('follows', { default: false }),
  c.json('merge', optional),
  c.int('follower_count', { default: 0 }),
  c.code('split_from', 14, optional),
  c.int('part_count', { default: 0 }),
  c.bool('group_appeal', { default: false }),
];
const INDEXES = [
  { name: 'ix_order_merged', columnNames: ['merged_into', 'id'] },
  { name: 'ix_order_split', columnNames: ['split_from', 'id'] },
];
const CALLER = {
  name: 'order_caller',
  columns: [
    c.id(),
    c.code('order_code', 14),
    c.code('appeal_code', 20),
    c.text('name', optional),
    c.text('phone', optional),
    c.text('address', optional),
    c.code('phone_hash', 64, optional),
    c.bool('hidden'),
    c.instant('joined_at'),
  ],
  indexes: [
    { name: 'ix_caller_order', columns: ['order_code'] },
    { name: 'ux_caller_appeal', columns: ['appeal_code'], unique: true },
    { name: 'ix_caller_phone', columns: ['phone_hash'] },
  ],
};

/** Orders that go together: merged, split, marked as a group; and the callers who joined without an order of their own. */
export class Merging0011 implements MigrationInterface {
  readonly name = 'dispatch-0011-merging';

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'work_order', COLUMNS);
    const known = new Set((await runner.getTable('work_order'))?.indices.map(({ name }) => name));
    for (const index of INDEXES) {
      if (!known.has(index.name)) await runner.createIndex('work_order', new TableIndex(index));
    }
    await createTable(runner, CALLER);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(CALLER.name, true);
    for (const { name } of INDEXES) await runner.dropIndex('work_order', name);
    await dropColumns(runner, 'work_order', COLUMNS);
  }
}
