import { column as c, createTable, SearchIndex } from '@minsheng/platform';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const optional = { nullable: true } as const;

/** Orders, their history, the people behind them, and who may read them. */
export class Orders0001 implements MigrationInterface {
  readonly name = 'dispatch-0001-orders';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, ORDER);
    await createTable(runner, HISTORY);
    await createTable(runner, CONTACT);
    await createTable(runner, READER);
    await SearchIndex.createTable(runner, 'order_search');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['order_search', 'order_reader', 'order_contact', 'order_history', 'work_order']) {
      await runner.dropTable(table, true);
    }
  }
}

const ORDER = {
  name: 'work_order',
  columns: [
    c.id(),
    c.code('code', 14),
    c.code('appeal_code', 20),
    c.code('channel', 40),
    c.code('track', 40),
    c.code('kind', 20),
    c.code('urgency', 20),
    c.varchar('title', 200),
    c.longText('content'),
    c.text('brief', optional),
    c.varchar('location', 300, optional),
    c.code('township_code', 40, optional),
    c.code('category_code', 40, optional),
    c.code('subject_unit_code', 40, optional),
    ...[
      'confidential',
      'anonymous',
      'publishable',
      'callback_wanted',
      'leader_instructed',
      'imported',
      'has_phone',
    ].map((n) => c.bool(n)),
    c.code('registered_by', 60, optional),
    c.code('state', 30),
    c.int('version'),
    c.int('seq'),
    c.int('round'),
    c.code('lead_unit_code', 40, optional),
    c.json('co_unit_codes'),
    c.int('dispatch_count'),
    c.json('return_counts'),
    c.code('state_before_return', 30, optional),
    c.instant('return_requested_at', optional),
    c.code('suggested_unit_code', 40, optional),
    c.instant('received_at'),
    ...['dispatched_at', 'sign_due_at', 'contact_due_at', 'prelim_due_at', 'due_at', 'promised_at'].map((n) =>
      c.instant(n, optional),
    ),
    c.bool('provisional'),
    c.json('rule', optional),
    ...['signed_at', 'contacted_at', 'prelim_met_at', 'replied_at', 'closed_at'].map((n) => c.instant(n, optional)),
    c.code('result_code', 20, optional),
    c.longText('public_reply', optional),
    c.longText('internal_account', optional),
    c.json('public_progress'),
    c.json('turns'),
    c.json('callbacks'),
    ...['appeal_count', 'urge_count', 'redo_count'].map((n) => c.int(n)),
    c.bool('redo_asked'),
    c.bool('was_in_callback'),
    c.json('participants'),
    c.instant('due_sort'),
    c.bool('is_open'),
    c.bool('owes_reply'),
  ],
  indexes: [
    { name: 'ux_order_code', columns: ['code'], unique: true },
    { name: 'ix_order_received', columns: ['received_at', 'id'] },
    { name: 'ix_order_state_received', columns: ['state', 'received_at', 'id'] },
    { name: 'ix_order_state_due', columns: ['state', 'due_sort', 'id'] },
    { name: 'ix_order_owes_due', columns: ['owes_reply', 'due_sort', 'id'] },
    { name: 'ix_order_lead_received', columns: ['lead_unit_code', 'received_at', 'id'] },
    { name: 'ix_order_lead_due', columns: ['lead_unit_code', 'is_open', 'due_sort', 'id'] },
    { name: 'ix_order_open_due', columns: ['is_open', 'due_sort', 'id'] },
    { name: 'ix_order_channel_received', columns: ['channel', 'received_at', 'id'] },
    { name: 'ix_order_registrar', columns: ['registered_by', 'received_at', 'id'] },
    { name: 'ix_order_callback', columns: ['was_in_callback', 'received_at', 'id'] },
  ],
};

const HISTORY = {
  name: 'order_history',
  columns: [
    c.id(),
    c.code('order_code', 14),
    c.int('seq'),
    c.int('round'),
    c.code('action', 30),
    c.instant('at'),
    c.code('actor', 60, optional),
    c.code('actor_role', 30, optional),
    c.code('actor_unit', 40, optional),
    c.code('from_state', 30, optional),
    c.code('to_state', 30),
    c.json('facts'),
  ],
  indexes: [{ name: 'ux_history_order_seq', columns: ['order_code', 'seq'], unique: true }],
};

const CONTACT = {
  name: 'order_contact',
  columns: [
    c.id(),
    c.code('order_code', 14),
    c.text('name', optional),
    c.text('phone', optional),
    c.text('address', optional),
    c.code('phone_hash', 64, optional),
  ],
  indexes: [
    { name: 'ux_order_contact_code', columns: ['order_code'], unique: true },
    { name: 'ix_order_contact_phone', columns: ['phone_hash'] },
  ],
};

const READER = {
  name: 'order_reader',
  columns: [
    c.id(),
    c.code('unit_code', 40),
    c.int('order_id'),
    c.bool('is_open'),
    c.instant('due_sort'),
    c.instant('received_at'),
  ],
  indexes: [
    { name: 'ix_reader_due', columns: ['unit_code', 'is_open', 'due_sort', 'order_id'] },
    { name: 'ix_reader_received', columns: ['unit_code', 'received_at', 'order_id'] },
    { name: 'ix_reader_order', columns: ['order_id'] },
  ],
};
