import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';
import { addColumns, column as c, createTable } from '../database/schema';

/** The audit trail becomes a chain: each line's stamp, place and link, and where the chain ends. */
export class AuditChain0003 implements MigrationInterface {
  readonly name = 'platform-0003-audit-chain';

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'audit_trail', ADDED);
    const table = await runner.getTable('audit_trail');
    for (const index of INDEXES) {
      if (!table?.indices.some(({ name }) => name === index.name)) await runner.createIndex('audit_trail', index);
    }
    await createTable(runner, {
      name: 'audit_chain',
      columns: [c.code('name', 20, { primary: true }), c.int('count'), c.code('link', 80), c.code('head', 80)],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('audit_chain', true);
    for (const index of INDEXES) await runner.dropIndex('audit_trail', index);
    await runner.dropColumns(
      'audit_trail',
      ADDED.map((column) => column.name),
    );
  }
}

const ADDED = [
  c.code('stamp', 80, { nullable: true }),
  c.int('position', { nullable: true }),
  c.code('link', 80, { nullable: true }),
];
const INDEXES = [
  new TableIndex({ name: 'ux_audit_position', columnNames: ['position'], isUnique: true }),
  new TableIndex({ name: 'ix_audit_object', columnNames: ['object', 'id'] }),
];
