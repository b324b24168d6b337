import { addColumns, addIndex, column as c, dropColumns } from '@minsheng/platform';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const optional = { nullable: true } as const;
const COLUMNS = [
  c.bool('designated', { default: false }),
  c.json('co_work', optional),
  c.text('proposal', optional),
  c.json('instruction_chain', optional),
  c.json('instructions', optional),
  c.json('applications', optional),
  c.json('pause', optional),
  c.json('suspension', optional),
  c.code('termination_reason', 40, optional),
  c.code('waiting', 80, optional),
];

/** What an order collects between dispatch and reply: applications, pauses, co-units, leaders' instructions. */
export class WholeLife0010 implements MigrationInterface {
  readonly name = 'dispatch-0010-whole-life';

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'work_order', COLUMNS);
    await addIndex(runner, 'work_order', { name: 'ix_order_waiting', columns: ['waiting', 'due_sort', 'id'] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('work_order', 'ix_order_waiting');
    await dropColumns(runner, 'work_order', COLUMNS);
  }
}
