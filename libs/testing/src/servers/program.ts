import { spawn, type ChildProcess } from 'node:child_process';

export interface ProgramOptions {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
}

/** A Node program of ours that a test starts, kills and starts again; what it printed is kept for the failure message. */
export class Program {
  private child: ChildProcess | null = null;
  private printed = '';

  constructor(
    readonly name: string,
    private readonly options: ProgramOptions,
  ) {}

  get pid(): number | undefined {
    return this.child?.pid;
  }

  get output(): string {
    return this.printed;
  }

  start(): void {
    const { args, env, cwd } = this.options;
    const child = spawn(process.execPath, [...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const keep = (chunk: Buffer): void => {
      this.printed = (this.printed + chunk.toString('utf8')).slice(-20_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    this.child = child;
  }

  /** Resolves with the exit code, or with the name of the signal that ended it. */
  async ended(): Promise<number | string> {
    const child = this.child;
    if (child === null) return 0;
    if (child.exitCode === null && child.signalCode === null) {
      await new Promise((resolve) => child.once('close', resolve));
    }
    return child.exitCode ?? child.signalCode ?? 0;
  }

  async kill(signal: 'SIGTERM' | 'SIGKILL' = 'SIGKILL'): Promise<void> {
    this.child?.kill(signal);
    await this.ended();
  }

  /** Waits until the address answers 200; says what the program printed when it does not. */
  async ready(url: string, seconds = 60): Promise<void> {
    for (let attempt = 0; attempt < seconds * 10; attempt += 1) {
      if (this.child?.exitCode !== null) break;
      if (await answers(url)) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`${this.name} is not ready at ${url}\n${this.printed}`);
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}
