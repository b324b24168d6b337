import { addColumns, column as c, createTable, dropColumns } from '@minsheng/platform';
import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

const optional = { nullable: true } as const;
const COLUMNS = [c.code('split_from', 14, optional), c.code('place_key', 80, optional)];
const PLACE = { name: 'ix_appeal_place_key', columnNames: ['place_key', 'registered_at'] };
const ALERT = {
  name: 'group_alert',
  columns: [
    c.id(),
    c.code('alert_key', 64),
    c.code('basis', 20),
    c.code('subject_hash', 64),
    c.varchar('subject', 300),
    c.code('township_code', 40, optional),
    c.code('category_code', 40, optional),
    c.int('callers'),
    c.json('order_codes'),
    c.instant('opened_at'),
    c.instant('changed_at'),
  ],
  indexes: [
    { name: 'ux_group_alert', columns: ['alert_key'], unique: true },
    { name: 'ix_group_alert_subject', columns: ['subject_hash', 'opened_at'] },
    { name: 'ix_group_alert_opened', columns: ['opened_at', 'id'] },
  ],
};

/** Where matters were taken out of, places as they are compared, and what many callers spoke of at once. */
export class Groups0004 implements MigrationInterface {
  readonly name = 'intake-0004-groups';

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'appeal', COLUMNS);
    const known = (await runner.getTable('appeal'))?.indices.some(({ name }) => name === PLACE.name);
    if (!known) await runner.createIndex('appeal', new TableIndex(PLACE));
    await createTable(runner, ALERT);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(ALERT.name, true);
    await runner.dropIndex('appeal', PLACE.name);
    await dropColumns(runner, 'appeal', COLUMNS);
  }
}
