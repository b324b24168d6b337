import { setTimeout as sleep } from 'node:timers/promises';
import { Bare } from './bare';
import { drive, type LoadResult, median } from './client';
import type { Probe } from './database';
import { Learner } from './learn';
import { type BenchOptions, CLIENTS } from './options';
import { patchLatency, type PatchLatency } from './patches';
import { type Place, Product } from './product';
import { readingWorks, WritingWorks } from './works';
import type { Pool } from 'mysql2/promise';

/** Requests a second of one work, in each run, and what one of them costs the product. */
export interface Rates {
  readonly product: readonly number[];
  readonly bare: readonly number[];
  /** Processor time of the product's process for one request, in ms. */
  readonly cpu: readonly number[];
}

export interface Measurement {
  readonly size: number;
  readonly works: ReadonlyMap<string, Rates>;
  readonly patches: PatchLatency;
  /** MiB: after the load, and the highest of the whole run. */
  readonly memory: { readonly now: number; readonly highest: number };
}

export interface Target {
  readonly place: Place;
  readonly probe: Probe;
  /** Only on a server: the bare service is measured beside the product. */
  readonly server: { readonly pool: Pool; readonly url: string } | null;
}

export const RAISE = 'register and raise an order';
export const ACT = 'one action: dispatch';
/** Raised before anything is measured, so that code and caches are warm and no tally is new. */
const WARM_UP = 60;
const SETTLE = 1500;

/** Measures everything at one size. Product and bare service take turns, run by run, so that noise meets both. */
export async function measure(size: number, target: Target, options: BenchOptions): Promise<Measurement> {
  const product = await Product.start(target.place);
  const bare = target.server ? await Bare.start(target.server.url) : null;
  try {
    const works = new Map<string, Rates>();
    const writing = new WritingWorks(product.client, target.probe);
    await writing.signIn(product);
    await writing.dispatchMany((await writing.raiseMany(WARM_UP)).codes);
    await sleep(SETTLE);
    await measureWrites({ product, writing, bare, works }, target, options);
    await measureReads({ product, bare, works }, target, options);
    const patches = await patchLatency(product, () => writing.raise());
    return { size, works, patches, memory: product.memory() };
  } finally {
    await bare?.stop();
    await product.stop();
  }
}

interface Measured {
  readonly product: Product;
  readonly bare: Bare | null;
  readonly works: Map<string, Rates>;
}

async function measureWrites(
  { product, writing, bare, works }: Measured & { readonly writing: WritingWorks },
  { server }: Target,
  { rounds, orders }: BenchOptions,
): Promise<void> {
  if (server && bare) {
    const learner = new Learner(server.pool);
    await bare.learn(
      await learner.writes(
        () => writing.raiseThrough(),
        (code) => writing.dispatchThrough(code),
      ),
    );
    await bare.dispatchMany((await bare.raiseMany(WARM_UP)).codes);
  }
  const [raise, act] = [emptyRates(), emptyRates()];
  for (let round = 0; round < rounds; round += 1) {
    let codes: readonly string[] = [];
    await weighed(product, raise, async () => {
      const raised = await writing.raiseMany(orders);
      codes = raised.codes;
      return raised.result;
    });
    await sleep(SETTLE);
    await weighed(product, act, () => writing.dispatchMany(codes));
    await sleep(SETTLE);
    if (!bare) continue;
    const bareRaised = await bare.raiseMany(orders);
    raise.bare.push(bareRaised.result.perSecond);
    act.bare.push((await bare.dispatchMany(bareRaised.codes)).perSecond);
  }
  works.set(RAISE, raise).set(ACT, act);
}

async function measureReads(
  { product, bare, works }: Measured,
  { server }: Target,
  { rounds, seconds }: BenchOptions,
): Promise<void> {
  for (const work of await readingWorks(product)) {
    if (server && bare) await bare.plan(work.name, await new Learner(server.pool).reads(work));
    const rates = emptyRates();
    const load = { clients: CLIENTS, seconds };
    await drive({ clients: CLIENTS, seconds: 1 }, work.ask);
    if (bare) await drive({ clients: CLIENTS, seconds: 0.5 }, bare.read(work.name));
    for (let round = 0; round < rounds; round += 1) {
      await weighed(product, rates, () => drive(load, work.ask));
      if (bare) rates.bare.push((await drive(load, bare.read(work.name))).perSecond);
    }
    works.set(work.name, rates);
  }
}

interface Gathered extends Rates {
  readonly product: number[];
  readonly bare: number[];
  readonly cpu: number[];
}

function emptyRates(): Gathered {
  return { product: [], bare: [], cpu: [] };
}

/** One run of the product's, with the processor time it took. */
async function weighed(product: Product, rates: Gathered, run: () => Promise<LoadResult>): Promise<void> {
  const before = product.cpu();
  const { perSecond, requests } = await run();
  rates.product.push(perSecond);
  rates.cpu.push((product.cpu() - before) / requests);
}

export function medianOf(rates: readonly number[]): number | null {
  return rates.length === 0 ? null : median(rates);
}
