import { startMariaDb, type RunningServer } from './mariadb';
import { findProgram, installMissingPrograms, mustRunEverything, type Program } from './programs';
import { startRedis } from './redis';

export interface TestServers {
  /** What the test processes read: TEST_DATABASE_URL, TEST_REDIS_URL, CHROMIUM_PATH. */
  readonly env: Readonly<Record<string, string>>;
  readonly missing: readonly Program[];
  stop(): Promise<void>;
}

/** Starts what the tests need and this machine has; on CI it is an error when something cannot be had. */
export async function startServers(log: (line: string) => void = () => undefined): Promise<TestServers> {
  const missing = installMissingPrograms(log);
  if (missing.length > 0 && mustRunEverything()) throw new Error(`CI=true, but missing: ${missing.join(', ')}`);
  const env: Record<string, string> = {};
  const running: RunningServer[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(running.splice(0).map((server) => server.stop()));
  };
  const start = async (variable: string, program: Program, run: (path: string) => Promise<RunningServer>) => {
    const path = findProgram(program);
    if (process.env[variable] !== undefined || path === null) return;
    const server = await run(path);
    running.push(server);
    env[variable] = server.url;
  };
  try {
    await Promise.all([
      start('TEST_DATABASE_URL', 'mariadb', (path) => startMariaDb(path)),
      start('TEST_REDIS_URL', 'redis', (path) => startRedis(path)),
    ]);
  } catch (error) {
    await stop();
    throw error;
  }
  const chromium = findProgram('chromium');
  if (chromium !== null) env.CHROMIUM_PATH = chromium;
  return { env, missing, stop };
}
