import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'mysql2/promise';
import type { ReadingWork } from './works';

type Row = Readonly<Record<string, unknown>>;
type Rows = Readonly<Record<string, readonly Row[]>>;

/** What the bare service writes: the rows one order gave, and how it moved the tallies. */
export interface Templates {
  readonly orderCode: string;
  readonly register: Rows;
  readonly dispatch: Rows;
  readonly tallies: { readonly register: readonly string[]; readonly dispatch: readonly string[] };
}

/** Housekeeping that runs beside every request and is no part of it. */
const HOUSEKEEPING =
  /\b(outbox|inbox|lease|event_consumer|dead_letter|board_watch|board_change|general_log|GLOBAL|SESSION)\b/;
const VARIANTS = 12;

const SELECTS: Readonly<Record<string, string>> = {
  appeal: 'SELECT * FROM appeal WHERE order_code = :code',
  work_order: 'SELECT * FROM work_order WHERE code = :code',
  order_history: 'SELECT * FROM order_history WHERE order_code = :code ORDER BY seq',
  order_contact: 'SELECT * FROM order_contact WHERE order_code = :code',
  order_reader: 'SELECT * FROM order_reader WHERE order_id IN (SELECT id FROM work_order WHERE code = :code)',
  order_search: 'SELECT * FROM order_search WHERE doc_id IN (SELECT id FROM work_order WHERE code = :code)',
  order_search_gram: 'SELECT * FROM order_search_gram WHERE doc_id IN (SELECT id FROM work_order WHERE code = :code)',
  order_progress: 'SELECT * FROM order_progress WHERE order_code = :code',
  board_order: 'SELECT * FROM board_order WHERE code = :code',
  board_turn: 'SELECT * FROM board_turn WHERE order_code = :code',
  board_appeal: 'SELECT * FROM board_appeal WHERE order_code = :code',
  outbox: "SELECT * FROM outbox WHERE event_key IN (:code, CONCAT('A', :code)) ORDER BY id",
  inbox:
    "SELECT i.* FROM inbox i JOIN outbox o ON o.event_id = i.event_id WHERE o.event_key IN (:code, CONCAT('A', :code))",
};

/** Learns what the product reads and writes, so that the bare service does the same. */
export class Learner {
  constructor(private readonly pool: Pool) {}

  /** The statements of each request, in a few variants (other orders, other words). */
  async reads(work: ReadingWork): Promise<string[][]> {
    const variants: string[][] = [];
    for (let index = 0; index < VARIANTS; index += 1) variants.push(await this.shortest(() => work.ask(index)));
    return variants;
  }

  /** Raises and dispatches one order in the product and keeps the rows; one more before it, so that no tally is new. */
  async writes(raise: () => Promise<string>, dispatch: (code: string) => Promise<void>): Promise<Templates> {
    await dispatch(await raise());
    let code = '';
    const registerTallies = await this.tallies(async () => void (code = await raise()));
    const before = await this.rowsOf(code);
    const dispatchTallies = await this.tallies(() => dispatch(code));
    const after = await this.rowsOf(code);
    return {
      orderCode: code,
      register: before,
      dispatch: { ...added(before, after), ...this.changed(before, after) },
      tallies: { register: registerTallies, dispatch: dispatchTallies },
    };
  }

  /** Of the order itself the changed columns, as the product writes them; of its copies the whole rows. */
  private changed(before: Rows, after: Rows): Rows {
    const [old] = before.work_order ?? [];
    const [order] = after.work_order ?? [];
    if (!old || !order) throw new Error('the sample order is missing');
    const columns = Object.entries(order).filter(([name, value]) => name === 'code' || value !== old[name]);
    return {
      work_order: [Object.fromEntries(columns)],
      order_progress: after.order_progress ?? [],
      board_order: after.board_order ?? [],
      board_turn: after.board_turn ?? [],
      order_reader: after.order_reader ?? [],
    };
  }

  private async rowsOf(code: string): Promise<Rows> {
    const rows: Record<string, readonly Row[]> = {};
    for (const [table, sql] of Object.entries(SELECTS)) {
      const [found] = await this.pool.query(sql.replaceAll(':code', `'${code}'`));
      rows[table] = found as Row[];
    }
    return rows;
  }

  private async tallies(work: () => Promise<void>): Promise<string[]> {
    return (await this.log(work)).filter((sql) => /^(UPDATE|INSERT INTO) `?board_tally/.test(sql));
  }

  /** Timers of the process ask something now and then: the shortest of three logs has nothing of theirs. */
  private async shortest(work: () => Promise<unknown>): Promise<string[]> {
    const logs: string[][] = [];
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const all = await this.log(work);
      logs.push(all.filter((sql) => /^SELECT/i.test(sql) && !HOUSEKEEPING.test(sql)));
    }
    const [first] = logs.sort((a, b) => a.length - b.length);
    return first ?? [];
  }

  private async log(work: () => Promise<unknown>): Promise<string[]> {
    await this.pool.query("SET GLOBAL log_output = 'TABLE'");
    await this.pool.query('TRUNCATE mysql.general_log');
    await this.pool.query('SET GLOBAL general_log = ON');
    try {
      await work();
    } finally {
      await this.pool.query('SET GLOBAL general_log = OFF');
    }
    await sleep(5);
    const sql = `SELECT CONVERT(argument USING utf8mb4) AS text FROM mysql.general_log
      WHERE command_type IN ('Query', 'Execute') AND thread_id <> CONNECTION_ID()
        AND thread_id IN (SELECT id FROM information_schema.processlist WHERE db = DATABASE())`;
    const [rows] = await this.pool.query(sql);
    return (rows as { text: string }[]).map(({ text }) => text);
  }
}

/** Rows that the second step added. */
function added(before: Rows, after: Rows): Rows {
  const fresh = (table: string, key: string): readonly Row[] => {
    const known = new Set((before[table] ?? []).map((row) => row[key]));
    return (after[table] ?? []).filter((row) => !known.has(row[key]));
  };
  return {
    order_history: fresh('order_history', 'seq'),
    outbox: fresh('outbox', 'event_id'),
    inbox: fresh('inbox', 'event_id'),
  };
}
