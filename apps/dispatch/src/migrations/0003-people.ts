import { addColumns, column as c } from '@minsheng/platform';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Posts of accounts, passwords that must be changed, and the version that an administrator's page is judged by. */
export class People0003 implements MigrationInterface {
  readonly name = 'dispatch-0003-people';

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'account', ADDED);
    // The account that `npm run setup` made for security before there were posts.
    await runner.query(`UPDATE account SET post = 'security' WHERE username = 'security' AND roles = '["admin"]'`);
  }

  async down(runner: QueryRunner): Promise<void> {
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
