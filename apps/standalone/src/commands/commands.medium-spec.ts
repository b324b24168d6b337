import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type INestApplicationContext } from '@nestjs/common';
import { createContext, FakeClock, loadConfig, UnitOfWork } from '@minsheng/platform';
import { dashboard } from '../../../dashboard/src';
import { dispatch } from '../../../dispatch/src';
import { intake } from '../../../intake/src';
import { DEMO_ACCOUNTS, DEMO_UNITS } from '../demo/county';
import { loadDemo } from '../demo/load-demo';
import { type CommandIo } from './io';
import { nestStore } from './nest-store';
import { type CommandStore } from './ports';
import { runCommand } from './run-command';

const SECRET_KEY = 'a-secret-key-of-a-test-that-is-long-enough';
const folder = mkdtempSync(join(tmpdir(), 'minsheng-commands-'));
afterAll(() => rmSync(folder, { recursive: true }));

class Terminal implements CommandIo {
  readonly lines: string[] = [];
  readonly signal = new AbortController().signal;
  line(text: string): void {
    this.lines.push(text);
  }
  progress(): void {
    return;
  }
}

jest.setTimeout(120_000);

describe('commands on a real database', () => {
  let app: INestApplicationContext;
  let store: CommandStore;
  const run = async (
    name: 'import' | 'generate' | 'verify',
    ...args: string[]
  ): Promise<{ code: number; text: string }> => {
    const io = new Terminal();
    const code = await runCommand(name, args, { store, io, production: false, ask: null });
    return { code, text: io.lines.join('\n') };
  };
  const count = async (table: string, where = '1 = 1'): Promise<number> => {
    const rows: { n: number | string }[] = await app
      .get(UnitOfWork)
      .manager.query(`SELECT COUNT(*) AS n FROM ${table} WHERE ${where}`);
    return Number(rows[0]?.n);
  };

  beforeAll(async () => {
    const env = {
      DATABASE_URL: `sqlite:${join(folder, 'test.db')}`,
      DATA_DIR: folder,
      SECRET_KEY,
      DEMO_PASSWORD: 'Demo-12345',
    };
    const clock = new FakeClock(new Date('2026-06-17T03:00:00Z'));
    app = await createContext({ config: loadConfig(env), services: [intake, dispatch, dashboard], clock });
    store = nestStore(app);
  });
  afterAll(() => app.close());

  it('loads the demo county: units, accounts, categories and about 6,000 cases', async () => {
    const demo = await loadDemo(app, store.bulk);
    expect(demo?.password).toBe('Demo-12345');
    expect(demo?.cases).toBeGreaterThan(5700);
    expect(demo?.cases).toBeLessThan(6300);
    expect(await count('appeal')).toBe(demo?.cases);
    expect(await count('work_order')).toBe(2150);
    expect(await count('account')).toBe(DEMO_ACCOUNTS.length);
    expect(await count('intake_unit')).toBe(DEMO_UNITS.length);
    expect(await count('outbox', "name NOT IN ('dispatch.unit-changed', 'intake.category-changed')")).toBe(0);
  });

  it('finds nothing to verify against afterwards', async () => {
    expect(await run('verify')).toEqual({ code: 0, text: expect.stringContaining('核对一致') as unknown });
  });

  it('is not loaded twice', async () => {
    expect((await loadDemo(app, store.bulk))?.cases).toBe(0);
    expect(await count('work_order')).toBe(2150);
  });

  it('generates more cases beside those that stand', async () => {
    const result = await run('generate', '--orders', '50', '--years', '0.2', '--seed', '9');
    expect(result).toMatchObject({ code: 0 });
    expect(await count('work_order')).toBe(2200);
    expect(await run('verify')).toMatchObject({ code: 0 });
  });

  it('imports historical cases, names the bad lines, skips them the second time', async () => {
    const file = join(folder, 'letters.jsonl');
    const letter = (id: number, more = {}): string =>
      JSON.stringify({
        id,
        receivedAt: '2017-05-08T09:00:00+08:00',
        subject: '路灯',
        body: '不亮',
        user: 'U1',
        ...more,
      });
    const replied = letter(2, { reply: '已修复', repliedAt: '2017-05-20T09:00:00+08:00', unit: 'housing' });
    writeFileSync(file, [letter(1), replied, '{', letter(4, { reply: '好' })].join('\n'));
    const first = await run('import', file, '--channel', 'county_mailbox');
    expect(first.code).toBe(1);
    expect(first.text).toContain('第 3 行');
    expect(first.text).toContain('第 4 行');
    expect(first.text).toContain('载入 2，已有 0，有误 2');
    expect((await run('import', file, '--channel', 'county_mailbox')).text).toContain('载入 0，已有 2，有误 2');
    expect(await count('work_order', "code LIKE '20170508%'")).toBe(2);
    expect(await run('verify')).toMatchObject({ code: 0 });
  });

  it('verify names what was changed behind the services: a state, a tally, a lost order', async () => {
    const { manager } = app.get(UnitOfWork);
    const code = (
      await manager.query<{ code: string }[]>("SELECT code FROM work_order WHERE state = 'closed' LIMIT 1")
    )[0]?.code;
    await app.get(UnitOfWork).run(async () => {
      const { manager: writer } = app.get(UnitOfWork);
      await writer.query("UPDATE work_order SET state = 'handling' WHERE code = ?", [code]);
      await writer.query("DELETE FROM board_order WHERE code LIKE '20170508%'");
    });
    const result = await run('verify');
    expect(result.code).toBe(1);
    expect(result.text).toContain(`工单 ${String(code)}`);
    expect(result.text).toContain('20170508');
  });
});
