import { addColumns, column as c, createTable } from '@minsheng/platform';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Posts of accounts, passwords that must be changed, the version that an administrator's page is judged by; the line in
 * which changes of units and accounts stand; what a moved unit leaves to be rewritten.
 */
export class People0005 implements MigrationInterface {
  readonly name = 'dispatch-0005-people';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, TURN);
    await createTable(runner, REWRITE);
    for (const name of ['units', 'accounts']) await addTurn(runner, name);
    await addColumns(runner, 'account', ADDED);
    // The account that `npm run setup` made for security before there were posts.
    await runner.query(`UPDATE account SET post = 'security' WHERE username = 'security' AND roles = '["admin"]'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['reader_rewrite', 'directory_turn']) await runner.dropTable(table, true);
    await runner.dropColumns(
      'account',
      ADDED.map((column) => column.name),
    );
  }
}

const ADDED = [
  c.code('post', 20, { nullable: true }),
  c.bool('must_change_password', { default: false }),
  c.int('version', { default: 1 }),
];

const TURN = { name: 'directory_turn', columns: [c.code('name', 20, { primary: true }), c.int('turn')] };
const REWRITE = {
  name: 'reader_rewrite',
  columns: [
    c.id(),
    c.json('unit_codes'),
    c.int('done_id'),
    c.int('last_id'),
    c.instant('not_before'),
    c.bool('finished'),
  ],
  indexes: [{ name: 'ix_reader_rewrite_finished', columns: ['finished'] }],
};

async function addTurn(runner: QueryRunner, name: string): Promise<void> {
  const known: unknown[] = await runner.query(`SELECT name FROM directory_turn WHERE name = ?`, [name]);
  if (known.length === 0) await runner.query(`INSERT INTO directory_turn (name, turn) VALUES (?, 0)`, [name]);
}
