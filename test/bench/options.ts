import { parseArgs } from 'node:util';

export type BenchDatabase = 'embedded' | 'mariadb';

export interface BenchOptions {
  readonly sizes: readonly number[];
  readonly databases: readonly BenchDatabase[];
  /** Runs of each work; the table shows the median. */
  readonly rounds: number;
  /** Length of one run of a reading work. */
  readonly seconds: number;
  /** Orders raised (and dispatched) in one run of a writing work. */
  readonly orders: number;
  /** Filled databases are kept there and used again. */
  readonly keep: string | null;
  /** A MariaDB that runs already, for `keep`; otherwise a private one is started. */
  readonly server: string | null;
  /** Folder of the built programs. */
  readonly dist: string | null;
}

export const CLIENTS = 8;
export const PAGES = 200;
export const PAGE_ROWS = 5;
/** One density for every size, so that the running month holds the same and only the history grows. */
export const ORDERS_A_YEAR = 6300;

export const USAGE = `npm run bench -- [--quick] [--sizes 1000,10000,100000] [--db embedded,mariadb] [--rounds 3]
                 [--keep FOLDER] [--server mysql://…] [--dist FOLDER]
  --quick    1,000 and 10,000 orders, shorter runs
  --keep     keeps the filled embedded databases there, and uses them the next time
  --server   a MariaDB that runs already (databases bench_N are created there and used again)`;

/** @throws Error with the usage where an option is unknown or no number. */
export function readOptions(args: readonly string[]): BenchOptions {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { quick: { type: 'boolean' }, sizes: text, db: text, rounds: text, keep: text, server: text, dist: text },
  });
  const quick = values.quick === true;
  const sizes = (values.sizes ?? (quick ? '1000,10000' : '1000,10000,100000')).split(',').map(Number);
  const databases = (values.db ?? 'embedded,mariadb').split(',').filter(isDatabase);
  const rounds = Number(values.rounds ?? 3);
  const isSize = (size: number): boolean => Number.isInteger(size) && size >= 500 && size <= 100_000;
  if (!sizes.every(isSize) || databases.length === 0 || !(rounds >= 1)) throw new Error(USAGE);
  return {
    sizes,
    databases,
    rounds,
    seconds: quick ? 1.5 : 2.5,
    orders: Math.ceil((PAGES * PAGE_ROWS) / rounds) + 10,
    keep: values.keep ?? null,
    server: values.server ?? null,
    dist: values.dist ?? null,
  };
}

function isDatabase(word: string): word is BenchDatabase {
  return word === 'embedded' || word === 'mariadb';
}
