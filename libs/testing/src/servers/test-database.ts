import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reportMissing } from './report-missing';

export interface TestDatabaseUrl {
  readonly name: 'embedded' | 'mariadb';
  readonly url: string;
}

/**
 * The databases every medium test runs on, empty and its own:
 * `describe.each(testDatabaseUrls())('orders on $name', ({ url }) => …)`. Call it where `describe` is called; it registers
 * the hooks that create them before the first test and drop them after the last.
 */
export function testDatabaseUrls(): TestDatabaseUrl[] {
  const urls: TestDatabaseUrl[] = [{ name: 'embedded', url: embeddedDatabase() }];
  const server = process.env.TEST_DATABASE_URL;
  if (server === undefined) reportMissing('MariaDB', 'TEST_DATABASE_URL');
  else urls.push({ name: 'mariadb', url: serverDatabase(server) });
  return urls;
}

function embeddedDatabase(): string {
  const folder = mkdtempSync(join(tmpdir(), 'minsheng-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return `sqlite:${join(folder, 'test.db')}`;
}

function serverDatabase(server: string): string {
  const name = `t_${process.pid}_${randomBytes(5).toString('hex')}`;
  beforeAll(() => execute(server, `CREATE DATABASE ${name}`));
  afterAll(() => execute(server, `DROP DATABASE IF EXISTS ${name}`));
  return new URL(`/${name}`, server).href;
}

async function execute(server: string, statement: string): Promise<void> {
  const mysql = await import('mysql2/promise');
  const connection = await mysql.createConnection(server);
  try {
    await connection.query(statement);
  } finally {
    await connection.end();
  }
}
