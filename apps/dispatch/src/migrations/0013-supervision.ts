import { addColumns, addIndex, column as c, createTable, dropColumns } from '@minsheng/platform';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const optional = { nullable: true } as const;
const INDEX = 'ix_order_next_step';
/** Older than every order: replaced at once by when the order was received. */
const EPOCH = '1970-01-01 00:00:00';
const COLUMNS = [
  c.bool('quiet', { default: false }),
  c.instant('state_since', { default: EPOCH }),
  c.json('warnings', optional),
  c.json('supervisions', optional),
  c.instant('next_step_at', optional),
];

/** The alarm clock of each order, the cards of units, and the sheets they owe reports on. */
export class Supervision0013 implements MigrationInterface {
  readonly name = 'dispatch-0013-supervision';

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'work_order', COLUMNS);
    // Orders from before cannot be told apart from generated ones, of which no notice may come: they stay quiet.
    await runner.query(`UPDATE work_order SET quiet = 1, state_since = received_at WHERE state_since = '${EPOCH}'`);
    await addIndex(runner, 'work_order', { name: INDEX, columns: ['next_step_at', 'id'] });
    await createTable(runner, CARD);
    await createTable(runner, SHEET);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('supervision_sheet', true);
    await runner.dropTable('card', true);
    await runner.dropIndex('work_order', INDEX);
    await dropColumns(runner, 'work_order', COLUMNS);
  }
}

const CARD = {
  name: 'card',
  columns: [
    c.id(),
    c.code('unit_code', 40),
    c.code('level', 20),
    c.int('number'),
    c.code('order_code', 14),
    c.code('step', 120),
    c.code('cause', 30),
    c.instant('at'),
    c.code('given_by', 60, optional),
    c.bool('spent'),
  ],
  indexes: [
    { name: 'ux_card_unit_number', columns: ['unit_code', 'level', 'number'], unique: true },
    { name: 'ux_card_order_step', columns: ['order_code', 'step'], unique: true },
    { name: 'ix_card_at', columns: ['at', 'id'] },
    { name: 'ix_card_unit_at', columns: ['unit_code', 'at', 'id'] },
  ],
};

const SHEET = {
  name: 'supervision_sheet',
  columns: [
    c.id(),
    c.code('kind', 20),
    c.int('year'),
    c.int('number'),
    c.code('order_code', 14),
    c.code('unit_code', 40, optional),
    c.code('level', 20, optional),
    c.instant('at'),
    c.code('given_by', 60),
    c.instant('due_sort'),
    c.bool('done'),
  ],
  indexes: [
    { name: 'ux_sheet_number', columns: ['kind', 'year', 'number'], unique: true },
    { name: 'ix_sheet_order', columns: ['order_code'] },
    { name: 'ix_sheet_due', columns: ['done', 'due_sort', 'id'] },
    { name: 'ix_sheet_unit_due', columns: ['unit_code', 'done', 'due_sort', 'id'] },
  ],
};
