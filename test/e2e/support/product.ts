import { type LoginResponse } from '@minsheng/contracts';
import { describeWithRedis, TEST_PASSWORD, testDatabaseUrls, Topology, type TopologyOptions } from '@minsheng/testing';
import { Client } from './client';
import { until } from './until';
import { Watcher } from './watcher';

/** Starting three processes on a busy machine takes its time. */
const START_MS = 120_000;
const STORY_MS = 90_000;

/** The built product under test: people sign in, watch the board, run commands. */
export class Product {
  private readonly clients = new Map<string, Promise<Client>>();
  private readonly passwords = new Map<string, string>();
  private readonly watchers: Watcher[] = [];
  private running: Topology | null = null;

  constructor(readonly options: TopologyOptions) {}

  get topology(): Topology {
    if (this.running === null) throw new Error('the product has not been started');
    return this.running;
  }

  get url(): string {
    return this.topology.url;
  }

  /** The embedded product brings its county along; the split one gets the same county and a few cases by command. */
  async start(): Promise<void> {
    this.running = await Topology.start(this.options);
    if (this.options.kind === 'embedded') return;
    await this.run(0, 'generate', '--orders', '20', '--seed', '7');
    const agent = await this.as('agent');
    await until('every service knows the units', async () => {
      const { body } = await agent.get<{ townships?: unknown[] }>('/api/intake/options');
      return (body.townships ?? []).length === 12;
    });
  }

  async stop(): Promise<void> {
    for (const watcher of this.watchers) watcher.close();
    await this.running?.stop();
  }

  /** The account, signed in once per file. */
  as(username: string): Promise<Client> {
    const known = this.clients.get(username);
    if (known !== undefined) return known;
    const signedIn = this.signIn(username).then(({ accessToken }) => new Client(this.url, username, accessToken));
    this.clients.set(username, signedIn);
    return signedIn;
  }

  /** A session of its own. */
  async signIn(username: string): Promise<LoginResponse> {
    const body = { username, password: this.passwords.get(username) ?? TEST_PASSWORD };
    return this.public.ok(this.public.post<LoginResponse>('/api/auth/login', body));
  }

  /** An account that a table brought in: its initial password opens nothing but its own change. */
  async changeInitialPassword(username: string, initial: string): Promise<void> {
    this.passwords.set(username, initial);
    const { accessToken } = await this.signIn(username);
    const client = new Client(this.url, username, accessToken);
    const next = `Own-${TEST_PASSWORD}`;
    await client.ok(client.post('/api/auth/password', { current: initial, next }));
    this.passwords.set(username, next);
  }

  /** Somebody without an account. */
  get public(): Client {
    return new Client(this.url, 'a citizen', null);
  }

  watch(token: string | null): Watcher {
    const watcher = new Watcher(this.url, token);
    this.watchers.push(watcher);
    return watcher;
  }

  /** Runs a command that must end with the given code; gives what it printed. */
  async run(expected: number, name: string, ...args: string[]): Promise<string> {
    const { code, output } = await this.topology.command(name, ...args);
    if (code !== expected) throw new Error(`${name} ended with ${code}, not ${expected}:\n${output}`);
    return output;
  }

  /** Everything the processes have printed. */
  get output(): string {
    return [...this.topology.programs.values()].map((program) => program.output).join('\n');
  }
}

/** The same stories on one process with the embedded database and on three with MariaDB and Redis. */
export function onEachTopology(stories: (product: Product) => void): void {
  jest.setTimeout(STORY_MS);
  const withProduct = (options: TopologyOptions): void => {
    const product = new Product(options);
    beforeAll(() => product.start(), START_MS);
    afterAll(() => product.stop(), START_MS);
    stories(product);
  };
  for (const { name, url: databaseUrl } of testDatabaseUrls()) {
    if (name === 'embedded') describe('in one process', () => withProduct({ kind: 'embedded', databaseUrl }));
    else describeWithRedis('in three processes', (redisUrl) => withProduct({ kind: 'split', databaseUrl, redisUrl }));
  }
}
