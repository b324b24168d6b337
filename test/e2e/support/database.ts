import Database from 'libsql';
import { createConnection, type RowDataPacket } from 'mysql2/promise';

/** A look behind the product's back: for planting a difference, and for seeing what lies on the disk. */
export interface BareDatabase {
  all(sql: string): Promise<Record<string, unknown>[]>;
  run(sql: string): Promise<void>;
  close(): Promise<void>;
}

export async function openBare(url: string): Promise<BareDatabase> {
  return url.startsWith('sqlite:') ? openFile(url.slice('sqlite:'.length)) : openServer(url);
}

function openFile(path: string): BareDatabase {
  const database = new Database(path);
  database.exec('PRAGMA busy_timeout = 10000');
  return {
    all: (sql) => Promise.resolve(database.prepare(sql).all() as Record<string, unknown>[]),
    run: (sql) => Promise.resolve(void database.exec(sql)),
    close: () => Promise.resolve(void database.close()),
  };
}

async function openServer(url: string): Promise<BareDatabase> {
  const connection = await createConnection(url);
  return {
    all: async (sql) => (await connection.query<RowDataPacket[]>(sql))[0],
    run: async (sql) => void (await connection.query(sql)),
    close: () => connection.end(),
  };
}

/** Every row of every table as text. */
export async function everythingStored(url: string): Promise<string> {
  const database = await openBare(url);
  try {
    const tables = url.startsWith('sqlite:')
      ? await database.all("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
      : await database.all('SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()');
    const dumps: string[] = [];
    for (const { name } of tables) {
      const rows = await database.all(`SELECT * FROM ${String(name)}`);
      dumps.push(...rows.map((row) => Object.values(row).map(asText).join(' ')));
    }
    return dumps.join('\n');
  } finally {
    await database.close();
  }
}

function asText(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
