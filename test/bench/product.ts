import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { Program } from '@minsheng/testing';
import { Client } from './client';
import { ORDERS_A_YEAR } from './options';

const root = resolve(__dirname, '../..');
/** Linux counts processor time in hundredths of a second. */
const TICK_MS = 10;
const PASSWORD = 'Bench-password-2026';

/** Where the measured product keeps its data. */
export interface Place {
  readonly dataDir: string;
  readonly databaseUrl?: string;
  readonly dist: string | null;
}

function environment({ dataDir, databaseUrl }: Place, port: number): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    HOST: '127.0.0.1',
    PORT: String(port),
    DATA_DIR: dataDir,
    SECRET_KEY: 'bench'.repeat(8),
    DEMO_PASSWORD: PASSWORD,
    CAPTCHA: 'off',
    ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
  };
}

/** A port that nobody uses at this moment. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

/** Fills a database with the product's own generator, at the density of every size. */
export async function fill(place: Place, orders: number): Promise<void> {
  const cli = join(place.dist ?? join(root, 'dist/apps'), 'standalone/cli.js');
  const years = (orders / ORDERS_A_YEAR).toFixed(4);
  const args = [cli, 'generate', '--orders', String(orders), '--years', years, '--alone'];
  const program = new Program('generate', { args, env: environment(place, 0), cwd: root });
  program.start();
  if ((await program.ended()) !== 0) throw new Error(`generate failed\n${program.output}`);
}

/** The standalone process under measurement. */
export class Product {
  private constructor(
    private readonly program: Program,
    readonly port: number,
    readonly client: Client,
  ) {}

  static async start(place: Place, nodeArgs: readonly string[] = []): Promise<Product> {
    const port = await freePort();
    const main = join(place.dist ?? join(root, 'dist/apps'), 'standalone/main.js');
    const program = new Program('standalone', {
      args: [...nodeArgs, main],
      env: environment(place, port),
      cwd: root,
    });
    program.start();
    process.once('exit', () => void program.kill('SIGKILL'));
    await program.ready(`http://127.0.0.1:${port}/api/health/ready`, 120);
    return new Product(program, port, new Client(port));
  }

  async signIn(username: string): Promise<string> {
    const body = { username, password: PASSWORD };
    const call = { method: 'POST', path: '/api/auth/login', body } as const;
    return (await this.client.json<{ accessToken: string }>(call)).accessToken;
  }

  /** MiB in memory: now, and at the highest. */
  memory(): { now: number; highest: number } {
    const status = readFileSync(`/proc/${this.program.pid ?? 0}/status`, 'utf8');
    const field = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? NaN) / 1024;
    return { now: field('VmRSS'), highest: field('VmHWM') };
  }

  /** Milliseconds of processor time used so far: unlike the clock it does not count what others on the machine do. */
  cpu(): number {
    const fields =
      readFileSync(`/proc/${this.program.pid ?? 0}/stat`, 'utf8')
        .split(') ')
        .at(-1)
        ?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  }

  async stop(): Promise<void> {
    this.client.close();
    await this.program.kill('SIGTERM');
  }
}
