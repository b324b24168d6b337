import { describeWithRedis } from '@minsheng/testing';
import { Redis } from 'ioredis';
import { busContract, consumer, events, ids, until } from './bus.contract';
import { InProcessBus } from './in-process.bus';
import { RedisStreamBus } from './redis-stream.bus';
import type { EventEnvelope } from '@minsheng/contracts';

describe('the bus within one process', () => {
  busContract((retries) => new InProcessBus(retries));
});

describeWithRedis('the bus over Redis Streams', (redisUrl) => {
  const retries = { attempts: 3, delay: () => 10 };
  const stopping: RedisStreamBus[] = [];
  const open = (): RedisStreamBus => {
    const bus = new RedisStreamBus(redisUrl, retries);
    stopping.push(bus);
    return bus;
  };
  const emptied = async (): Promise<void> => {
    const redis = new Redis(redisUrl);
    await redis.flushdb();
    redis.disconnect();
  };
  beforeEach(emptied);
  afterEach(() => Promise.all(stopping.splice(0).map((bus) => bus.stop())));

  busContract((policy) => new RedisStreamBus(redisUrl, policy));

  it('keeps what is published while nobody of the service runs, and shares it among replicas', async () => {
    await open().publish(events(300));
    const [one, two]: EventEnvelope[][] = [[], []];
    for (const heard of [one, two]) {
      const bus = open();
      bus.subscribe(consumer('r.replicas', heard));
      await bus.start();
    }
    const sent = events(300);
    await open().publish(sent);
    await until(() => sent.every((each) => ids([...one, ...two]).has(each.id)));
    expect(ids(one).size + ids(two).size).toBe(ids([...one, ...two]).size);
    expect(ids([...one, ...two]).size).toBeGreaterThanOrEqual(600);
  });

  it('hands what a dead reader never acknowledged to another', async () => {
    const redis = new Redis(redisUrl);
    const stream = 'minsheng:event:dispatch.access-revoked';
    await redis.xgroup('CREATE', stream, 'k.killed', '$', 'MKSTREAM');
    const sent = events(40);
    await open().publish(sent);
    await redis.xreadgroup('GROUP', 'k.killed', 'dead', 'COUNT', 40, 'STREAMS', stream, '>');
    const pending = (await redis.xpending(stream, 'k.killed', '-', '+', 100)) as [string][];
    // as if it had been dead for a minute
    for (const [id] of pending) await redis.xclaim(stream, 'k.killed', 'dead', 0, id, 'IDLE', 60_000, 'JUSTID');
    const heard: EventEnvelope[] = [];
    const bus = open();
    bus.subscribe(consumer('k.killed', heard));
    await bus.start();
    await until(() => ids(heard).size === 40);
    await until(async () => ((await redis.xpending(stream, 'k.killed')) as [number])[0] === 0);
    redis.disconnect();
  });

  it('notices that Redis was emptied, and delivers on', async () => {
    const heard: EventEnvelope[] = [];
    const bus = open();
    bus.subscribe(consumer('e.emptied', heard));
    await bus.start();
    await bus.hasLost();
    await bus.publish(events(1));
    await until(() => heard.length > 0);
    await emptied();
    expect(await bus.hasLost()).toBe(true);
    expect(await bus.hasLost()).toBe(false);
    const sent = events(3);
    await bus.publish(sent);
    await until(() => sent.every((each) => ids(heard).has(each.id)));
  });
});
