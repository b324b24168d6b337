import { asOfDay, generateInto } from './generate';
import { MemoryStore } from './memory-store.fixture';

describe('generate', () => {
  it('loads every case once, under numbers nobody else gets, in transactions of at most 500 rows', async () => {
    const store = new MemoryStore();
    const request = { orders: 150, years: 0.5, seed: 1, asOf: store.now() };
    await generateInto(store, request);
    await generateInto(store, { ...request, seed: 2 });
    expect(store.orderRows).toHaveLength(300);
    expect(store.boardAppeals).toBe(store.appealRows.length);
    expect(new Set(store.appealRows.map((row) => row.appealCode)).size).toBe(store.appealRows.length);
    expect(Math.max(...store.transactionRows)).toBeLessThanOrEqual(500);
  });

  it('has numbers enough even where all appeals fall on few days', async () => {
    const store = new MemoryStore();
    await generateInto(store, { orders: 400, years: 0.01, seed: 5, asOf: store.now() }, { alone: true });
    expect(store.orderRows).toHaveLength(400);
  });

  it('stops between two transactions when nobody waits any more', async () => {
    const store = new MemoryStore();
    const abort = new AbortController();
    const options = { signal: abort.signal, onProgress: () => abort.abort() };
    await expect(generateInto(store, { orders: 200, years: 1, seed: 1, asOf: store.now() }, options)).rejects.toThrow();
    expect(store.appealRows.length).toBeGreaterThan(0);
    expect(store.orderRows.length).toBeLessThan(200);
  });

  it('takes a day up to its end, today up to now, and no day to come', () => {
    const now = new Date('2026-06-17T03:00:00Z');
    expect(asOfDay('2026-06-16', now)?.toISOString()).toBe('2026-06-16T16:00:00.000Z');
    expect(asOfDay('2026-06-17', now)).toEqual(now);
    expect(asOfDay(undefined, now)).toEqual(now);
    expect(asOfDay('2026-06-18', now)).toBeNull();
    expect(asOfDay('2026-02-30', now)).toBeNull();
    expect(asOfDay('gestern', now)).toBeNull();
  });
});
