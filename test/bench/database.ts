import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Libsql from 'libsql';
import { createPool, type Pool } from 'mysql2/promise';

/** Looks into the database from outside, to see when what was asked for stands there. */
export interface Probe {
  /** Orders on the board whose last step, of this kind, was taken since. */
  onBoard(action: string, since: string): Promise<number>;
  close(): Promise<void>;
}

/** How both databases store an instant. */
export function storedInstant(instant: Date): string {
  return instant.toISOString().replace('T', ' ').slice(0, -1);
}

const ON_BOARD = 'SELECT COUNT(*) AS n FROM board_order WHERE last_action_at >= ? AND last_action = ?';

interface EmbeddedHandle {
  prepare(sql: string): { get(...parameters: unknown[]): unknown };
  exec(sql: string): unknown;
  close(): unknown;
}
const Handle: new (file: string) => EmbeddedHandle = Libsql;

export function probeEmbedded(folder: string): Probe {
  const handle = new Handle(join(folder, 'minsheng.db'));
  handle.exec('PRAGMA query_only = ON');
  const statement = handle.prepare(ON_BOARD);
  return {
    onBoard: (action, since) => Promise.resolve(numberOf(statement.get(since, action))),
    close: () => Promise.resolve(void handle.close()),
  };
}

export function probeServer(url: string): Probe & { readonly pool: Pool } {
  const pool = createPool({ uri: url, connectionLimit: 2, timezone: 'Z', dateStrings: true, supportBigNumbers: true });
  return {
    pool,
    onBoard: async (action, since) => {
      const [rows] = await pool.query(ON_BOARD, [since, action]);
      return numberOf(Array.isArray(rows) ? rows[0] : undefined);
    },
    close: () => pool.end(),
  };
}

function numberOf(row: unknown): number {
  return typeof row === 'object' && row !== null && 'n' in row ? Number(row.n) : 0;
}

/** The folder of an embedded database of this size. */
export function embeddedFolder(base: string, size: number): string {
  const folder = join(base, `embedded-${size}`);
  mkdirSync(folder, { recursive: true });
  return folder;
}
