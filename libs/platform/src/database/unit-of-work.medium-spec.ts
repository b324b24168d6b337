import { setTimeout as pause } from 'node:timers/promises';
import { testDatabaseUrls } from '@minsheng/testing';
import type { DataSource } from 'typeorm';
import { instantOf } from './columns';
import { openDataSource } from './data-source';
import { unitOfWorkOn } from './database.module';
import { isDuplicateKey } from './failures';
import { migrate } from './migrate';
import { bulkInsert, compareAndSet, insertRow } from './rows';
import { CreateSample, Sample } from './sample.fixture';
import { schemaDrift } from './schema-drift';
import type { UnitOfWork } from './unit-of-work';

describe.each(testDatabaseUrls())('the unit of work on $name', ({ name, url }) => {
  let dataSource: DataSource;
  let uow: UnitOfWork;

  beforeAll(async () => {
    const config = { databaseUrl: url, entities: [Sample], migrations: [CreateSample] };
    const other = await openDataSource(config);
    dataSource = await openDataSource(config);
    const ran = await Promise.all([migrate(dataSource), migrate(other)]);
    expect(ran.flat()).toEqual(['create-sample']);
    expect(await migrate(other)).toEqual([]);
    await other.destroy();
    uow = unitOfWorkOn(dataSource);
  });

  afterAll(async () => {
    await uow.onApplicationShutdown();
    await dataSource.destroy();
  });

  const insert = (code: string): Promise<number> => insertRow(uow.manager, Sample, { code });
  const count = (code: string): Promise<number> => uow.manager.countBy(Sample, { code });

  it('keeps what B and C committed while A was open and then failed', async () => {
    const a = uow.run(async () => {
      await insert('A');
      await pause(30);
      throw new Error('A fails');
    });
    const b = pause(5).then(() => uow.run(() => insert('B')));
    const c = pause(10).then(() => uow.run(() => insert('C')));
    await expect(a).rejects.toThrow('A fails');
    await Promise.all([b, c]);
    expect([await count('A'), await count('B'), await count('C')]).toEqual([0, 1, 1]);
  });

  it('leaves exactly the committed ones of 60 overlapping read-then-write transactions', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 60 }, (_, index) =>
        uow.run(async () => {
          await uow.manager.countBy(Sample, { note: 'many' });
          await insertRow(uow.manager, Sample, { code: `many-${index}`, note: 'many' });
          if (index % 3 === 0) throw new Error('no');
        }),
      ),
    );
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(40);
    expect(await uow.manager.countBy(Sample, { note: 'many' })).toBe(40);
  });

  it('never shows a stand-alone read what is not committed', async () => {
    let seen = -1;
    await uow.run(async () => {
      await insert('dirty');
      expect(await count('dirty')).toBe(1);
      await new Promise<void>((resolve) => outside(async () => void (seen = await count('dirty')), resolve));
    });
    expect(seen).toBe(0);
    expect(await count('dirty')).toBe(1);
  });

  it('reads one state of the database inside read()', async () => {
    await uow.read(async () => {
      expect(await count('later')).toBe(0);
      await new Promise<void>((resolve) => outside(() => uow.run(() => insert('later')), resolve));
      expect(await count('later')).toBe(0);
      await expect(uow.run(() => insert('inside'))).rejects.toThrow('outside read()');
    });
    expect(await count('later')).toBe(1);
  });

  it('serves more readers than it has connections for', async () => {
    const counts = await Promise.all(
      Array.from({ length: 40 }, () => uow.read(async () => (await pause(1), count('later')))),
    );
    expect(new Set(counts)).toEqual(new Set([1]));
  });

  it('joins an inner run to the outer one', async () => {
    await expect(
      uow.run(async () => {
        await uow.run(() => insert('inner'));
        throw new Error('outer');
      }),
    ).rejects.toThrow('outer');
    expect(await count('inner')).toBe(0);
  });

  it('tells followers after the commit only, and never after a rollback', async () => {
    const told: string[] = [];
    await uow.run(async () => {
      uow.afterCommit(() => told.push(uow.isWriting ? 'inside' : 'outside'));
      uow.afterCommit(() => {
        throw new Error('a follower fails');
      });
      uow.beforeCommit(async () => void (await insert('last')));
      expect(told).toEqual([]);
    });
    await uow
      .run(() => (uow.afterCommit(() => told.push('never')), Promise.reject(new Error('x'))))
      .catch(() => undefined);
    uow.afterCommit(() => told.push('at once'));
    expect(told).toEqual(['outside', 'at once']);
    expect(await count('last')).toBe(1);
  });

  it('treats what outlives a transaction as outside of it', async () => {
    let late: Promise<number> = Promise.resolve(0);
    await uow.run(async () => {
      late = pause(20).then(() => uow.run(() => insert('late')));
    });
    await late;
    expect(await count('late')).toBe(1);
  });

  it('lets one of two win a compare-and-set, and counts the version up', async () => {
    const id = await uow.run(() => insert('cas'));
    const attempt = (note: string): Promise<boolean> =>
      uow.run(() => compareAndSet(uow.manager, Sample, { id, version: 1, note: null }, { note }));
    expect((await Promise.all([attempt('x'), attempt('y')])).sort()).toEqual([false, true]);
    expect(await uow.manager.findOneByOrFail(Sample, { id })).toMatchObject({ version: 2, isDone: false, amount: 7 });
    expect(await uow.run(() => compareAndSet(uow.manager, Sample, { id, version: 2 }, { amount: 7 }))).toBe(true);
  });

  it('tries a transaction again when the database calls it a deadlock', async () => {
    await uow.run(() => bulkInsert(uow.manager, Sample, [{ code: 'dead-1' }, { code: 'dead-2' }]));
    const touch = (first: string, second: string): Promise<void> =>
      uow.run(async () => {
        await uow.manager.update(Sample, { code: first }, { note: 'touched' });
        await pause(20);
        await uow.manager.update(Sample, { code: second }, { note: 'touched' });
      });
    await Promise.all([touch('dead-1', 'dead-2'), touch('dead-2', 'dead-1'), touch('dead-1', 'dead-2')]);
    expect(await uow.manager.findOneByOrFail(Sample, { code: 'dead-1' })).toMatchObject({
      note: 'touched',
      version: 4,
    });
  });

  it('stores and reads 2,345 rows of every type in bulk', async () => {
    const at = new Date('2026-02-28T15:59:59.987Z');
    const rows = Array.from({ length: 2345 }, (_, index) => ({
      code: `bulk-${index}`,
      note: index % 2 === 0 ? '水管爆裂' : null,
      at,
      facts: { list: [index] },
      isDone: index % 2 === 1,
    }));
    await uow.run(() => bulkInsert(uow.manager, Sample, rows));
    const found = await uow.manager.findOneByOrFail(Sample, { code: 'bulk-2344' });
    expect(found).toMatchObject({
      note: '水管爆裂',
      at,
      facts: { list: [2344] },
      isDone: false,
      amount: 7,
      version: 1,
    });
    const sql = 'SELECT COUNT(*) AS n, MAX(at) AS latest, SUM(is_done) AS done FROM sample WHERE at = ? AND code <> ?';
    const [row] = await uow.manager.query(sql, [at, 'bulk-0']);
    expect({ ...row, latest: instantOf(row.latest) }).toMatchObject({ n: 2344, latest: at, done: 1172 });
  });

  it('knows a duplicate key when it sees one, and compares codes byte by byte', async () => {
    await uow.run(() => insert('key'));
    await uow.run(() => insert('KEY'));
    expect(await count('key')).toBe(1);
    expect(isDuplicateKey(await uow.run(() => insert('key')).catch((error: unknown) => error))).toBe(true);
  });

  it('sees no drift between entity and migration, and sees one that is planted', async () => {
    expect(await schemaDrift(dataSource)).toEqual([]);
    const runner = dataSource.createQueryRunner();
    await runner.query('ALTER TABLE sample ADD COLUMN stray INT NULL');
    await runner.release();
    expect(await schemaDrift(dataSource)).toEqual(['sample.stray: not in the entity']);
  });

  if (name === 'embedded') {
    it('refuses a write outside run()', async () => {
      await expect(insert('nowhere')).rejects.toThrow(/readonly|query_only|read-only/i);
    });

    it('lets timers run while transactions queue', async () => {
      let ticks = 0;
      const timer = setInterval(() => (ticks += 1), 1);
      for (let index = 0; index < 300; index += 1) await uow.run(() => insert(`busy-${index}`));
      clearInterval(timer);
      expect(ticks).toBeGreaterThan(3);
    });
  }

  /** Runs as another request would: not part of the transaction of the caller. */
  function outside(work: () => Promise<unknown>, done: () => void): void {
    outsiders.push(() => void work().then(done));
  }
  const outsiders: (() => void)[] = [];
  const pump = setInterval(() => outsiders.splice(0).forEach((each) => each()), 2);
  afterAll(() => clearInterval(pump));
});
