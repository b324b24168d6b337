import { setTimeout as sleep } from 'node:timers/promises';
import { TEST_PASSWORD, Topology } from '@minsheng/testing';
import { Redis } from 'ioredis';
import { createConnection } from 'mysql2/promise';

export interface KillOptions {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly appeals: number;
  /** Where the built programs are, if not in dist. */
  readonly dist?: string;
}

export interface KillResult {
  /** Order codes by Idempotency-Key, as they were acknowledged. */
  readonly acknowledged: readonly string[];
  /** Keys that were answered with another order when they were sent again. */
  readonly changed: readonly string[];
  readonly appeals: readonly string[];
  readonly orders: readonly string[];
  readonly board: readonly string[];
  readonly verify: { readonly code: number | string; readonly output: string };
  readonly retries: number;
  readonly seconds: number;
}

const CLIENTS = 8;
const MARK = '断电演练';
/** One in so many requests is sent again although it was answered. */
const REPEAT_EVERY = 10;
const GIVE_UP_SECONDS = 240;

/** When a share of the appeals is in, something is taken away while the rest goes on. */
const ACCIDENTS: readonly { readonly at: number; readonly what: 'intake' | 'dispatch' | 'dashboard' | 'redis' }[] = [
  { at: 0.1, what: 'intake' },
  { at: 0.3, what: 'dispatch' },
  { at: 0.5, what: 'dashboard' },
  { at: 0.7, what: 'redis' },
  { at: 0.85, what: 'dispatch' },
];

/** Three processes are killed in turn and Redis is emptied while appeals are posted; then everything is counted. */
export async function killRun(options: KillOptions): Promise<KillResult> {
  const { databaseUrl, redisUrl, dist } = options;
  const topology = await Topology.start({ kind: 'split', databaseUrl, redisUrl, dist });
  try {
    const county = await topology.command('generate', '--orders', '20');
    if (county.code !== 0) throw new Error(county.output);
    const began = performance.now();
    const poster = new Poster(topology.url, await signIn(topology.url), options.appeals);
    await Promise.all([poster.postAll(), haveAccidents(topology, poster, redisUrl)]);
    const seconds = (performance.now() - began) / 1000;
    const verify = await topology.command('verify');
    const { acknowledged, changed, retries } = poster;
    return { acknowledged, changed, retries, seconds, verify, ...(await stored(databaseUrl)) };
  } finally {
    await topology.stop();
  }
}

async function haveAccidents(topology: Topology, poster: Poster, redisUrl: string): Promise<void> {
  for (const { at, what } of ACCIDENTS) {
    await poster.reaches(at);
    if (what === 'redis') await empty(redisUrl);
    else {
      await topology.kill(what, 'SIGKILL');
      await sleep(500);
      await topology.restart(what);
    }
  }
}

async function empty(redisUrl: string): Promise<void> {
  const redis = new Redis(redisUrl);
  try {
    await redis.flushdb();
  } finally {
    redis.disconnect();
  }
}

async function signIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'agent', password: TEST_PASSWORD }),
  });
  const body: unknown = await answer.json();
  if (typeof body !== 'object' || body === null || !('accessToken' in body)) throw new Error(JSON.stringify(body));
  return String(body.accessToken);
}

/** Posts until every appeal is acknowledged, however often it takes: a key stays the same through all its attempts. */
class Poster {
  readonly codes = new Map<string, string>();
  readonly changed: string[] = [];
  retries = 0;
  private next = 0;

  constructor(
    private readonly url: string,
    private readonly token: string,
    private readonly total: number,
  ) {}

  get acknowledged(): string[] {
    return [...this.codes.values()];
  }

  async postAll(): Promise<void> {
    const client = async (): Promise<void> => {
      while (this.next < this.total) {
        this.next += 1;
        await this.post(this.next);
      }
    };
    await Promise.all(Array.from({ length: CLIENTS }, client));
  }

  async reaches(share: number): Promise<void> {
    while (this.codes.size < share * this.total) await sleep(20);
  }

  private async post(number: number): Promise<void> {
    const key = `kill-${number}`;
    const code = await this.untilAcknowledged(key, number);
    this.codes.set(key, code);
    if (number % REPEAT_EVERY === 0 && (await this.untilAcknowledged(key, number)) !== code) this.changed.push(key);
  }

  private async untilAcknowledged(key: string, number: number): Promise<string> {
    const since = performance.now();
    for (;;) {
      const code = await this.attempt(key, number).catch(() => null);
      if (code !== null) return code;
      if (performance.now() - since > GIVE_UP_SECONDS * 1000) throw new Error(`${key} was never acknowledged`);
      this.retries += 1;
      await sleep(100);
    }
  }

  /** null: not answered, or by a gateway without a service behind it. @throws Error where the appeal is refused */
  private async attempt(key: string, number: number): Promise<string | null> {
    const answer = await fetch(`${this.url}/api/intake/appeals`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${this.token}`,
        'idempotency-key': key,
      },
      body: JSON.stringify(appeal(number)),
      signal: AbortSignal.timeout(10_000),
    });
    if (answer.status !== 201) return null;
    const body: unknown = await answer.json();
    return typeof body === 'object' && body !== null && 'orderCode' in body ? String(body.orderCode) : null;
  }
}

function appeal(number: number): object {
  return {
    channel: 'hotline_12345',
    kind: 'complaint',
    urgency: 'normal',
    title: `${MARK}第 ${number} 件`,
    content: `石鼓镇第 ${number} 号路灯不亮，夜间出行不便，请尽快维修。`,
    caller: { name: '李小红', phone: `139${String(10_000_000 + number)}` },
    townshipCode: 'shigu',
  };
}

/** What every service holds at the end, each list with its repeats. */
async function stored(databaseUrl: string): Promise<Pick<KillResult, 'appeals' | 'orders' | 'board'>> {
  const connection = await createConnection(databaseUrl);
  const codes = async (sql: string): Promise<string[]> => {
    const [rows] = await connection.query(sql, [`${MARK}%`]);
    return (rows as { code: string }[]).map(({ code }) => code);
  };
  try {
    return {
      appeals: await codes('SELECT order_code AS code FROM appeal WHERE title LIKE ?'),
      orders: await codes('SELECT code FROM work_order WHERE title LIKE ?'),
      board: await codes('SELECT code FROM board_order WHERE title LIKE ?'),
    };
  } finally {
    await connection.end();
  }
}
