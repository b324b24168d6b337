import { decide, openOrder } from '@minsheng/domain';
import { testDatabaseUrls } from '@minsheng/testing';
import { OrdersRepository } from '../orders/orders.repository';
import { RuleContexts } from '../orders/rule-context.provider';
import { dispatcher, SweptCounty } from './sweep.fixture';
import { SweepService } from './sweep.service';

jest.setTimeout(900_000);

const OPEN = 100_000;
const DUE = 1_000;
const CHUNK = 2_000;

/** What the minute's sweep costs with a county's open orders for many years: a measurement, with generous bounds. */
describe.each(testDatabaseUrls())('the sweep at 100,000 open orders on $name', ({ name, url }) => {
  let county: SweptCounty;
  beforeAll(async () => {
    county = await SweptCounty.open(url);
    await fill('2026-03-02T09:00:00+08:00', DUE);
    await fill('2026-03-09T09:00:00+08:00', OPEN - DUE);
  });
  afterAll(() => county.close());

  /** Dispatched orders, all at one moment. */
  async function fill(when: string, count: number): Promise<void> {
    county.service.clock.set(when);
    const context = await county.service.get(RuleContexts).now();
    const orders = county.service.get(OrdersRepository);
    for (let made = 0; made < count; made += CHUNK) {
      const rows = Array.from({ length: Math.min(CHUNK, count - made) }, () => {
        const born = openOrder(county.request());
        const { order, history } = decide(born.order, 'dispatch', { leadUnitCode: 'gaj' }, dispatcher, context);
        return { order, history: [born.history, history] };
      });
      const { uow } = county.service;
      await uow.run(() => orders.insertChained(rows));
    }
  }

  async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
    const began = performance.now();
    const result = await work();
    return { ms: performance.now() - began, result };
  }

  it('probes the index once when nothing is due, and takes a thousand orders’ steps in seconds', async () => {
    county.service.clock.set('2026-03-03T09:00:00+08:00');
    await county.sweep();
    const idle: number[] = [];
    for (let n = 0; n < 21; n += 1) idle.push((await timed(() => county.sweep())).ms);
    idle.sort((a, b) => a - b);
    county.service.clock.set('2026-03-09T12:00:00+08:00');
    const busy = await timed(() => county.sweep());
    expect(busy.result).toEqual({ orders: DUE, steps: 3 * DUE, failed: 0 });
    const rearmed = await timed(() => county.service.get(SweepService).rearm());
    expect(rearmed.result).toBe(0);
    const [median, worst] = [idle[10] ?? 0, idle[20] ?? 0];
    process.stdout.write(
      `${name}: nothing due ${median.toFixed(2)} ms (worst ${worst.toFixed(2)}); ${String(DUE)} orders, ${String(busy.result.steps)} steps ` +
        `${(busy.ms / 1000).toFixed(1)} s (${(busy.ms / DUE).toFixed(1)} ms an order); all alarms anew ${(rearmed.ms / 1000).toFixed(1)} s\n`,
    );
    expect(median).toBeLessThan(20);
    expect(busy.ms).toBeLessThan(60_000);
  });
});
