import { addColumns, addIndex, column as c, dropColumns } from '@minsheng/platform';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const COLUMNS = [c.json('publication', { nullable: true }), c.code('awaiting_post', 20, { nullable: true })];
const INDEX = { name: 'ix_order_awaiting_post', columns: ['awaiting_post', 'received_at', 'id'] };

/** Replies cleared and published, and whose instruction an order waits for. */
export class Publication0012 implements MigrationInterface {
  readonly name = 'dispatch-0012-publication';

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'work_order', COLUMNS);
    await addIndex(runner, 'work_order', INDEX);
    await runner.query(
      `UPDATE work_order SET awaiting_post = CASE WHEN instruction_chain LIKE '["mayor"%' THEN 'mayor' ELSE 'vice' END
       WHERE state = 'awaiting_instruction'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('work_order', INDEX.name);
    await dropColumns(runner, 'work_order', COLUMNS);
  }
}
