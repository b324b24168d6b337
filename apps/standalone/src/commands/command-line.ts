import { createInterface } from 'node:readline/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { TerminalIo } from './io';
import { DataDirLock, holderOf, LockHeldError } from './lock';
import { type CommandStore } from './ports';
import { DoorClosedError, runRemotely } from './remote';
import { COMMAND_NAMES, type CommandName, isCommandName, normaliseArgs, runCommand, UsageError } from './run-command';

export interface CommandLineConfig {
  readonly production: boolean;
  readonly databaseUrl: string;
  readonly dataDir: string;
}

/** A store that was opened for one command. */
export interface OpenStore {
  readonly store: CommandStore;
  close(): Promise<void>;
}

export interface CommandLineHost {
  readonly config: CommandLineConfig;
  open(name: CommandName): Promise<OpenStore>;
}

const PATIENCE_MS = 60_000;

/** Runs what was typed. On an embedded database that a server holds, the server does it. Gives the exit code. */
export async function commandLine(
  argv: readonly string[],
  host: CommandLineHost,
  io = new TerminalIo(),
): Promise<number> {
  const [name = '', ...args] = argv;
  if (!isCommandName(name)) {
    io.line(`没有命令“${name}”；可用：${COMMAND_NAMES.join('、')}`);
    return 1;
  }
  const stop = (): void => io.stop();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    return await perform(name, normaliseArgs(name, args), host, io);
  } catch (error) {
    io.line(explain(error, io.signal.aborted));
    return 1;
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}

function perform(name: CommandName, args: readonly string[], host: CommandLineHost, io: TerminalIo): Promise<number> {
  return host.config.databaseUrl.startsWith('sqlite:') ? onEmbedded(name, args, host, io) : here(name, args, host, io);
}

/** The holder may be starting, or busy with another command: it is asked again for a while. */
async function onEmbedded(
  name: CommandName,
  args: readonly string[],
  host: CommandLineHost,
  io: TerminalIo,
): Promise<number> {
  const { dataDir } = host.config;
  for (const started = performance.now(); ; await sleep(200, undefined, { signal: io.signal })) {
    try {
      const holder = holderOf(dataDir);
      if (holder) return await runRemotely(holder, name, args, io);
      const lock = DataDirLock.take(dataDir);
      try {
        return await here(name, args, host, io);
      } finally {
        lock.release();
      }
    } catch (error) {
      const isBusy = error instanceof DoorClosedError || error instanceof LockHeldError;
      if (!isBusy || performance.now() - started > PATIENCE_MS) throw error;
      io.progress('数据目录正在使用，稍候……');
    }
  }
}

async function here(
  name: CommandName,
  args: readonly string[],
  { config, open }: CommandLineHost,
  io: TerminalIo,
): Promise<number> {
  const opened = await open(name);
  try {
    const alone = config.databaseUrl.startsWith('sqlite:');
    const ask = process.stdin.isTTY ? askAtTerminal : null;
    return await runCommand(name, args, { store: opened.store, io, production: config.production, alone, ask });
  } finally {
    await opened.close();
  }
}

async function askAtTerminal(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}

function explain(error: unknown, isStopped: boolean): string {
  if (isStopped) return '已停止。已写入的部分完整保留，可以重新运行继续';
  if (error instanceof DoorClosedError) return '数据目录正被另一个命令或正在启动的服务器使用，请稍后再试';
  if (error instanceof LockHeldError) return `${error.message}，请稍后再试`;
  if (error instanceof UsageError) return error.message;
  return error instanceof Error ? error.message : String(error);
}
