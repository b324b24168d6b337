import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { type OrderRequested } from '@minsheng/contracts';
import { type Actor, DomainError } from '@minsheng/domain';
import { AuditChain, AuditTrail, Sealer } from '@minsheng/platform';
import { testDatabaseUrls, type TestService, testService } from '@minsheng/testing';
import { dispatch } from '../dispatch.service-definition';
import { IntakeEventsHandler } from '../orders/events.handler';
import { OrdersService } from '../orders/orders.service';
import { UnitsService } from '../units/units.service';
import { AnchorFile } from './anchor-file';
import { AnchorJob } from './anchor.job';
import { ChainChecks } from './chain-checks.service';
import { ChainVerifier } from './chain.verifier';
import { OldHistories } from './old-histories';

const dispatcher: Actor = {
  username: 'dispatcher',
  displayName: '派单员',
  roles: ['dispatcher'],
  unitCode: null,
  post: null,
  sessionId: null,
};
const auditor: Actor = { ...dispatcher, username: 'auditor', roles: ['auditor'] };

type Row = Readonly<Record<string, unknown>>;

describe.each(testDatabaseUrls())('histories that cannot be edited on $name', ({ url }) => {
  let service: TestService;
  let number = 0;
  const sql = (text: string, ...values: unknown[]): Promise<Row[]> =>
    service.uow.run(() => service.uow.manager.query<Row[]>(text, values));

  beforeAll(async () => {
    service = await testService(url, [dispatch], '2026-03-02T09:00:00+08:00');
    await service.get(UnitsService).putAll([{ code: 'jsj', name: '县住建局', kind: 'department', parentCode: null }]);
    await service.get(AuditTrail).record({ actor: 'agent1', action: 'login', object: 'session:1' });
  });
  afterAll(() => service.close());

  /** An order with a dispatch and notes behind its opening. */
  async function order(notes = 3): Promise<string> {
    number += 1;
    const orderCode = `20260302${String(number).padStart(6, '0')}`;
    const sealer = service.get(Sealer);
    const phone = '13812340000';
    const request: OrderRequested = {
      ...{ orderCode, appealCode: `A${orderCode}`, channel: 'hotline_12345', track: 'by_kind' },
      ...{ instructionRequired: false, kind: 'complaint', urgency: 'normal', title: '路灯不亮', content: '三天不亮' },
      ...{ location: null, townshipCode: null, categoryCode: null, subjectUnitCode: null, confidential: false },
      ...{ anonymous: false, publishable: false, callbackWanted: true, registeredBy: 'agent1' },
      receivedAt: service.clock.now().toISOString(),
      contact: { name: sealer.seal('张三'), phone: sealer.seal(phone), address: null, phoneHash: sealer.hash(phone) },
    };
    const envelope = { id: orderCode, key: orderCode, at: request.receivedAt, payload: request };
    await service.uow.run(() =>
      service.get(IntakeEventsHandler).open([{ ...envelope, name: 'intake.order-requested' }]),
    );
    const act = (action: string, input: object) => service.get(OrdersService).act(orderCode, action, input, dispatcher);
    await act('dispatch', { version: 1, leadUnitCode: 'jsj' });
    for (let n = 1; n <= notes; n += 1) await act('add_note', { text: `王五第${String(n)}次来访 😀 "引号"` });
    return orderCode;
  }

  async function differences(): Promise<string[]> {
    const found: string[] = [];
    await service
      .get(AuditChain)
      .seal()
      .catch(() => undefined);
    const file = await service.get(ChainVerifier).outside();
    await service.uow.read(async () => {
      for await (const difference of service.get(ChainVerifier).all(file, () => undefined)) found.push(difference);
    });
    return found;
  }
  /** Runs the edit, gives what is said of it, and puts everything back as it was. */
  async function after(edit: () => Promise<unknown>, tables: readonly string[]): Promise<string[]> {
    const kept = new Map<string, Row[]>();
    for (const table of tables) kept.set(table, await sql(`SELECT * FROM ${table}`));
    await edit();
    const found = await differences();
    for (const [table, rows] of kept) {
      await sql(`DELETE FROM ${table}`);
      for (const row of rows) {
        const places = Object.keys(row).map(() => '?');
        const names = Object.keys(row).map((name) => (url.startsWith('sqlite') ? `"${name}"` : `\`${name}\``));
        await sql(`INSERT INTO ${table} (${names.join()}) VALUES (${places.join()})`, ...Object.values(row));
      }
    }
    expect(await differences()).toEqual([]);
    return found;
  }
  /** Anchors as the job does: the mark, and ten minutes later the anchor. */
  async function anchor(): Promise<void> {
    service.clock.advance(86_400_000);
    await service.get(AnchorJob).tick();
    service.clock.advance(600_000);
    await service.get(AnchorJob).tick();
  }
  const TABLES = ['order_history', 'work_order'] as const;

  it('finds nothing where nobody did anything, in twenty writes at once as well', async () => {
    const code = await order(1);
    const note = (n: number) =>
      service.get(OrdersService).act(code, 'add_note', { text: `第${String(n)}条` }, dispatcher);
    await Promise.all(Array.from({ length: 20 }, (_, n) => note(n)));
    expect(await differences()).toEqual([]);
  });

  it('chains what was written before there were chains, and never again once a segment is sealed', async () => {
    const code = await order();
    const unchain = async () => {
      await sql('UPDATE work_order SET chain_head = NULL WHERE code = ?', code);
      await sql('UPDATE order_history SET link = NULL WHERE order_code = ?', code);
    };
    await unchain();
    expect(await differences()).toEqual([`工单 ${code} 第 1 步被改动`]);
    await service.get(OldHistories).onApplicationBootstrap();
    expect(await differences()).toEqual([]);
    await service.uow.run(async () => {
      await sql('UPDATE audit_trail SET stamp = NULL, position = NULL, link = NULL');
      await sql('DELETE FROM audit_chain');
    });
    expect(await differences()).toEqual([]);
    await anchor();
    const again = async () => {
      await unchain();
      await service.get(OldHistories).onApplicationBootstrap();
    };
    expect(await after(again, TABLES)).toContain(`工单 ${code} 第 1 步被改动`);
  });

  it('names the step in which one byte was edited', async () => {
    const code = await order();
    const edit = () =>
      sql(`UPDATE order_history SET facts = REPLACE(facts, '第2次', '第7次') WHERE order_code = ? AND seq = 4`, code);
    expect(await after(edit, TABLES)).toEqual([`工单 ${code} 第 4 步被改动`]);
    const time = url.startsWith('sqlite') ? "substr(at, 1, length(at) - 1) || '7'" : 'at + INTERVAL 1000 MICROSECOND';
    const later = () => sql(`UPDATE order_history SET at = ${time} WHERE order_code = ? AND seq = 2`, code);
    expect(await after(later, TABLES)).toEqual([`工单 ${code} 第 2 步被改动`]);
  });

  it('names the step though what was left cannot be read any more', async () => {
    const code = await order();
    const last = (table: string, where: string) => async () => {
      const column = table === 'order_history' ? 'facts' : 'details';
      const [row] = await sql(`SELECT id, ${column} AS text FROM ${table} WHERE ${where}`);
      await sql(`UPDATE ${table} SET ${column} = ? WHERE id = ?`, String(row?.text).slice(0, -1), row?.id);
    };
    const step = last('order_history', `order_code = '${code}' AND seq = 3`);
    expect(await after(step, TABLES)).toEqual([`工单 ${code} 第 3 步被改动`]);
    const broken = () => sql("UPDATE work_order SET turns = '[' WHERE code = ?", code);
    expect(await after(broken, TABLES)).toEqual([`工单 ${code} 的记录被改动，无法读取`]);
    const line = last('audit_trail', "object = 'session:1'");
    expect(await after(line, ['audit_trail'])).toEqual([expect.stringMatching(/^审计日志第 1 条（编号 \d+）被改动$/)]);
    if (!url.startsWith('sqlite')) return;
    const time = () =>
      sql(`UPDATE order_history SET at = substr(at, 1, length(at) - 1) || 'x' WHERE order_code = ? AND seq = 5`, code);
    expect(await after(time, TABLES)).toEqual([`工单 ${code} 第 5 步被改动`]);
  });

  it('names a step that was deleted, and one that was put in', async () => {
    const code = await order();
    const remove = () => sql('DELETE FROM order_history WHERE order_code = ? AND seq = 3', code);
    expect(await after(remove, TABLES)).toContain(`工单 ${code} 第 3 步被删除`);
    const columns = 'order_code, round, action, at, actor, actor_role, actor_unit, from_state, to_state, facts, link';
    const put = async () => {
      await sql(
        `INSERT INTO order_history (seq, ${columns}) SELECT 6, ${columns} FROM order_history WHERE order_code = ? AND seq = 5`,
        code,
      );
      await sql('UPDATE work_order SET seq = 6 WHERE code = ?', code);
    };
    expect(await after(put, TABLES)).toEqual([`工单 ${code} 第 6 步被改动`]);
  });

  it('names a step cut off the end, though the order was set back as well', async () => {
    const code = await order();
    const cut = async () => {
      const [last] = await sql('SELECT link FROM order_history WHERE order_code = ? AND seq = 4', code);
      await sql('DELETE FROM order_history WHERE order_code = ? AND seq = 5', code);
      await sql('UPDATE work_order SET seq = 4, chain_head = ? WHERE code = ?', last?.link, code);
    };
    expect(await after(cut, TABLES)).toEqual([expect.stringContaining(`工单 ${code} 第 4 步之后的链尾记录与经过不符`)]);
  });

  it('names an order set back to an older state, and one that vanished whole, once they are anchored', async () => {
    const code = await order();
    const [old] = await sql('SELECT chain_head FROM work_order WHERE code = ?', code);
    await service.get(OrdersService).act(code, 'add_note', { text: '后来' }, dispatcher);
    const bare = () => sql('DELETE FROM work_order WHERE code = ?', code);
    expect(await after(bare, TABLES)).toEqual([`工单 ${code} 不见了：经过中有它，工单库没有`]);
    await anchor();
    const back = async () => {
      await sql('DELETE FROM order_history WHERE order_code = ? AND seq = 6', code);
      await sql('UPDATE work_order SET seq = 5, chain_head = ? WHERE code = ?', old?.chain_head, code);
    };
    expect(await after(back, TABLES)).toEqual([`工单 ${code} 第 6 步起被截去：锚定时有 6 步，现有 5 步`]);
    const vanish = async () => {
      await sql('DELETE FROM order_history WHERE order_code = ?', code);
      await sql('DELETE FROM work_order WHERE code = ?', code);
    };
    expect(await after(vanish, TABLES)).toEqual([`工单 ${code} 不见了：经过中有它，工单库没有`]);
    const half = () => sql('DELETE FROM work_order WHERE code = ?', code);
    expect(await after(half, TABLES)).toEqual([`工单 ${code} 不见了：经过中有它，工单库没有`]);
  });

  it('sees anchors that were changed or taken away', async () => {
    await order();
    await anchor();
    const heads = () => sql("UPDATE history_segment SET heads = REPLACE(heads, ':5', ':4') WHERE no = 1");
    expect(await after(heads, ['history_segment'])).toContainEqual(expect.stringContaining('历史封存段第 1 段'));
    const cut = () => sql('DELETE FROM history_segment WHERE no > 1');
    expect(await after(cut, ['history_segment'])).toContainEqual(expect.stringMatching(/锚与历史封存段第 \d+ 段不符/));
  });

  it('makes one anchor a day, in the trail and in the file', async () => {
    await anchor();
    const count = async () => (await sql("SELECT id FROM audit_trail WHERE action = 'anchor'")).length;
    const before = await count();
    for (let n = 0; n < 3; n += 1) {
      service.clock.advance(3_600_000);
      await service.get(AnchorJob).tick();
    }
    expect(await count()).toBe(before);
    const lines = await service.get(AnchorFile).read();
    expect(lines).toHaveLength(before);
    expect(lines.at(-1)?.anchor).toMatchObject({
      date: service.clock.now().toISOString().slice(0, 10),
      orders: number,
    });
  });

  it('names the line of the audit trail that was edited, deleted, or put in', async () => {
    const audit = service.get(AuditTrail);
    for (let n = 1; n <= 5; n += 1)
      await audit.record({ actor: 'agent1', action: 'login', object: `session:${String(n)}` });
    await service.get(AuditChain).seal();
    const [line] = await sql("SELECT id, position FROM audit_trail WHERE object = 'session:3'");
    const place = `审计日志第 ${String(line?.position)} 条`;
    const edited = () => sql("UPDATE audit_trail SET actor = 'agent2' WHERE id = ?", line?.id);
    expect(await after(edited, ['audit_trail'])).toEqual([`${place}（编号 ${String(line?.id)}）被改动`]);
    const deleted = () => sql('DELETE FROM audit_trail WHERE id = ?', line?.id);
    expect(await after(deleted, ['audit_trail'])).toEqual([`${place}被删除`]);
    const cut = () => sql('DELETE FROM audit_trail WHERE position > ?', line?.position);
    expect(await after(cut, ['audit_trail'])).toContainEqual(
      expect.stringMatching(/^审计日志第 \d+ 条至第 \d+ 条被删除$/),
    );
    const ending = () => sql('DELETE FROM audit_chain');
    expect(await after(ending, ['audit_chain'])).toContainEqual(expect.stringContaining('链尾记录被改动'));
    const put = () =>
      sql(
        "INSERT INTO audit_trail (at, actor, action, object, details) SELECT at, 'agent9', action, object, details FROM audit_trail WHERE id = ?",
        line?.id,
      );
    expect(await after(put, ['audit_trail', 'audit_chain'])).toContainEqual(
      expect.stringMatching(/^审计日志第 \d+ 条（编号 \d+）被改动$/),
    );
  });

  it('sees that the database was set back as a whole, and that the file was edited', async () => {
    const tables = ['audit_trail', 'audit_chain', 'history_segment', ...TABLES];
    const snapshot = new Map<string, Row[]>();
    for (const table of tables) snapshot.set(table, await sql(`SELECT * FROM ${table}`));
    const back = async () => {
      for (const [table, rows] of snapshot) {
        const ids = rows.map(({ id, name }) => id ?? name);
        await sql(
          `DELETE FROM ${table} WHERE ${table === 'audit_chain' ? 'name' : 'id'} NOT IN (${ids.map(() => '?').join()})`,
          ...ids,
        );
      }
      const [state] = snapshot.get('audit_chain') ?? [];
      await sql('UPDATE audit_chain SET count = ?, link = ?, head = ?', state?.count, state?.link, state?.head);
    };
    await order();
    await anchor();
    expect(await after(back, tables)).toEqual(
      [expect.stringMatching(/^anchors\.jsonl 第 \d+ 行记有 .* 数据库中没有/)].map(() =>
        expect.stringContaining('数据库被换成了旧的'),
      ),
    );
    const { path } = service.get(AnchorFile);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace(/"orders":\d+/, '"orders":0'));
    appendFileSync(path, 'not json\n');
    const found = await differences();
    expect(found).toEqual([expect.stringMatching(/第 1 行被改动/), expect.stringMatching(/第 \d+ 行被改动/)]);
    writeFileSync(path, text);
  });

  it("answers the auditor's question about one order at once, and about all of them in the background", async () => {
    const checks = service.get(ChainChecks);
    const code = await order();
    await anchor();
    expect(await checks.ask(code, auditor)).toMatchObject({ orderCode: code, state: 'done', found: 0, orders: 1 });
    await sql("UPDATE order_history SET actor = 'nobody' WHERE order_code = ? AND seq = 2", code);
    expect(await checks.ask(code, auditor)).toMatchObject({ found: 1, differences: [`工单 ${code} 第 2 步被改动`] });
    const all = await checks.ask(null, auditor);
    expect(all).toMatchObject({ orderCode: null, state: 'running', askedBy: 'auditor' });
    expect((await checks.ask(null, auditor)).id).toBe(all.id);
    await until(async () => (await checks.newest())?.state === 'done');
    const done = await checks.newest();
    expect(done).toMatchObject({ orders: number, found: 1, differences: [`工单 ${code} 第 2 步被改动`] });
    await sql("UPDATE order_history SET actor = 'dispatcher' WHERE order_code = ? AND seq = 2", code);
    await expect(checks.ask('20200101000001', auditor)).rejects.toThrow(DomainError);
  });

  async function until(isTrue: () => Promise<boolean>): Promise<void> {
    for (let n = 0; n < 500 && !(await isTrue()); n += 1) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await isTrue()).toBe(true);
  }
});
