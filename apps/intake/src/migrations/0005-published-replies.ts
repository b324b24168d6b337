import { column as c, createTable, SearchIndex } from '@minsheng/platform';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const optional = { nullable: true } as const;
const REPLY = {
  name: 'published_reply',
  columns: [
    c.id(),
    c.code('order_code', 14),
    c.int('seq'),
    c.bool('live'),
    c.varchar('title', 200),
    c.longText('content'),
    c.longText('reply'),
    c.code('kind', 20),
    c.code('category_code', 40, optional),
    c.code('unit_code', 40, optional),
    c.instant('received_at'),
    c.instant('replied_at', optional),
    c.code('satisfaction', 30, optional),
    c.instant('published_at'),
  ],
  indexes: [
    { name: 'ux_published_order', columns: ['order_code'], unique: true },
    { name: 'ix_published_at', columns: ['live', 'published_at', 'id'] },
  ],
};

/** The public column: intake's own copy of what two people cleared, and its search words. */
export class PublishedReplies0005 implements MigrationInterface {
  readonly name = 'intake-0005-published-replies';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, REPLY);
    await SearchIndex.createTable(runner, 'reply_search');
  }

  async down(runner: QueryRunner): Promise<void> {
    await SearchIndex.dropTable(runner, 'reply_search');
    await runner.dropTable(REPLY.name, true);
  }
}
