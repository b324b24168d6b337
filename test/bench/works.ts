import { setTimeout as sleep } from 'node:timers/promises';
import { Client, drive, type LoadResult } from './client';
import { type Probe, storedInstant } from './database';
import { CLIENTS, PAGE_ROWS, PAGES } from './options';
import type { Product } from './product';

/** The unit whose list grows in the bench. */
export const UNIT = 'sanitation';
/** Words of the generated texts, two characters each: some in hundreds of orders, some in few. */
const WORDS = ['路灯', '停车', '噪音', '垃圾', '工资', '水管', '积水', '公交'];
const GIVE_UP = 120_000;

export interface ReadingWork {
  readonly name: string;
  /** Whose figures may not grow with the history. */
  readonly ask: (index: number) => Promise<unknown>;
}

interface Page {
  readonly items: readonly { readonly code: string }[];
  readonly nextCursor: string | null;
}

/** What people read all day, each as the role that reads it. */
export async function readingWorks(product: Product): Promise<ReadingWork[]> {
  const { client } = product;
  const [dispatcher, head, supervisor] = await Promise.all(
    ['dispatcher', `${UNIT}.head`, 'supervisor'].map((name) => product.signIn(name)),
  );
  const get = (token: string | undefined, path: string): Promise<Page> => client.json<Page>({ path, token });
  const { items } = await get(dispatcher, '/api/dispatch/orders?limit=200');
  const codes = items.map(({ code }) => code);
  const list = `/api/dispatch/orders?sort=due&limit=${PAGE_ROWS}`;
  const cursor = await cursorOf(PAGES, list, (path) => get(head, path));
  const month = lastMonth(new Date());
  const search = (word: string): string => `/api/dispatch/orders?q=${encodeURIComponent(word)}`;
  return [
    { name: 'order page', ask: (i) => get(dispatcher, `/api/dispatch/orders/${codes[(i * 37) % codes.length] ?? ''}`) },
    { name: 'open list of a unit, 50 rows', ask: () => get(head, '/api/dispatch/orders?sort=due&limit=50') },
    { name: `open list, page 1 of ${PAGE_ROWS} rows`, ask: () => get(head, list) },
    { name: `open list, page ${PAGES} of ${PAGE_ROWS} rows`, ask: () => get(head, `${list}&cursor=${cursor}`) },
    { name: 'search, two characters', ask: (i) => get(dispatcher, search(WORDS[i % WORDS.length] ?? '')) },
    { name: 'board snapshot', ask: () => get(supervisor, '/api/dashboard/board?scope=county') },
    { name: 'overdue report of a month', ask: () => get(supervisor, `/api/dashboard/reports/overdue?month=${month}`) },
  ];
}

async function cursorOf(page: number, list: string, get: (path: string) => Promise<Page>): Promise<string> {
  let cursor = '';
  for (let at = 1; at < page; at += 1) {
    const { nextCursor } = await get(cursor === '' ? list : `${list}&cursor=${cursor}`);
    if (nextCursor === null) throw new Error(`the list ends on page ${at}, before page ${page}`);
    cursor = nextCursor;
  }
  return cursor;
}

function lastMonth(now: Date): string {
  const shanghai = new Date(now.getTime() + 8 * 3_600_000);
  return new Date(Date.UTC(shanghai.getUTCFullYear(), shanghai.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
}

/** Raising and dispatching orders; both count as done when they stand on the board, not when they are acknowledged. */
export class WritingWorks {
  private agent = '';
  private dispatcher = '';
  private raised = 0;

  constructor(
    private readonly client: Client,
    private readonly probe: Probe,
  ) {}

  async signIn(product: Product): Promise<void> {
    [this.agent, this.dispatcher] = [await product.signIn('agent'), await product.signIn('dispatcher')];
  }

  async raise(): Promise<string> {
    this.raised += 1;
    const body = appeal(this.raised);
    const call = { method: 'POST', path: '/api/intake/appeals', token: this.agent, body } as const;
    return (await this.client.json<{ orderCode: string }>(call)).orderCode;
  }

  async dispatch(code: string): Promise<void> {
    const path = `/api/dispatch/orders/${code}/actions/dispatch`;
    const body = { version: 1, leadUnitCode: UNIT };
    await this.client.json({ method: 'POST', path, token: this.dispatcher, body });
  }

  /** One order raised and on the board. */
  async raiseThrough(): Promise<string> {
    const since = new Date();
    const code = await this.raise();
    await this.until('open', since, 1);
    return code;
  }

  async dispatchThrough(code: string): Promise<void> {
    const since = new Date();
    await this.dispatch(code);
    await this.until('dispatch', since, 1);
  }

  async raiseMany(count: number): Promise<{ codes: string[]; result: LoadResult }> {
    const codes: string[] = [];
    const result = await this.through('open', count, async () => void codes.push(await this.raise()));
    return { codes, result };
  }

  async dispatchMany(codes: readonly string[]): Promise<LoadResult> {
    return this.through('dispatch', codes.length, (index) => this.dispatch(codes[index] ?? ''));
  }

  private async through(action: string, count: number, ask: (index: number) => Promise<void>): Promise<LoadResult> {
    const since = new Date();
    const began = performance.now();
    await drive({ clients: CLIENTS, count }, ask);
    await this.until(action, since, count);
    const milliseconds = performance.now() - began;
    return { requests: count, milliseconds, perSecond: (count * 1000) / milliseconds };
  }

  private async until(action: string, since: Date, count: number): Promise<void> {
    const began = performance.now();
    while ((await this.probe.onBoard(action, storedInstant(since))) < count) {
      if (performance.now() - began > GIVE_UP) throw new Error(`fewer than ${count} × ${action} reached the board`);
      await sleep(10);
    }
  }
}

function appeal(number: number): object {
  return {
    channel: 'hotline_12345',
    kind: 'complaint',
    urgency: 'normal',
    title: `岚城镇人民路垃圾无人清运第 ${number} 次反映`,
    content: `人民路 ${number} 号门前的垃圾已经三天没有人清运，夏天气味很大，影响附近居民出行和商铺经营，希望尽快安排清运并增加垃圾桶。`,
    caller: { name: '张小明', phone: `138${String(10_000_000 + number)}`, address: `岚城镇人民路 ${number} 号` },
    location: `岚城镇人民路 ${number} 号`,
    townshipCode: 'lancheng',
    callbackWanted: true,
  };
}
