import { setTimeout as pause } from 'node:timers/promises';
import { Global, Module } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { describeWithRedis, testDatabaseUrls } from '@minsheng/testing';
import type { EventEnvelope } from '@minsheng/contracts';
import { Redis } from 'ioredis';
import { DataSource, IsNull, Not } from 'typeorm';
import { EventBus, InProcessBus, RedisStreamBus } from '../bus';
import { events, until } from '../bus/bus.contract';
import { Clock, FakeClock } from '../clock/clock';
import { DatabaseModule, migrate, schemaDrift, UnitOfWork } from '../database';
import { EventFlow } from './event-flow';
import { EventsModule } from './events.module';
import { InboxEntity } from './inbox.entity';
import { Outbox } from './outbox';
import { OutboxEntity } from './outbox.entity';
import { OutboxSweep } from './outbox-sweep';
import { AbsentBus, CreateEffect, Effect, Readers, SilentBus, trouble } from './event-flow.fixture';
import { platformStorage } from './platform-storage';
import { DeadLetterEntity } from './dead-letter.entity';

const clock = new FakeClock(new Date('2026-03-01T08:00:00.000Z'));

@Global()
@Module({ providers: [{ provide: Clock, useValue: clock }], exports: [Clock] })
class ClockModule {}

function flowContract(databaseUrl: string, redisUrl?: string): void {
  const started: TestingModule[] = [];
  const start = async (bus?: EventBus): Promise<TestingModule> => {
    const database = {
      databaseUrl,
      entities: [...platformStorage.entities, Effect],
      migrations: [...platformStorage.migrations, CreateEffect],
      migrateAtStart: true,
    };
    const services = ['intake', 'dispatch', 'dashboard'];
    const builder = Test.createTestingModule({
      imports: [ClockModule, DatabaseModule.forRoot(database), EventsModule.forRoot({ services, redisUrl })],
      providers: [Readers],
    });
    if (bus) builder.overrideProvider(EventBus).useValue(bus);
    const app = await builder.compile();
    await app.init();
    started.push(app);
    return app;
  };
  const impatient = (): EventBus => {
    const retries = { attempts: 3, delay: () => 5 };
    return redisUrl ? new RedisStreamBus(redisUrl, retries) : new InProcessBus(retries);
  };
  const stop = async (app: TestingModule): Promise<void> => {
    started.splice(started.indexOf(app), 1);
    await app.close();
  };
  const revoke = async (app: TestingModule, ...names: string[]): Promise<void> => {
    const outbox = app.get(Outbox);
    await app.get(UnitOfWork).run(async () => {
      for (const username of names) {
        await outbox.add('dispatch.access-revoked', username, {
          username,
          sessionId: null,
          at: '2026-03-01T08:00:00.000Z',
        });
      }
    });
  };
  const effects = async (app: TestingModule, prefix: string): Promise<string[]> => {
    const rows = await app.get(UnitOfWork).manager.find(Effect);
    return rows
      .filter((row) => row.what.startsWith(prefix))
      .map((row) => `${row.who} ${row.what}`)
      .sort();
  };
  const everyone = (names: readonly string[]): string[] => names.flatMap((n) => [`many ${n}`, `one ${n}`]).sort();
  const numbered = (prefix: string, count: number): string[] =>
    Array.from({ length: count }, (_, index) => `${prefix}-${index}`);

  afterEach(async () => {
    for (const app of [...started]) await stop(app);
  });

  it('stores events with the fact, and every consumer handles each exactly once', async () => {
    const app = await start();
    const names = numbered('all', 250);
    await Promise.all(names.map((each) => revoke(app, each)));
    await app
      .get(UnitOfWork)
      .run(async () => {
        await revoke(app, 'all-rolled-back');
        throw new Error('no');
      })
      .catch(() => undefined);
    expect(await app.get(EventFlow).drain(10_000)).toBe(true);
    expect(await effects(app, 'all')).toEqual(everyone(names));
    expect(await app.get(UnitOfWork).manager.countBy(OutboxEntity, { settled: true })).toBe(250);
    await expect(
      app.get(Outbox).add('dispatch.access-revoked', 'x', { username: 'x', sessionId: null, at: '' }),
    ).rejects.toThrow('outside');
  });

  it('stores nothing of a handler that throws, and tries again', async () => {
    const app = await start();
    trouble.throws.set('again-1', 2);
    await revoke(app, ...numbered('again', 3));
    expect(await app.get(EventFlow).drain(10_000)).toBe(true);
    expect(await effects(app, 'again')).toEqual(everyone(numbered('again', 3)));
  });

  it('skips an event that arrives again', async () => {
    const app = await start(impatient());
    await revoke(app, 'twice');
    await app.get(EventFlow).drain(10_000);
    const before = trouble.calls;
    const { manager } = app.get(UnitOfWork);
    const row = await manager.findOneByOrFail(OutboxEntity, { eventKey: 'twice' });
    const again = { ...events(1)[0], id: row.eventId, key: 'twice', name: 'dispatch.access-revoked' } as EventEnvelope;
    await app.get(EventBus).publish([again, again]);
    await revoke(app, 'twice-after');
    await app.get(EventFlow).drain(10_000);
    await pause(100);
    expect(trouble.calls - before).toBe(1);
    expect(await manager.count(DeadLetterEntity)).toBe(0);
    expect(await effects(app, 'twice')).toEqual(everyone(['twice', 'twice-after']));
  });

  it('publishes at the next start what was committed but never sent', async () => {
    const first = await start(new AbsentBus());
    await revoke(first, ...numbered('unsent', 30));
    await stop(first);
    const second = await start();
    await until(async () => (await effects(second, 'unsent')).length === 60);
    expect(await second.get(EventFlow).drain(10_000)).toBe(true);
    expect(await effects(second, 'unsent')).toEqual(everyone(numbered('unsent', 30)));
  });

  it('publishes again what the carrier lost', async () => {
    const first = await start(new SilentBus());
    await revoke(first, ...numbered('lost', 20));
    await until(async () => (await first.get(UnitOfWork).manager.countBy(OutboxEntity, { settled: false })) === 20);
    await stop(first);
    if (redisUrl) await flush(redisUrl);
    const second = await start();
    await until(async () => (await effects(second, 'lost')).length === 40);
    expect(await effects(second, 'lost')).toEqual(everyone(numbered('lost', 20)));
  });

  it('publishes again after a minute what a consumer has not recorded, and not before', async () => {
    const bus = new SilentBus();
    const app = await start(bus);
    await revoke(app, 'minute');
    await until(() =>
      app.get(UnitOfWork).manager.existsBy(OutboxEntity, { eventKey: 'minute', publishedAt: Not(IsNull()) }),
    );
    await pause(100);
    const before = bus.published;
    await app.get(OutboxSweep).pass();
    expect(bus.published).toBe(before);
    clock.advance(61_000);
    await app.get(OutboxSweep).pass();
    await app.get(OutboxSweep).pass();
    expect(bus.published).toBe(before + 1);
    await stop(app);
    expect(await (await start()).get(EventFlow).drain(10_000)).toBe(true);
  });

  it('offers everything kept to a consumer that starts for the first time', async () => {
    const app = await start();
    await revoke(app, 'early');
    await app.get(EventFlow).drain(10_000);
    const { manager } = app.get(UnitOfWork);
    await app.get(UnitOfWork).run(async () => {
      await app.get(UnitOfWork).manager.query(`DELETE FROM event_consumer WHERE consumer = 'intake.one-by-one'`);
      await app.get(UnitOfWork).manager.delete(InboxEntity, { consumer: 'intake.one-by-one' });
      await app.get(UnitOfWork).manager.query('DELETE FROM effect');
    });
    expect(await manager.countBy(OutboxEntity, { settled: false })).toBe(0);
    await stop(app);
    const later = await start();
    await until(() => effects(later, 'early').then((found) => found.length > 0));
    expect(await effects(later, 'early')).toEqual(['one early']);
    expect(await later.get(EventFlow).drain(10_000)).toBe(true);
  });

  it('forgets settled events after a week, with their inbox rows', async () => {
    const app = await start();
    await app.get(EventFlow).drain(10_000);
    const sweep = app.get(OutboxSweep);
    const { manager } = app.get(UnitOfWork);
    clock.advance(6 * 86_400_000);
    expect(await sweep.forgetOld()).toBe(0);
    expect(await manager.count(InboxEntity)).toBeGreaterThan(0);
    clock.advance(2 * 86_400_000);
    expect(await sweep.forgetOld()).toBeGreaterThan(0);
    expect([await manager.count(InboxEntity), await manager.count(OutboxEntity)]).toEqual([0, 0]);
  });

  it('lays an event that is always refused among the dead letters, and counts it as settled', async () => {
    const app = await start(impatient());
    trouble.throws.set('poison', 1000);
    await revoke(app, 'healthy', 'poison');
    expect(await app.get(EventFlow).drain(10_000)).toBe(true);
    const dead = await app.get(UnitOfWork).manager.find(DeadLetterEntity);
    expect(dead).toMatchObject([{ consumer: 'intake.one-by-one', name: 'dispatch.access-revoked' }]);
    expect(dead[0]?.error).toContain('the reader stumbles');
    expect(await effects(app, 'poison')).toEqual(['many poison']);
    expect(await effects(app, 'healthy')).toEqual(everyone(['healthy']));
  });

  it('finds no drift in the tables of the platform', async () => {
    const dataSource = (await start()).get(DataSource);
    expect(await migrate(dataSource)).toEqual([]);
    expect(await schemaDrift(dataSource)).toEqual([]);
  });
}

async function flush(redisUrl: string): Promise<void> {
  const redis = new Redis(redisUrl);
  await redis.flushdb();
  redis.disconnect();
}

describe.each(testDatabaseUrls())('events on $name within one process', ({ url }) => flowContract(url));

describeWithRedis('events over Redis', (redisUrl) => {
  describe.each(testDatabaseUrls().filter(({ name }) => name === 'mariadb'))('on $name', ({ url }) =>
    flowContract(url, redisUrl),
  );
});
