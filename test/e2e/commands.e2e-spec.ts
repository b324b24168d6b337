import { type BoardSnapshot, type OrderRow, type OrderView, type OverdueReport, type Page } from '@minsheng/contracts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBare } from './support/database';
import { onEachTopology } from './support/product';

type Line = Readonly<Record<string, unknown>>;

const line = (id: string, receivedAt: string, more: Line = {}): Line => ({
  ...{ id, receivedAt, subject: `来信${id}`, body: '请予答复。', user: '令狐冲' },
  ...more,
});
const replied = (id: string, receivedAt: string, repliedAt: string, more: Line = {}): Line =>
  line(id, receivedAt, { reply: '已办理。', repliedAt, ...more });

/** County mailbox, 10 working days; 2014-03 has 21, and 清明 2014 is 5–7 April. */
const GOOD: readonly Line[] = [
  replied('a', '2014-03-03T09:00:00+08:00', '2014-03-17T23:59:59+08:00'),
  replied('b', '2014-03-04T23:00:00+08:00', '2014-03-19T00:00:00+08:00'),
  replied('c', '2014-03-04T01:00:00+08:00', '2014-03-19T00:00:01+08:00', { unit: 'transport' }),
  line('d', '2014-03-05 08:30:00+08:00', { kind: 'complaint' }),
  replied('e', '2014-03-31T10:00:00+08:00', '2014-04-14T10:00:00+08:00', { kind: 'consultation' }),
];
const BAD: readonly (readonly [Line | string, RegExp])[] = [
  [line('u', '2014-03-03T09:00:00+08:00', { unit: 'atlantis' }), /单位/],
  [line('k', '2014-03-03T09:00:00+08:00', { kind: 'wish' }), /诉求类型/],
  [line('t', '3 March 2014'), /receivedAt/],
  [line('n', '2014-02-30T09:00:00+08:00'), /receivedAt/],
  [line('f', '2999-01-01T09:00:00+08:00'), /晚于现在/],
  [replied('r', '2014-03-03T09:00:00+08:00', '2014-03-02T09:00:00+08:00'), /早于/],
  [line('o', '2014-03-03T09:00:00+08:00', { reply: '已办' }), /repliedAt/],
  [line('p', '2014-03-03T09:00:00+08:00', { repliedAt: '2014-03-04T09:00:00+08:00' }), /reply/],
  [GOOD[0] ?? '', /已出现过/],
  ['{"id": "q", ', /JSON/],
];

const folder = mkdtempSync(join(tmpdir(), 'minsheng-import-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, lines: readonly (Line | string)[]): string {
  const path = join(folder, name);
  const texts = lines.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));
  writeFileSync(path, `${texts.join('\n')}\n`);
  return path;
}

onEachTopology((product) => {
  const channel = ['--channel', 'county_mailbox'];
  const load = (code: number, path: string): Promise<string> => product.run(code, 'import', path, ...channel);

  async function report(month: string, path = ''): Promise<OverdueReport> {
    const leader = await product.as('leader');
    return leader.ok(leader.get<OverdueReport>(`/api/dashboard/reports/overdue?month=${month}${path}`));
  }
  async function imported(): Promise<OrderRow[]> {
    const leader = await product.as('leader');
    const range = `from=2014-03-01T00:00:00Z&to=2014-05-01T00:00:00Z`;
    const page = await leader.ok(leader.get<Page<OrderRow>>(`/api/dispatch/orders?${range}&limit=200`));
    return page.items;
  }

  describe('import', () => {
    it('lists each bad line by number with its reason, and loads the rest', async () => {
      const output = await load(1, file('first.jsonl', [...GOOD, ...BAD.map(([bad]) => bad)]));
      BAD.forEach(([, reason], index) => {
        const said = new RegExp(`^第 ${GOOD.length + index + 1} 行：(.*)$`, 'm').exec(output);
        expect(said?.[1]).toMatch(reason);
      });
      expect(output).toContain(`共 ${GOOD.length + BAD.length} 行：载入 5，已有 0，有误 ${BAD.length}`);
    });

    it('has every line in lists, with its own clock and number, when it returns', async () => {
      const rows = await imported();
      expect(rows.map(({ title }) => title).sort()).toEqual(['来信a', '来信b', '来信c', '来信d', '来信e']);
      const byTitle = new Map(rows.map((row) => [row.title, row]));
      expect(byTitle.get('来信a')).toMatchObject({
        ...{ state: 'closed', kind: 'other', channel: 'county_mailbox', leadUnitCode: null },
        ...{ dueAt: '2014-03-17T16:00:00.000Z', receivedAt: '2014-03-03T01:00:00.000Z' },
      });
      expect(byTitle.get('来信a')?.code).toMatch(/^20140303\d{6}$/);
      expect(byTitle.get('来信c')).toMatchObject({ leadUnitCode: 'transport', state: 'closed' });
      expect(byTitle.get('来信d')).toMatchObject({ state: 'awaiting_dispatch', kind: 'complaint', lamp: 'dark' });
      expect(byTitle.get('来信e')?.dueAt).toBe('2014-04-08T16:00:00.000Z');
      const handler = await product.as('transport.handler');
      const own = await handler.ok(handler.get<OrderView>(`/api/dispatch/orders/${byTitle.get('来信c')?.code}`));
      expect(own).toMatchObject({ publicReply: '已办理。', imported: true, caller: { name: '令狐*' } });
    });

    it('has them in the reports of their months, the unanswered one in each month since', async () => {
      const march = await report('2014-03');
      expect(march).toMatchObject({ due: 4, onTime: 2, lateDone: 1, lateOpen: 1 });
      const bare = march.units.find(({ unitCode }) => unitCode === null);
      expect(bare).toMatchObject({ unitName: '未指定单位', due: 3, onTime: 2, lateOpen: 1 });
      expect(march.units.find(({ unitCode }) => unitCode === 'transport')).toMatchObject({ due: 1, lateDone: 1 });
      expect(await report('2014-04')).toMatchObject({ due: 2, onTime: 0, lateDone: 1, lateOpen: 1 });
      expect(await report('2014-05', '&channel=county_mailbox')).toMatchObject({ due: 1, lateOpen: 1 });
      expect(await report('2014-05', '&channel=hotline_12345')).toMatchObject({ due: 0 });
      const leader = await product.as('leader');
      const board = await leader.ok(leader.get<BoardSnapshot>('/api/dashboard/board?scope=channel:county_mailbox'));
      expect(board.indicators.find(({ id }) => id === 'late_open')?.value).toBeGreaterThan(0);
    });

    it('skips what it has, and calls the same id with other content a conflict', async () => {
      expect(await load(0, file('again.jsonl', GOOD))).toContain('共 5 行：载入 0，已有 5，有误 0');
      const changed = [GOOD[1] ?? {}, { ...GOOD[0], body: '换了内容' }, line('z', '2014-04-01T09:00:00+08:00')];
      const output = await load(1, file('changed.jsonl', changed));
      expect(output).toMatch(/^第 2 行：.*conflict/m);
      expect(output).toContain('共 3 行：载入 1，已有 1，有误 1');
      expect(await imported()).toHaveLength(6);
    });

    it('keeps the same id of two channels apart, and says what is wrong with the command', async () => {
      const path = file('other.jsonl', [GOOD[0] ?? {}]);
      expect(await product.run(0, 'import', path, '--channel', 'letter')).toContain('载入 1');
      expect(await product.run(1, 'import', path, '--channel', 'pigeon')).toContain('county_mailbox');
      expect(await product.run(1, 'import', path)).toContain('用法');
      expect(await product.run(1, 'import', join(folder, 'nowhere.jsonl'), ...channel)).toContain('没有文件');
    });
  });

  describe('generate', () => {
    it('adds as many orders as it was asked for, which verify then agrees with', async () => {
      const database = await openBare(product.options.databaseUrl ?? '');
      const count = async (): Promise<number> =>
        Number((await database.all('SELECT COUNT(*) AS n FROM work_order'))[0]?.n);
      const before = await count();
      await product.run(0, 'generate', '--orders', '60', '--years', '0.5', '--seed', '11');
      expect(await count()).toBe(before + 60);
      await database.close();
      expect(await product.run(0, 'verify')).toContain('核对一致');
    });
  });

  describe('verify', () => {
    /** Table, its key, the edited column, which row, and what must be said of it. */
    const EDITS = [
      ['board_tally', 'bucket', 'received', "scope = 'county' AND received > 0", /^✗ 看板计数 county .*received/m],
      ['order_history', 'id', 'to_state', "action = 'sign'", /^✗ 工单 CODE 第 \d+ 步/m],
      ['order_history', 'id', 'actor', "action = 'dispatch'", /^✗ 工单 CODE 第 \d+ 步被改动$/m],
      ['audit_trail', 'id', 'actor', "action = 'login'", /^✗ 审计日志第 \d+ 条（编号 \d+）被改动$/m],
      ['work_order', 'id', 'state', "state = 'handling'", /^✗ 工单 CODE/m],
      ['board_order', 'code', 'state', "state = 'awaiting_sign'", /^✗ 看板上工单 CODE/m],
    ] as const;

    const CODES: Readonly<Record<string, string>> = {
      order_history: 'order_code',
      work_order: 'code',
      board_order: 'code',
    };

    it('names the step of which one byte was edited, and agrees again once it is mended', async () => {
      const database = await openBare(product.options.databaseUrl ?? '');
      const where = "action = 'submit_reply' ORDER BY id DESC LIMIT 1";
      const [row] = await database.all(`SELECT id, order_code AS code, seq FROM order_history WHERE ${where}`);
      const edit = (from: string, to: string): Promise<void> =>
        database.run(
          `UPDATE order_history SET facts = REPLACE(facts, '${from}', '${to}') WHERE id = ${String(row?.id)}`,
        );
      await edit('"publicReply"', '"publicRepl_"');
      const output = await product.run(1, 'verify');
      await edit('"publicRepl_"', '"publicReply"');
      await database.close();
      expect(output).toMatch(new RegExp(`^✗ 工单 ${String(row?.code)} 第 ${String(row?.seq)} 步被改动$`, 'm'));
      expect(output).toMatch(/^共 1 处差异$/m);
      expect(await product.run(0, 'verify')).toContain('核对一致');
    });

    it('prints each row that somebody edited, and agrees again once they are mended', async () => {
      const database = await openBare(product.options.databaseUrl ?? '');
      const mend: string[] = [];
      const expected: RegExp[] = [];
      for (const [table, key, column, where, said] of EDITS) {
        const code = CODES[table] ?? "''";
        const rows = `SELECT ${key} AS k, ${column} AS v, ${code} AS c FROM ${table} WHERE ${where} LIMIT 1`;
        const [row] = await database.all(rows);
        const at = `${key} = '${String(row?.k)}'${table === 'board_tally' ? " AND scope = 'county'" : ''}`;
        const wrong = table === 'board_tally' ? Number(row?.v) + 1 : 'awaiting_callback';
        await database.run(`UPDATE ${table} SET ${column} = '${wrong}' WHERE ${at}`);
        mend.push(`UPDATE ${table} SET ${column} = '${String(row?.v)}' WHERE ${at}`);
        expected.push(new RegExp(said.source.replace('CODE', String(row?.c)), 'm'));
      }
      const output = await product.run(1, 'verify');
      for (const statement of mend) await database.run(statement);
      await database.close();
      for (const said of expected) expect(output).toMatch(said);
      expect(output).toMatch(/^共 \d+ 处差异$/m);
      expect(await product.run(0, 'verify')).toContain('核对一致');
    });
  });

  /** On the embedded database the commands above were handed to the running server; these do the work themselves. */
  describe('with the server stopped', () => {
    const programs = (): string[] => [...product.topology.programs.keys()];

    it('imports and verifies by itself, and the server finds it when it is back', async () => {
      for (const name of programs()) await product.topology.kill(name, 'SIGTERM');
      const path = file('stopped.jsonl', [
        GOOD[2] ?? {},
        replied('w', '2014-04-02T09:00:00+08:00', '2014-04-03T09:00:00+08:00'),
      ]);
      expect(await load(0, path)).toContain('共 2 行：载入 1，已有 1，有误 0');
      expect(await product.run(0, 'verify')).toContain('核对一致');
      for (const name of programs()) await product.topology.restart(name);
      expect((await imported()).map(({ title }) => title)).toContain('来信w');
      expect(await report('2014-04', '&channel=county_mailbox')).toMatchObject({ due: 4, onTime: 1, lateOpen: 2 });
    });
  });
});
