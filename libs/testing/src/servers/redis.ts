import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port';
import { startGuarded, waitForPort } from './guarded-process';
import type { RunningServer } from './mariadb';

/** How many numbered databases the test server has: `testRedisUrl` hands them out, one per test file. */
export const REDIS_DATABASES = 4096;

/** Starts a private Redis: own port, loopback only, nothing written to disk. */
export async function startRedis(program: string): Promise<RunningServer> {
  const folder = mkdtempSync(join(tmpdir(), 'minsheng-redis-'));
  const port = await freePort();
  const settings = ['--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--databases', String(REDIS_DATABASES)];
  const server = startGuarded(folder, program, ['--port', String(port), '--dir', folder, ...settings]);
  await waitForPort(port, server, 20);
  return { url: `redis://127.0.0.1:${port}`, stop: () => server.stop() };
}
