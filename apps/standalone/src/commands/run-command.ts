import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { asOfDay, generateInto } from './generate';
import { importFile } from './import-file';
import { type CommandIo } from './io';
import { type CommandStore } from './ports';
import { setup } from './setup';
import { verify } from './verify';

export const COMMAND_NAMES = ['import', 'generate', 'verify', 'setup', 'migrate'] as const;
export type CommandName = (typeof COMMAND_NAMES)[number];

export function isCommandName(word: string): word is CommandName {
  return (COMMAND_NAMES as readonly string[]).includes(word);
}

export interface CommandContext {
  readonly store: CommandStore;
  readonly io: CommandIo;
  readonly production: boolean;
  /** This process holds the database for itself: nobody waits between two transactions. */
  readonly alone?: boolean;
  /** Asks at the terminal; null inside a server. */
  readonly ask: ((question: string) => Promise<string>) | null;
}

/** A command line that cannot be understood; its text says how it should be. */
export class UsageError extends Error {}

const USAGE: Readonly<Record<CommandName, string>> = {
  import: 'npm run import -- 文件.jsonl --channel 渠道编码',
  generate: 'npm run generate -- --orders 件数 [--years 年数] [--seed 种子] [--as-of 2026-01-31] [--alone]',
  verify: 'npm run verify',
  setup: 'npm run setup -- [--units 单位表.xlsx] [--accounts 账号表.xlsx] [--yes]',
  migrate: 'npm run migrate',
};

/** Runs a command on an open store: at the terminal's own, or inside the server that holds the database. */
export function runCommand(name: CommandName, args: readonly string[], context: CommandContext): Promise<number> {
  return COMMANDS[name](args, context);
}

/** Checks the command line where it was typed and makes its paths absolute: a server stands in another folder. */
export function normaliseArgs(name: CommandName, args: readonly string[]): string[] {
  const { values, positionals } = parse(name, args);
  const absolute = (value: string): string => {
    const path = resolve(value);
    if (!existsSync(path)) throw new UsageError(`没有文件 ${path}`);
    return path;
  };
  const flags = Object.entries(values).flatMap(([flag, value]) => {
    if (value === true) return [`--${flag}`];
    if (typeof value !== 'string') return [];
    return [`--${flag}`, FILE_FLAGS.includes(flag) ? absolute(value) : value];
  });
  return [...positionals.map(absolute), ...flags];
}

const FILE_FLAGS: readonly string[] = ['units', 'accounts'];
const OPTIONS: Readonly<Record<CommandName, NonNullable<ParseArgsConfig['options']>>> = {
  import: { channel: { type: 'string' } },
  generate: {
    orders: { type: 'string' },
    years: { type: 'string' },
    seed: { type: 'string' },
    'as-of': { type: 'string' },
    alone: { type: 'boolean' },
  },
  verify: {},
  setup: { units: { type: 'string' }, accounts: { type: 'string' }, yes: { type: 'boolean' } },
  migrate: {},
};

interface Parsed {
  readonly values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;
  readonly positionals: readonly string[];
}

function parse(name: CommandName, args: readonly string[]): Parsed {
  try {
    return parseArgs({ args: [...args], options: OPTIONS[name], allowPositionals: name === 'import', strict: true });
  } catch {
    throw new UsageError(`用法：${USAGE[name]}`);
  }
}

type Run = (args: readonly string[], context: CommandContext) => Promise<number>;

const COMMANDS: Readonly<Record<CommandName, Run>> = {
  import: runImport,
  generate: runGenerate,
  verify: (args, { store, io }) => {
    parse('verify', args);
    return verify(store.verify, io);
  },
  setup: (args, { store, io, ask }) => {
    const { units, accounts, yes } = parse('setup', args).values;
    return setup(store.setup, { units: text(units), accounts: text(accounts), yes: yes === true, ask }, io);
  },
  // Opening the store migrated it already: every process does so before it works.
  migrate: (args, { io }) => {
    parse('migrate', args);
    io.line('数据库结构已是最新');
    return Promise.resolve(0);
  },
};

async function runImport(args: readonly string[], { store, io, alone }: CommandContext): Promise<number> {
  const { values, positionals } = parse('import', args);
  const [file, ...more] = positionals;
  const code = text(values.channel);
  if (file === undefined || more.length > 0 || code === undefined) throw new UsageError(`用法：${USAGE.import}`);
  const channels = store.bulk.channels();
  const channel = channels.find((row) => row.code === code);
  if (!channel) {
    throw new UsageError(`没有编码为“${code}”的渠道；可用：${channels.map((row) => row.code).join('、')}`);
  }
  const result = await importFile(file, {
    channel,
    store: store.bulk,
    signal: io.signal,
    alone,
    onBad: ({ number, reason }) => io.line(`第 ${String(number)} 行：${reason}`),
    onProgress: (lines) => io.progress(`已处理 ${String(lines)} 行`),
  });
  const { lines, loaded, skipped, bad } = result;
  io.line(`共 ${String(lines)} 行：载入 ${String(loaded)}，已有 ${String(skipped)}，有误 ${String(bad.length)}`);
  return bad.length > 0 ? 1 : 0;
}

async function runGenerate(args: readonly string[], { store, io, production, alone }: CommandContext): Promise<number> {
  if (production) throw new UsageError('正式环境（NODE_ENV=production）不生成演示案件');
  const { values } = parse('generate', args);
  const orders = number(values.orders, undefined, 1, 5_000_000);
  const years = number(values.years, 1, 0.01, 30);
  const seed = number(values.seed, 1, 0, 4_294_967_295);
  const asOf = asOfDay(text(values['as-of']), store.bulk.now());
  if (orders === null || years === null || seed === null) throw new UsageError(`用法：${USAGE.generate}`);
  if (!Number.isInteger(orders) || !Number.isInteger(seed)) throw new UsageError('--orders 和 --seed 应为整数');
  if (!asOf) throw new UsageError('--as-of 应为今天或以前的日期，例如 2026-01-31');
  const password = await store.ensureCounty();
  if (password !== null) io.line(`已载入演示县的单位和账号，密码：${password}`);
  const { units } = await store.bulk.rules();
  if (!units.all().some((unit) => unit.kind === 'township'))
    throw new UsageError('请先载入单位（至少一个乡镇），再生成案件');
  const started = performance.now();
  const loaded = await generateInto(
    store.bulk,
    { orders, years, seed, asOf },
    {
      signal: io.signal,
      alone: alone === true || values.alone === true,
      onProgress: (done) => io.progress(`已生成诉求 ${String(done)} 件`),
    },
  );
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  io.line(`已生成工单 ${String(orders)} 件，诉求共 ${String(loaded)} 件，用时 ${seconds} 秒`);
  return 0;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** null: not a number between the bounds, or missing without a default. */
function number(value: unknown, fallback: number | undefined, low: number, high: number): number | null {
  if (value === undefined) return fallback ?? null;
  const parsed = typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
  return parsed >= low && parsed <= high ? parsed : null;
}
