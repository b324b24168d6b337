import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importFile, type ImportResult } from './import-file';
import { channelOf, MemoryStore } from './memory-store.fixture';

const folder = mkdtempSync(join(tmpdir(), 'minsheng-import-'));
const file = join(folder, 'cases.jsonl');
afterAll(() => rmSync(folder, { recursive: true }));

function line(id: number, more: Record<string, unknown> = {}): Record<string, unknown> {
  const receivedAt = `2018-03-0${String(1 + (id % 5))}T09:30:00+08:00`;
  return { id, receivedAt, subject: `第${String(id)}封信`, body: '路灯坏了。', user: `U${String(id)}`, ...more };
}

function run(lines: readonly unknown[], store: MemoryStore): Promise<ImportResult> {
  writeFileSync(file, lines.map((l) => (typeof l === 'string' ? l : JSON.stringify(l))).join('\n'));
  return importFile(file, { channel: channelOf('county_mailbox'), store });
}

describe('an import', () => {
  it('loads what is good and names what is bad by its line, blank lines and a byte order mark aside', async () => {
    const store = new MemoryStore();
    const result = await run(
      [`\uFEFF${JSON.stringify(line(1))}`, '', '{', line(2), line(1), line(3, { reply: '好' })],
      store,
    );
    expect(result).toMatchObject({ lines: 5, loaded: 2, skipped: 0 });
    expect(result.bad.map((bad) => bad.number)).toEqual([3, 5, 6]);
    expect(result.bad[1]?.reason).toContain('第 1 行');
    expect(store.appealRows.map((row) => row.importRef?.id)).toEqual(['1', '2']);
    expect(store.boardAppeals).toBe(2);
  });

  it('gives each case its Shanghai day and a number of its own, its clock from receipt', async () => {
    const store = new MemoryStore();
    await run(
      [line(1, { receivedAt: '2018-03-04T23:59:59Z' }), line(2, { receivedAt: '2018-03-05T10:00:00+08:00' })],
      store,
    );
    expect(store.orderRows.map((row) => row.order.code)).toEqual(['20180305000001', '20180305000002']);
    const order = store.orderRows[1]?.order;
    expect(order).toMatchObject({ state: 'awaiting_dispatch', kind: 'other', imported: true, leadUnitCode: null });
    // 10 working days of the mailbox after Monday 2018-03-05: until Monday 2018-03-19, 24:00
    expect(order?.dueAt?.toISOString()).toBe('2018-03-19T16:00:00.000Z');
  });

  it('closes what has a reply, at the time of the reply', async () => {
    const store = new MemoryStore();
    await run([line(1, { reply: '已修复', repliedAt: '2018-03-20T08:00:00+08:00', unit: 'housing' })], store);
    const order = store.orderRows[0]?.order;
    expect(order).toMatchObject({ state: 'closed', leadUnitCode: 'housing', publicReply: '已修复' });
    expect(order?.repliedAt?.toISOString()).toBe('2018-03-20T00:00:00.000Z');
  });

  it('started again skips what stands and refuses other content under the same id', async () => {
    const store = new MemoryStore();
    await run([line(1), line(2)], store);
    const again = await run([line(1), line(2, { body: '改过了' }), line(3)], store);
    expect(again).toMatchObject({ loaded: 1, skipped: 1 });
    expect(again.bad).toEqual([{ number: 2, reason: expect.stringContaining('conflict') as unknown }]);
    expect(store.appealRows).toHaveLength(3);
  });

  it('goes on where a killed one stopped, losing and doubling nothing', async () => {
    const store = new MemoryStore();
    const lines = Array.from({ length: 300 }, (_, i) => line(i + 1));
    store.failAt = 3;
    await expect(run(lines, store)).rejects.toThrow('killed');
    const before = store.appealRows.length;
    expect(before).toBeGreaterThan(0);
    const result = await run(lines, store);
    expect(result).toMatchObject({ loaded: 300 - before, skipped: before, bad: [] });
    expect(new Set(store.orderRows.map((row) => row.order.code)).size).toBe(300);
  });

  it('writes at most 500 rows in a transaction', async () => {
    const store = new MemoryStore();
    await run(
      Array.from({ length: 400 }, (_, i) => line(i + 1)),
      store,
    );
    expect(store.transactionRows.length).toBeGreaterThan(5);
    expect(Math.max(...store.transactionRows)).toBeLessThanOrEqual(500);
  });

  it('keeps a subject that is too long for a title at the head of the text', async () => {
    const store = new MemoryStore();
    const subject = '长'.repeat(250);
    await run([line(1, { subject })], store);
    expect(store.appealRows[0]?.title).toHaveLength(200);
    expect(store.appealRows[0]?.content).toBe(`${subject}\n路灯坏了。`);
  });
});
