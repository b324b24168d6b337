import { setTimeout as pause } from 'node:timers/promises';
import type { EventEnvelope } from '@minsheng/contracts';
import type { RetryPolicy } from './delivery';
import type { EventBus, Subscription } from './event-bus';
import { newId } from './ids';

type Heard = EventEnvelope[];
const RETRIES: RetryPolicy = { attempts: 3, delay: () => 10 };

/** What every bus must do; run on each driver. */
export function busContract(open: (retries: RetryPolicy) => EventBus): void {
  let buses: EventBus[] = [];
  const start = (retries = RETRIES): EventBus => {
    const bus = open(retries);
    buses.push(bus);
    return bus;
  };
  afterEach(async () => {
    await Promise.all(buses.map((bus) => bus.stop()));
    buses = [];
  });

  it('delivers each event to every consumer that wants it, as plain data, after publish has returned', async () => {
    const bus = start();
    const [first, second, other]: Heard[] = [[], [], []];
    bus.subscribe(consumer('a.first', first));
    bus.subscribe(consumer('a.second', second));
    bus.subscribe({ ...consumer('a.other', other), names: ['dispatch.unit-changed'] });
    await bus.start();
    const sent = events(250);
    const published = bus.publish(sent);
    expect(first).toHaveLength(0);
    await published;
    await until(() => ids(first).size === 250 && ids(second).size === 250);
    expect(first.find((each) => each.id === sent[7]?.id)).toEqual(sent[7]);
    expect(first.find((each) => each.id === sent[7]?.id)).not.toBe(sent[7]);
    expect(other).toEqual([]);
  });

  it('hands over many at once, never more than a hundred', async () => {
    const bus = start();
    const sizes: number[] = [];
    bus.subscribe({ ...consumer('b.batch', []), deliver: async (batch) => void sizes.push(batch.length) });
    await bus.publish([]);
    await bus.start();
    await bus.publish(events(500));
    await until(() => sizes.reduce((sum, size) => sum + size, 0) === 500);
    expect(Math.max(...sizes)).toBe(100);
  });

  it('offers a batch that was refused one by one, and only the culprit again', async () => {
    const bus = start();
    const heard: Heard = [];
    const sent = events(20);
    let refusals = 0;
    const deliver = async (batch: readonly EventEnvelope[]): Promise<void> => {
      if (batch.some((each) => each.id === sent[3]?.id) && (refusals += 1) < 3) throw new Error('not now');
      heard.push(...batch);
    };
    bus.subscribe({ ...consumer('c.picky', heard), deliver });
    await bus.start();
    await bus.publish(sent);
    await until(() => heard.length === 20);
    expect(heard.at(-1)?.id).toBe(sent[3]?.id);
  });

  it('buries what is refused at every attempt, and asks again when burying fails', async () => {
    const bus = start();
    const heard: Heard = [];
    const buried: string[] = [];
    const [poison, ...others] = events(5);
    bus.subscribe({
      ...consumer('d.poisoned', heard),
      deliver: async (batch) => {
        if (batch.some((each) => each.id === poison?.id)) throw new Error('never');
        heard.push(...batch);
      },
      bury: async (envelope, error) => {
        buried.push(`${envelope.id} ${String(error)}`);
        if (buried.length === 1) throw new Error('no database');
      },
    });
    await bus.start();
    await bus.publish([...others.slice(0, 2), ...(poison ? [poison] : []), ...others.slice(2)]);
    await until(() => heard.length === 4 && buried.length === 2);
    await pause(50);
    expect(buried).toEqual(Array.from({ length: 2 }, () => `${poison?.id} Error: never`));
  });

  it('says once that it came up empty', async () => {
    const bus = start();
    await bus.hasLost();
    expect(await bus.hasLost()).toBe(false);
  });
}

/** A consumer that keeps what it hears. */
export function consumer(name: string, heard: Heard): Subscription {
  return {
    consumer: name,
    names: ['dispatch.access-revoked'],
    deliver: async (batch) => void heard.push(...batch),
    bury: async () => undefined,
  };
}

/** So many different events. */
export function events(count: number): EventEnvelope[] {
  return Array.from({ length: count }, (_, index) => ({
    id: newId(),
    name: 'dispatch.access-revoked',
    key: `account-${index}`,
    at: '2026-03-01T00:00:00.000Z',
    payload: { username: `account-${index}`, sessionId: null, at: '2026-03-01T00:00:00.000Z' },
  }));
}

/** Different events among those heard. */
export function ids(heard: Heard): Set<string> {
  return new Set(heard.map((each) => each.id));
}

/** Waits for a condition, at most ten seconds. */
export async function until(condition: () => boolean | Promise<boolean>, milliseconds = 10_000): Promise<void> {
  const since = performance.now();
  while (!(await condition())) {
    if (performance.now() - since > milliseconds) throw new Error('It did not happen in time');
    await pause(5);
  }
}
