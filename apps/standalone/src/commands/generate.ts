import { civilDateOf } from '@minsheng/domain';
import { expectedNumbers, type GenerateOptions, generateCases } from '../demo/generate-cases';
import { loadCases, type LoadOptions } from './load-cases';
import { type BulkStore } from './ports';

export type GenerateRequest = Pick<GenerateOptions, 'orders' | 'years' | 'seed' | 'asOf' | 'deskPerOrder'>;

const DAYS_PER_TRANSACTION = 400;

/** Generates cases and loads them. Their numbers are taken from the day's counters first, so that none is issued twice. */
export async function generateInto(
  store: BulkStore,
  request: GenerateRequest,
  options: LoadOptions = {},
): Promise<number> {
  const rules = await store.rules();
  const all: GenerateOptions = { ...request, ...rules, channels: store.channels() };
  const next = await reserve(store, expectedNumbers(all));
  const nextNumber = (day: string): number => {
    const block = next.get(day);
    if (!block || block.next > block.last)
      throw new Error(`no number left for ${day}: more repeat calls than expected`);
    block.next += 1;
    return block.next - 1;
  };
  return loadCases(generateCases({ ...all, nextNumber }), store, options);
}

interface Block {
  next: number;
  readonly last: number;
}

async function reserve(store: BulkStore, wanted: ReadonlyMap<string, number>): Promise<Map<string, Block>> {
  const blocks = new Map<string, Block>();
  const days = [...wanted];
  for (let i = 0; i < days.length; i += DAYS_PER_TRANSACTION) {
    const part = new Map(days.slice(i, i + DAYS_PER_TRANSACTION));
    const first = await store.transaction(() => store.appeals.reserveNumbers(part));
    for (const [day, count] of part) {
      const start = first.get(day);
      if (start === undefined) throw new Error(`no number reserved for ${day}`);
      blocks.set(day, { next: start, last: start + count - 1 });
    }
  }
  return blocks;
}

/** The last instant of a day that has ended, or now for today: nothing generated lies in the future. */
export function asOfDay(date: string | undefined, now: Date): Date | null {
  if (date === undefined) return now;
  const end = /^\d{4}-\d{2}-\d{2}$/.test(date) ? new Date(Date.parse(`${date}T24:00:00+08:00`)) : new Date(NaN);
  if (Number.isNaN(end.getTime()) || end.getUTCFullYear() < 1972) return null;
  if (civilDateOf(new Date(end.getTime() - 1)) !== date) return null;
  return end.getTime() > now.getTime() ? (date === civilDateOf(now) ? now : null) : end;
}
