import { column, type ColumnPlan, createTable } from '@minsheng/platform';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const PLACE: readonly ColumnPlan[] = [
  column.code('channel', 40),
  column.code('kind', 20),
  column.code('category_code', 40, { nullable: true }),
  column.code('township_code', 40, { nullable: true }),
];

/** Spelt out: a measure that comes later comes with its own migration. */
const MEASURES = (
  'appeals answered valid answered_due received received_replied sign_base sign_met on_time late_done late_open ' +
  'due_weight accepted_weight asked resolved rated satisfied open'
).split(' ');

function index(name: string, ...columns: string[]): { name: string; columns: string[] } {
  return { name, columns };
}

/** The board's read model: orders, turns, callbacks and appeals with their scores, and the tallies. */
export class CreateBoard implements MigrationInterface {
  name = 'dashboard-001-create-board';

  async up(runner: QueryRunner): Promise<void> {
    await orderTable(runner);
    await turnTable(runner);
    await smallTables(runner);
    await tallyTables(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['order', 'turn', 'callback', 'appeal', 'unit', 'tally', 'seq', 'change', 'watch']) {
      await runner.dropTable(`board_${table}`, true);
    }
  }
}

async function orderTable(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: 'board_order',
    columns: [
      column.code('code', 14, { primary: true }),
      column.int('seq'),
      ...PLACE,
      column.code('subject_unit_code', 40, { nullable: true }),
      column.code('lead_unit_code', 40, { nullable: true }),
      column.varchar('title', 200),
      column.code('state', 30),
      column.bool('is_open'),
      column.int('round'),
      column.int('weight'),
      column.bool('imported'),
      column.instant('received_at'),
      column.instant('lamp_due_at', { nullable: true }),
      column.instant('yellow_at', { nullable: true }),
      column.code('last_action', 30),
      column.instant('last_action_at'),
      column.json('callbacks'),
    ],
    indexes: [
      index('ix_board_order_open', 'is_open', 'channel', 'lead_unit_code'),
      index('ix_board_order_lamp', 'lamp_due_at', 'yellow_at', 'lead_unit_code', 'channel'),
      index('ix_board_order_unit_lamp', 'lead_unit_code', 'lamp_due_at', 'yellow_at'),
      index('ix_board_order_channel_lamp', 'channel', 'lamp_due_at', 'yellow_at'),
      index('ix_board_order_action', 'last_action_at', 'code'),
      index('ix_board_order_unit_action', 'lead_unit_code', 'last_action_at', 'code'),
      index('ix_board_order_channel_action', 'channel', 'last_action_at', 'code'),
    ],
  });
}

async function turnTable(runner: QueryRunner): Promise<void> {
  const flags = ['accepted', 'received', 'received_replied', 'sign_base', 'sign_met', 'sign_waiting', 'praise'];
  await createTable(runner, {
    name: 'board_turn',
    columns: [
      column.code('order_code', 14, { primary: true }),
      column.int('turn', { primary: true }),
      column.code('unit_code', 40, { nullable: true }),
      ...PLACE,
      column.int('weight'),
      column.instant('dispatched_at'),
      column.instant('sign_due_at', { nullable: true }),
      column.instant('left_at', { nullable: true }),
      column.instant('settled_at'),
      column.instant('first_due_at', { nullable: true }),
      column.instant('due_at', { nullable: true }),
      column.instant('replied_at', { nullable: true }),
      column.code('outcome', 10),
      column.int('late_span'),
      column.instant('final_at'),
      ...flags.map((flag) => column.bool(flag)),
      column.json('facts'),
    ],
    indexes: [
      index('ix_board_turn_settled', 'settled_at', 'unit_code', 'channel', 'outcome', 'weight', 'accepted', 'final_at'),
      index('ix_board_turn_span', 'late_span', 'first_due_at', 'settled_at'),
      index('ix_board_turn_open', 'outcome', 'due_at', 'unit_code', 'channel', 'weight'),
      index('ix_board_turn_dispatched', 'dispatched_at', 'unit_code', 'channel', ...flags.slice(1, 5), 'final_at'),
      index('ix_board_turn_sign', 'sign_waiting', 'sign_due_at'),
      index('ix_board_turn_left', 'left_at', 'unit_code'),
    ],
  });
}

async function smallTables(runner: QueryRunner): Promise<void> {
  const asked = ['asked', 'resolved', 'rated', 'satisfied'];
  await createTable(runner, {
    name: 'board_callback',
    columns: [
      column.code('order_code', 14, { primary: true }),
      column.int('attempt', { primary: true }),
      column.code('unit_code', 40, { nullable: true }),
      ...PLACE,
      column.instant('at'),
      ...[...asked, 'last_of_month'].map((flag) => column.bool(flag)),
      column.instant('next_rated_at'),
    ],
    indexes: [index('ix_board_callback_at', 'at', 'unit_code', 'channel', ...asked, 'next_rated_at')],
  });
  await createTable(runner, {
    name: 'board_appeal',
    columns: [
      column.code('code', 20, { primary: true }),
      column.code('order_code', 14, { nullable: true }),
      column.code('outcome', 20),
      ...PLACE,
      column.instant('registered_at'),
      ...['answered', 'valid', 'answered_due'].map((flag) => column.bool(flag)),
    ],
    indexes: [index('ix_board_appeal_registered', 'registered_at', 'channel', 'answered', 'valid', 'answered_due')],
  });
  await createTable(runner, {
    name: 'board_unit',
    columns: [
      column.code('code', 40, { primary: true }),
      column.varchar('name', 100),
      column.code('kind', 20),
      column.code('parent_code', 40, { nullable: true }),
      column.bool('active'),
      column.int('version'),
    ],
  });
}

async function tallyTables(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: 'board_tally',
    columns: [
      column.code('scope', 60, { primary: true }),
      column.code('bucket', 16, { primary: true }),
      ...MEASURES.map((measure) => column.int(measure, { default: 0 })),
    ],
  });
  await createTable(runner, {
    name: 'board_seq',
    columns: [column.code('scope', 60, { primary: true }), column.int('seq')],
  });
  await createTable(runner, { name: 'board_change', columns: [column.id(), column.json('scopes')] });
  await createTable(runner, {
    name: 'board_watch',
    columns: [column.code('scope', 60, { primary: true }), column.instant('until'), column.bool('resend')],
  });
}
