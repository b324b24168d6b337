import { setTimeout as pause } from 'node:timers/promises';
import { testDatabaseUrls } from '@minsheng/testing';
import type { DataSource } from 'typeorm';
import { FakeClock } from '../clock/clock';
import { migrate, openDataSource, unitOfWorkOn, type UnitOfWork } from '../database';
import { platformStorage } from '../outbox';
import { SingleRun } from './single-run';

describe.each(testDatabaseUrls())('a job of one process at a time on $name', ({ name, url }) => {
  const clock = new FakeClock(new Date('2026-03-01T00:00:00Z'));
  let dataSource: DataSource;
  let uow: UnitOfWork;
  let runs: string[] = [];

  beforeAll(async () => {
    dataSource = await openDataSource({ databaseUrl: url, ...platformStorage });
    await migrate(dataSource);
    uow = unitOfWorkOn(dataSource);
  });
  beforeEach(() => {
    runs = [];
    clock.advance(3_600_000);
  });
  afterAll(async () => {
    await uow.onApplicationShutdown();
    await dataSource.destroy();
  });

  const work = (who: string) => async (): Promise<void> => {
    runs.push(who);
    await pause(30);
  };

  it('does not run twice at once within a process, and runs again afterwards', async () => {
    const one = new SingleRun(uow, clock);
    expect(await Promise.all([one.run('job', 60, work('a')), one.run('job', 60, work('b'))])).toEqual([true, false]);
    expect(await one.run('job', 60, work('c'))).toBe(true);
    expect(runs).toEqual(['a', 'c']);
  });

  it('gives the lease up after a failure of the job, too', async () => {
    const one = new SingleRun(uow, clock);
    await expect(one.run('job', 60, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await one.run('job', 60, work('again'))).toBe(true);
  });

  if (name === 'embedded') {
    it('belongs at once to a restarted process', async () => {
      expect(await new SingleRun(uow, clock).run('job', 600, work('before'))).toBe(true);
      expect(await new SingleRun(uow, clock).run('job', 600, work('after'))).toBe(true);
    });
    return;
  }

  it('is done by one of many processes that ask at the same moment, the first time and later', async () => {
    for (const round of ['first', 'second']) {
      const many = Array.from({ length: 8 }, () => new SingleRun(uow, clock));
      const done = await Promise.all(many.map((each) => each.run('many', 60, work(round))));
      expect(done.filter(Boolean)).toHaveLength(1);
      clock.advance(61_000);
    }
    expect(runs).toEqual(['first', 'second']);
  });

  it('passes to another when its holder dies, and not before', async () => {
    const [dead, next] = [new SingleRun(uow, clock), new SingleRun(uow, clock)];
    expect(await dead.acquire('role', 60)).toBe(true);
    clock.advance(59_000);
    expect(await next.acquire('role', 60)).toBe(false);
    expect(await dead.acquire('role', 60)).toBe(true);
    clock.advance(61_000);
    expect(await next.acquire('role', 60)).toBe(true);
    expect(await dead.acquire('role', 60)).toBe(false);
  });

  it('passes to another at once when its holder shuts down', async () => {
    const [one, two] = [new SingleRun(uow, clock), new SingleRun(uow, clock)];
    expect(await one.acquire('role', 600)).toBe(true);
    await one.beforeApplicationShutdown();
    expect(await two.acquire('role', 600)).toBe(true);
  });
});
