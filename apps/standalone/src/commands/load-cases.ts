import { setTimeout as sleep } from 'node:timers/promises';
import { type GeneratedCase } from '../demo/generate-cases';
import { type BulkStore, type CaseRows, type OrderBulkRow } from './ports';

const MOST_ROWS = 500;
/** Where nobody waits, the board's sums are moved once for many cases; more would only cost memory. */
const MOST_ROWS_ALONE = 5_000;
const TARGET_MS = 40;

/** Rows that a case fills in all tables, roughly and never too few: what a transaction is cut by. */
export function rowsOf({ order }: Pick<CaseRows, 'order'>): number {
  if (!order) return 3;
  return 10 + order.history.length + 2 * order.order.turns.length + order.order.callbacks.length;
}

/** How many rows the next transaction may hold: at most 500, fewer where the machine takes longer than 50 ms. */
export class BatchPacer {
  private rows = 200;
  private lastMs = 0;

  /** `alone`: no other process and no request uses the database, so nobody is made to wait. */
  constructor(private readonly alone = false) {}

  get limit(): number {
    return this.alone ? MOST_ROWS_ALONE : this.rows;
  }

  record(rows: number, milliseconds: number): void {
    this.lastMs = milliseconds;
    const fitting = (rows * TARGET_MS) / Math.max(1, milliseconds);
    this.rows = Math.max(20, Math.min(MOST_ROWS, Math.round(0.5 * this.rows + 0.5 * fitting)));
  }

  /** Lets other requests in between two transactions. */
  async rest(): Promise<void> {
    if (!this.alone) await sleep(Math.min(20, this.lastMs / 4));
  }
}

/** A generated case as the ports take it. */
function caseRows({ appeal, order, history }: GeneratedCase): CaseRows {
  return { appeal: { ...appeal, importRef: null }, order: order ? { order, history } : null };
}

/** Stores cases in all three services; call inside a transaction. The order carries the words as intake sealed them. */
export async function storeCases(cases: readonly CaseRows[], store: BulkStore): Promise<void> {
  if (cases.length === 0) return;
  const loaded = await store.appeals.load(cases.map((c) => c.appeal));
  const orders = cases.flatMap(({ order }, i): OrderBulkRow[] => {
    const sealed = loaded[i];
    if (!order || !sealed) return [];
    const { title, content, location, contact } = sealed;
    return [{ order: { ...order.order, title, content, location }, history: order.history, contact }];
  });
  const changed = orders.length > 0 ? await store.orders.load(orders) : [];
  if (changed.length > 0) await store.appeals.follow(changed);
  await store.board.load(
    loaded.map((appeal) => appeal.registered),
    changed,
  );
}

export interface LoadOptions {
  readonly signal?: AbortSignal;
  /** Called after each transaction with the cases loaded so far. */
  readonly onProgress?: (loaded: number) => void;
  /** No other process and no request uses the database: longer transactions, no rest between them. */
  readonly alone?: boolean;
}

/** Loads generated cases, one short transaction after the other; no event, patch or notice comes of it. */
export async function loadCases(
  cases: Iterable<GeneratedCase>,
  store: BulkStore,
  options: LoadOptions = {},
): Promise<number> {
  const pacer = new BatchPacer(options.alone);
  let loaded = 0;
  for (const batch of batches(cases, () => pacer.limit)) {
    options.signal?.throwIfAborted();
    const started = performance.now();
    await store.transaction(() => storeCases(batch.cases, store));
    pacer.record(batch.rows, performance.now() - started);
    loaded += batch.cases.length;
    options.onProgress?.(loaded);
    await pacer.rest();
  }
  return loaded;
}

function* batches(
  cases: Iterable<GeneratedCase>,
  limit: () => number,
): Generator<{ cases: readonly CaseRows[]; rows: number }> {
  let batch: CaseRows[] = [];
  let rows = 0;
  for (const one of cases) {
    const next = caseRows(one);
    const more = rowsOf(next);
    if (batch.length > 0 && rows + more > limit()) {
      yield { cases: batch, rows };
      [batch, rows] = [[], 0];
    }
    batch.push(next);
    rows += more;
  }
  if (batch.length > 0) yield { cases: batch, rows };
}
