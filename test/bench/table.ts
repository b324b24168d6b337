import type { BenchDatabase } from './options';
import { type Measurement, medianOf } from './measure';

/** The aims of the issue. */
const MOST_GROWTH = 1.3;
const LEAST_SHARE = 0.5;
const MOST_PATCH_MS = 500;
const MOST_MEMORY = 350;
const EMPTY = ['', '', '', ''];

export interface Series {
  readonly database: BenchDatabase;
  readonly measurements: readonly Measurement[];
}

export interface Report {
  readonly text: string;
  readonly shortfalls: readonly string[];
}

/** One table of everything; what falls short of its aim carries an exclamation mark and is listed below. */
export function report(series: readonly Series[]): Report {
  const sizes = series[0]?.measurements.map(({ size }) => size) ?? [];
  const shortfalls: string[] = [];
  const lines = [
    [
      'database',
      'work',
      ...sizes.map((size) => `${thousands(size)} /s`),
      'growth',
      'CPU ms',
      'of CPU',
      'bare /s',
      'of bare',
    ],
    ...series.flatMap((each) => [...workLines(each, shortfalls), ...otherLines(each, shortfalls)]),
  ];
  return { text: aligned(lines), shortfalls };
}

function workLines({ database, measurements }: Series, shortfalls: string[]): string[][] {
  const names = [...(measurements[0]?.works.keys() ?? [])];
  return names.map((name) => {
    const rates = measurements.map(({ works }) => medianOf(works.get(name)?.product ?? []) ?? NaN);
    const bares = measurements.map(({ works }) => medianOf(works.get(name)?.bare ?? []));
    const growth = (rates[0] ?? NaN) / (rates.at(-1) ?? NaN);
    const costs = measurements.map(({ works }) => medianOf(works.get(name)?.cpu ?? []) ?? NaN);
    const shares = rates.flatMap((rate, index) => {
      const bare = bares[index];
      return bare === null || bare === undefined ? [] : [rate / bare];
    });
    const where = `${database}, ${name}`;
    const tooSlow = growth > MOST_GROWTH;
    if (tooSlow)
      shortfalls.push(`${where}: ${growth.toFixed(2)} times slower at the largest size (aim ${MOST_GROWTH})`);
    const least = Math.min(...shares);
    if (least < LEAST_SHARE)
      shortfalls.push(`${where}: ${percent(least)} of the bare service (aim ${percent(LEAST_SHARE)})`);
    return [
      database,
      name,
      ...rates.map(rounded),
      `${growth.toFixed(2)}${tooSlow ? ' !' : ''}`,
      costs.map((cost) => cost.toFixed(2)).join(' / '),
      ((costs.at(-1) ?? NaN) / (costs[0] ?? NaN)).toFixed(2),
      bares.map((bare) => (bare === null ? '–' : rounded(bare))).join(' / '),
      shares.length === 0 ? '–' : `${shares.map(percent).join(' / ')}${least < LEAST_SHARE ? ' !' : ''}`,
    ];
  });
}

function otherLines({ database, measurements }: Series, shortfalls: string[]): string[][] {
  const late = measurements.filter(({ patches }) => patches.p99 >= MOST_PATCH_MS);
  for (const { size, patches } of late)
    shortfalls.push(`${database}, ${thousands(size)}: patch p99 ${patches.p99.toFixed(0)} ms (aim ${MOST_PATCH_MS})`);
  const big = measurements.filter(({ memory }) => memory.highest >= MOST_MEMORY);
  for (const { size, memory } of big)
    shortfalls.push(`${database}, ${thousands(size)}: ${memory.highest.toFixed(0)} MiB (aim ${MOST_MEMORY})`);
  return [
    [
      database,
      'request → patch, 500 sockets, p50/p99 ms',
      ...measurements.map(({ patches }) => `${patches.p50.toFixed(0)}/${patches.p99.toFixed(0)}`),
      late.length > 0 ? '!' : '',
      ...EMPTY,
    ],
    [
      database,
      'memory after the load / highest, MiB',
      ...measurements.map(({ memory }) => `${memory.now.toFixed(0)}/${memory.highest.toFixed(0)}`),
      big.length > 0 ? '!' : '',
      ...EMPTY,
    ],
  ];
}

function aligned(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  const pad = (cell: string, column: number): string =>
    column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  const rows = lines.map((line) => `| ${line.map(pad).join(' | ')} |`);
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [rows[0], rule, ...rows.slice(1)].join('\n');
}

const thousands = (size: number): string => size.toLocaleString('en-US');
const rounded = (rate: number): string => (rate >= 100 ? rate.toFixed(0) : rate.toFixed(1));
const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;
