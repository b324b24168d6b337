import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from './free-port';
import { startGateway, type Gateway, type ServiceName } from './gateway';
import { Program } from './program';

export interface TopologyOptions {
  readonly kind: 'embedded' | 'split';
  /** Needed for `split`: `testDatabaseUrls()` and `describeWithRedis` hand them out. */
  readonly databaseUrl?: string;
  readonly redisUrl?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Where the built programs are. */
  readonly dist?: string;
}

/** The password of every demo account in a topology under test. */
export const TEST_PASSWORD = 'Test-password-2026';

const root = resolve(__dirname, '../../../..');
const SERVICES: readonly ServiceName[] = ['intake', 'dispatch', 'dashboard'];

/** The built product as a citizen meets it: one process on the embedded database, or three behind one address. */
export class Topology {
  readonly programs = new Map<string, Program>();
  private readonly ports = new Map<string, number>();
  private readonly folder = mkdtempSync(join(tmpdir(), 'minsheng-topology-'));
  private readonly dist: string;
  private readonly env: Record<string, string>;
  private gateway: Gateway | null = null;
  private address = '';

  private constructor(private readonly options: TopologyOptions) {
    this.dist = options.dist ?? join(root, 'dist/apps');
    this.env = {
      PATH: process.env.PATH ?? '',
      TZ: process.env.TZ ?? 'UTC',
      HOST: '127.0.0.1',
      DATA_DIR: this.folder,
      SECRET_KEY: randomBytes(32).toString('hex'),
      DEMO_PASSWORD: TEST_PASSWORD,
      CAPTCHA: 'off',
      ...(options.databaseUrl === undefined ? {} : { DATABASE_URL: options.databaseUrl }),
      ...(options.redisUrl === undefined ? {} : { REDIS_URL: options.redisUrl }),
      ...options.env,
    };
  }

  static async start(options: TopologyOptions): Promise<Topology> {
    const topology = new Topology(options);
    try {
      await (options.kind === 'embedded' ? topology.startEmbedded() : topology.startSplit());
      return topology;
    } catch (error) {
      await topology.stop();
      throw error;
    }
  }

  /** The one address of web, API and socket, without a slash at its end. */
  get url(): string {
    return this.address;
  }

  /** Kills a program as a power cut would, or asks it to end. */
  async kill(name: string, signal: 'SIGTERM' | 'SIGKILL' = 'SIGKILL'): Promise<void> {
    await this.program(name).kill(signal);
  }

  async restart(name: string): Promise<void> {
    const program = this.program(name);
    program.start();
    await program.ready(this.readyUrl(name));
  }

  /** Runs a command of the command line against the same database, for example `verify`. */
  async command(name: string, ...args: string[]): Promise<{ code: number | string; output: string }> {
    const command = new Program(name, {
      args: [join(this.dist, 'standalone/cli.js'), name, ...args],
      env: this.env,
      cwd: root,
    });
    command.start();
    const code = await command.ended();
    return { code, output: command.output };
  }

  async stop(): Promise<void> {
    await this.gateway?.stop();
    await Promise.all([...this.programs.values()].map((program) => program.kill('SIGTERM')));
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async startEmbedded(): Promise<void> {
    await this.add('standalone');
    this.address = `http://127.0.0.1:${this.ports.get('standalone')}`;
    await this.program('standalone').ready(this.readyUrl('standalone'));
  }

  private async startSplit(): Promise<void> {
    const { code, output } = await this.command('migrate');
    if (code !== 0) throw new Error(`migrate ended with ${code}\n${output}`);
    for (const name of SERVICES) await this.add(name);
    await Promise.all(SERVICES.map((name) => this.program(name).ready(this.readyUrl(name))));
    const [intake = 0, dispatch = 0, dashboard = 0] = SERVICES.map((name) => this.ports.get(name));
    this.gateway = await startGateway({ intake, dispatch, dashboard });
    this.address = `http://127.0.0.1:${this.gateway.port}`;
  }

  private async add(name: string): Promise<void> {
    const port = await freePort();
    const env = { ...this.env, PORT: String(port) };
    const program = new Program(name, { args: [join(this.dist, name, 'main.js')], env, cwd: root });
    this.ports.set(name, port);
    this.programs.set(name, program);
    program.start();
  }

  private program(name: string): Program {
    const program = this.programs.get(name);
    if (program === undefined)
      throw new Error(`no program ${name} in this topology: ${[...this.programs.keys()].join(', ')}`);
    return program;
  }

  private readyUrl(name: string): string {
    return `http://127.0.0.1:${this.ports.get(name)}/api/health/ready`;
  }
}
