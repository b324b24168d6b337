import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Client, drive, type LoadResult } from './client';
import type { Templates } from './learn';
import { CLIENTS } from './options';

/** The bare `node:http` + `mysql2` service, in a process of its own like the product. */
export class Bare {
  private constructor(
    private readonly child: ChildProcess,
    private readonly client: Client,
  ) {}

  static async start(databaseUrl: string): Promise<Bare> {
    const file = join(__dirname, 'bare-service.mjs');
    const child = spawn(process.execPath, [file, databaseUrl], { stdio: ['pipe', 'pipe', 'inherit'] });
    const [chunk]: unknown[] = await Promise.race([once(child.stdout, 'data'), once(child, 'close')]);
    if (child.exitCode !== null) throw new Error(`the bare service ended at once with ${child.exitCode}`);
    return new Bare(child, new Client(Number(String(chunk).trim())));
  }

  async learn(templates: Templates): Promise<void> {
    await this.client.json({ method: 'POST', path: '/templates', body: templates });
  }

  async plan(name: string, variants: readonly (readonly string[])[]): Promise<void> {
    await this.client.json({ method: 'POST', path: '/plan', body: { name: encodeURIComponent(name), variants } });
  }

  read(name: string): () => Promise<unknown> {
    const path = `/read?${encodeURIComponent(name)}`;
    return () => this.client.json({ path });
  }

  async raiseMany(count: number): Promise<{ codes: string[]; result: LoadResult }> {
    const codes: string[] = [];
    const result = await this.through(count, async () => {
      codes.push((await this.client.json<{ orderCode: string }>({ method: 'POST', path: '/register' })).orderCode);
    });
    return { codes, result };
  }

  dispatchMany(codes: readonly string[]): Promise<LoadResult> {
    const ask = async (index: number): Promise<void> => {
      await this.client.json({ method: 'POST', path: '/dispatch', body: { code: codes[index] } });
    };
    return this.through(codes.length, ask);
  }

  async stop(): Promise<void> {
    this.client.close();
    this.child.kill('SIGTERM');
    await once(this.child, 'close');
  }

  private async through(count: number, ask: (index: number) => Promise<void>): Promise<LoadResult> {
    const began = performance.now();
    await drive({ clients: CLIENTS, count }, ask);
    await this.client.json({ path: '/idle' });
    const milliseconds = performance.now() - began;
    return { requests: count, milliseconds, perSecond: (count * 1000) / milliseconds };
  }
}
