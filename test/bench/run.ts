import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram, startMariaDb } from '@minsheng/testing';
import { createConnection } from 'mysql2/promise';
import { embeddedFolder, probeEmbedded, probeServer } from './database';
import { measure, type Measurement, type Target } from './measure';
import { type BenchDatabase, type BenchOptions, CLIENTS, ORDERS_A_YEAR, readOptions } from './options';
import { fill } from './product';
import { report, type Series } from './table';

const log = (line: string): void => void process.stderr.write(`${line}\n`);

/** `npm run bench`: fills, measures, prints one table. Loopback only; everything private is removed at the end. */
export async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  const folder = options.keep ?? mkdtempSync(join(tmpdir(), 'minsheng-bench-'));
  const series: Series[] = [];
  try {
    for (const database of options.databases) {
      const measurements = await (database === 'embedded' ? embedded(folder, options) : onServer(folder, options));
      if (measurements) series.push({ database, measurements });
    }
  } finally {
    if (options.keep === null) rmSync(folder, { recursive: true, force: true });
  }
  print(series, options);
  return 0;
}

function print(series: readonly Series[], { rounds }: BenchOptions): void {
  const { text, shortfalls } = report(series);
  const conditions =
    `Requests a second, ${CLIENTS} clients, median of ${rounds} runs; writes count when they stand on the board. ` +
    `Every size has ${ORDERS_A_YEAR} orders a year up to today, so that only the history grows. ` +
    'Growth: time at the largest size by time at the smallest; of CPU: the same of the process’s own time, which others on ' +
    'the machine do not disturb.';
  process.stdout.write(`\n${conditions}\n\n${text}\n\n`);
  process.stdout.write(shortfalls.length === 0 ? 'Every aim is met.\n' : `Short of the aim:\n`);
  for (const line of shortfalls) process.stdout.write(`  ! ${line}\n`);
}

async function embedded(folder: string, options: BenchOptions): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  for (const size of options.sizes) {
    const dataDir = embeddedFolder(folder, size);
    const place = { dataDir, dist: options.dist };
    if (!existsSync(join(dataDir, 'filled'))) {
      await timed(`embedded: filling ${size} orders`, () => fill(place, size));
      writeFileSync(join(dataDir, 'filled'), '');
    }
    const probe = probeEmbedded(dataDir);
    measurements.push(await measured('embedded', size, { place, probe, server: null }, options));
    await probe.close();
  }
  return measurements;
}

/** MariaDB as in production: every commit is flushed while it is measured (not while it is filled). */
async function onServer(folder: string, options: BenchOptions): Promise<Measurement[] | null> {
  const program = findProgram('mariadb');
  if (options.server === null && program === null) {
    log('not run on this machine: MariaDB is not installed');
    return null;
  }
  const own =
    options.server === null && program !== null
      ? await startMariaDb(program, { durable: true, bufferPoolMegabytes: 1024 })
      : null;
  const server = own?.url ?? options.server ?? '';
  try {
    const measurements: Measurement[] = [];
    for (const size of options.sizes) {
      const url = new URL(`/bench_${size}`, server).href;
      const place = { dataDir: folder, databaseUrl: url, dist: options.dist };
      await prepareServer(server, size, () => fill(place, size));
      const probe = probeServer(url);
      const target = { place, probe, server: { pool: probe.pool, url } };
      measurements.push(await measured('mariadb', size, target, options));
      await probe.close();
    }
    return measurements;
  } finally {
    await own?.stop();
  }
}

async function prepareServer(server: string, size: number, load: () => Promise<void>): Promise<void> {
  const connection = await createConnection(server);
  try {
    const [known] = await connection.query('SHOW DATABASES LIKE ?', [`bench_${size}`]);
    if (!Array.isArray(known) || known.length === 0) {
      await connection.query(`CREATE DATABASE bench_${size}`);
      await connection.query('SET GLOBAL innodb_flush_log_at_trx_commit = 2');
      await timed(`mariadb: filling ${size} orders`, load);
    }
    await connection.query('SET GLOBAL innodb_flush_log_at_trx_commit = 1');
  } finally {
    await connection.end();
  }
}

function measured(database: BenchDatabase, size: number, target: Target, options: BenchOptions): Promise<Measurement> {
  return timed(`${database}: measuring at ${size} orders`, () => measure(size, target, options));
}

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const result = await work();
  log(`${what}: ${((performance.now() - began) / 1000).toFixed(0)} s`);
  return result;
}
