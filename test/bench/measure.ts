import { setTimeout as sleep } from 'node:timers/promises';
import { Bare } from './bare';
import { drive, median } from './client';
import type { Probe } from './database';
import { Learner } from './learn';
import { type BenchOptions, CLIENTS } from './options';
import { patchLatency, type PatchLatency } from './patches';
import { type Place, Product } from './product';
import { readingWorks, WritingWorks } from './works';
import type { Pool } from 'mysql2/promise';

/** Requests a second of one work, in each run. */
export interface Rates {
  readonly product: readonly number[];
  readonly bare: readonly number[];
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
    await measureWrites({ writing, bare, works }, target, options);
    await measureReads({ product, bare, works }, target, options);
    const patches = await patchLatency(product, () => writing.raise());
    return { size, works, patches, memory: product.memory() };
  } finally {
    await bare?.stop();
    await product.stop();
  }
}

interface Measured {
  readonly bare: Bare | null;
  readonly works: Map<string, Rates>;
}

async function measureWrites(
  { writing, bare, works }: Measured & { readonly writing: WritingWorks },
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
    const raised = await writing.raiseMany(orders);
    raise.product.push(raised.result.perSecond);
    await sleep(SETTLE);
    act.product.push((await writing.dispatchMany(raised.codes)).perSecond);
    await sleep(SETTLE);
    if (!bare) continue;
    const bareRaised = await bare.raiseMany(orders);
    raise.bare.push(bareRaised.result.perSecond);
    act.bare.push((await bare.dispatchMany(bareRaised.codes)).perSecond);
  }
  works.set(RAISE, raise).set(ACT, act);
}

async function measureReads(
  { product, bare, works }: Measured & { readonly product: Product },
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
      rates.product.push((await drive(load, work.ask)).perSecond);
      if (bare) rates.bare.push((await drive(load, bare.read(work.name))).perSecond);
    }
    works.set(work.name, rates);
  }
}

function emptyRates(): { product: number[]; bare: number[] } {
  return { product: [], bare: [] };
}

export function medianOf(rates: readonly number[]): number | null {
  return rates.length === 0 ? null : median(rates);
}
