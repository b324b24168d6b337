import { randomInt } from 'node:crypto';
import { REDIS_DATABASES } from './redis';
import { reportMissing } from './report-missing';

/**
 * A `describe` that gets an empty Redis database which no other test file uses; where there is no Redis the gap shows in
 * the summary.
 */
export function describeWithRedis(title: string, tests: (redisUrl: string) => void): void {
  const server = process.env.TEST_REDIS_URL;
  if (server === undefined) return reportMissing('Redis', 'TEST_REDIS_URL');
  const url = `${server}/${ownDatabase()}`;
  describe(title, () => {
    beforeAll(() => flush(url));
    afterAll(() => flush(url));
    tests(url);
  });
}

/** A worker runs one file at a time, so a band of numbers per worker never meets another file's. */
function ownDatabase(): number {
  const band = 256;
  const bands = REDIS_DATABASES / band - 1;
  const worker = Number(process.env.JEST_WORKER_ID ?? '1') % bands;
  return band * (worker + 1) + randomInt(band);
}

async function flush(url: string): Promise<void> {
  const { Redis } = await import('ioredis');
  const redis = new Redis(url);
  try {
    await redis.flushdb();
  } finally {
    redis.disconnect();
  }
}
