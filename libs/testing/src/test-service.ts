import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Type } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import {
  createContext,
  EventFlow,
  FakeClock,
  loadConfig,
  type ServiceDefinition,
  UnitOfWork,
} from '@minsheng/platform';

/** Services on a database of their own, with the platform's real parts and a clock that the test sets. */
export interface TestService {
  readonly clock: FakeClock;
  readonly uow: UnitOfWork;
  get<T>(type: Type<T>): T;
  /** Until every event has reached everybody. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** Opens services in this process on the given database; nothing listens. */
export async function testService(
  url: string,
  services: readonly ServiceDefinition[],
  now: string,
): Promise<TestService> {
  const folder = mkdtempSync(join(tmpdir(), 'minsheng-test-'));
  const env = { DATABASE_URL: url, DATA_DIR: folder, NODE_ENV: 'test', CAPTCHA: 'off', SECRET_KEY: 'k'.repeat(40) };
  const clock = new FakeClock(new Date(Date.parse(now)));
  const app = await createContext({ config: loadConfig(env), services, clock, logger: false });
  // The clock stands where the test sets it; a job that the real minute starts would come in between.
  for (const job of app.get(SchedulerRegistry, { strict: false }).getCronJobs().values()) await job.stop();
  return {
    clock,
    uow: app.get(UnitOfWork),
    get: (type) => app.get(type, { strict: false }),
    settle: async () => {
      if (!(await app.get(EventFlow).drain(20_000))) throw new Error('events are still on their way after 20 s');
    },
    close: async () => {
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
