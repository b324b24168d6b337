import { column as c, createTable } from '@minsheng/platform';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

const optional = { nullable: true } as const;

/** The 派单目录 with its versions, the copy of the categories, and what was dispatched and given back. */
export class Directory0003 implements MigrationInterface {
  readonly name = 'dispatch-0003-directory';

  async up(runner: QueryRunner): Promise<void> {
    for (const plan of [CATEGORY, ENTRY, VERSION, CHOICE, RETURN]) await createTable(runner, plan);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of [RETURN, CHOICE, VERSION, ENTRY, CATEGORY]) await runner.dropTable(name, true);
  }
}

const CATEGORY = {
  name: 'dispatch_category',
  columns: [c.id(), c.code('code', 40), c.varchar('name', 60), c.code('parent_code', 40, optional), c.int('version')],
  indexes: [{ name: 'ux_dispatch_category', columns: ['code'], unique: true }],
};

const ENTRY = {
  name: 'directory_entry',
  columns: [
    c.id(),
    c.int('number'),
    c.int('version'),
    c.bool('retired'),
    c.code('scope_key', 90, optional),
    c.code('category_code', 40, optional),
    c.code('township_code', 40, optional),
    c.code('lead_unit_code', 40, optional),
    c.json('co_unit_codes'),
    c.text('basis'),
    c.text('note', optional),
  ],
  indexes: [
    { name: 'ux_directory_number', columns: ['number'], unique: true },
    { name: 'ux_directory_scope', columns: ['scope_key'], unique: true },
  ],
};

const VERSION = {
  name: 'directory_version',
  columns: [
    c.id(),
    c.int('number'),
    c.int('version'),
    c.code('change_kind', 20),
    c.instant('at'),
    c.code('actor', 60),
    c.text('reason', optional),
    c.json('before_rule', optional),
    c.json('after_rule'),
  ],
  indexes: [{ name: 'ux_directory_version', columns: ['number', 'version'], unique: true }],
};

const CHOICE = {
  name: 'dispatch_choice',
  columns: [
    c.id(),
    c.code('order_code', 14),
    c.int('seq'),
    c.instant('at'),
    c.code('actor', 60, optional),
    c.code('category_code', 40, optional),
    c.code('township_code', 40, optional),
    c.code('unit_code', 40),
    c.code('from_unit_code', 40, optional),
    c.code('proposed_unit_code', 40, optional),
    c.int('entry_number', optional),
    c.int('entry_version', optional),
    c.code('disagreement', 20, optional),
    c.bool('standing'),
  ],
  indexes: [
    { name: 'ux_choice_order', columns: ['order_code', 'seq'], unique: true },
    { name: 'ix_choice_at', columns: ['at', 'unit_code'] },
    { name: 'ix_choice_disagreement', columns: ['disagreement', 'standing', 'at'] },
  ],
};

const RETURN = {
  name: 'return_record',
  columns: [
    c.id(),
    c.code('order_code', 14),
    c.int('seq'),
    c.instant('at'),
    c.code('unit_code', 40),
    c.code('reason_code', 30),
    c.code('outcome', 20),
    c.instant('decided_at', optional),
  ],
  indexes: [
    { name: 'ux_return_order', columns: ['order_code', 'seq'], unique: true },
    { name: 'ix_return_at', columns: ['at', 'unit_code', 'reason_code', 'outcome'] },
  ],
};
