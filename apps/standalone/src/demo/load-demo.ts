import { type INestApplicationContext } from '@nestjs/common';
import { AppConfig, Clock, EventFlow, UnitOfWork } from '@minsheng/platform';
import { BoardBulkPort } from '../../../dashboard/src';
import { AccountsService, DirectoryBulkPort, UnitsService } from '../../../dispatch/src';
import { CategoriesService } from '../../../intake/src';
import { generateInto } from '../commands/generate';
import { type BulkStore } from '../commands/ports';
import { randomPassword } from '../commands/setup';
import { DEFAULT_CATEGORIES } from './categories';
import { DEMO_ACCOUNTS, DEMO_UNITS } from './county';
import { DEMO_DIRECTORY } from './directory';

/** With the appeals answered at the desk about 6,000 cases; the same on every machine, but for the day they lead up to. */
const DEMO_CASES = { orders: 2150, deskPerOrder: 1.75, years: 1, seed: 20260101 } as const;
const ANYWHERE = { strict: false } as const;
const SETTLE_MS = 10_000;

export interface DemoResult {
  /** Password of every demo account. */
  readonly password: string;
  /** Cases loaded now; 0 when the demo was there already. */
  readonly cases: number;
}

/**
 * Fills an empty database with the demo county and a year of its cases, all or nothing. A demo that is there already
 * only gets its password anew. null: somebody else's accounts are there, or this is production.
 */
export async function loadDemo(app: INestApplicationContext, store: BulkStore): Promise<DemoResult | null> {
  const { production, demoPassword } = app.get(AppConfig);
  if (production) return null;
  const accounts = app.get(AccountsService, ANYWHERE);
  if ((await accounts.count()) > 0) {
    if ((await accounts.countDemo()) === 0) return null;
    const password = demoPassword ?? randomPassword();
    await accounts.setDemoPassword(
      DEMO_ACCOUNTS.map((account) => account.username),
      password,
    );
    await loadDirectory(app);
    return { password, cases: 0 };
  }
  const asOf = app.get(Clock).now();
  const loaded = await app.get(UnitOfWork).run(async () => {
    const password = await loadCounty(app, demoPassword);
    const cases = await generateInto(store, { ...DEMO_CASES, asOf }, { alone: true });
    return { password, cases };
  });
  await app.get(EventFlow).drain(SETTLE_MS);
  return loaded;
}

/** Units, categories and accounts of the demo county; gives the accounts' password. */
export async function loadCounty(app: INestApplicationContext, demoPassword: string | null): Promise<string> {
  const password = demoPassword ?? randomPassword();
  await app.get(UnitOfWork).run(async () => {
    const units = app.get(UnitsService, ANYWHERE);
    const known = new Set((await units.list()).items.map((unit) => unit.code));
    const fresh = DEMO_UNITS.filter((unit) => !known.has(unit.code));
    if (fresh.length > 0) await units.putAll(fresh);
    // The board must know the tree before cases are counted up it; the event that follows says the same.
    await app
      .get(BoardBulkPort, ANYWHERE)
      .load({ units: fresh.map((unit) => ({ ...unit, active: true, version: 1 })) });
    await app.get(CategoriesService, ANYWHERE).addMissing(DEFAULT_CATEGORIES);
    await loadDirectory(app);
    const accounts = app.get(AccountsService, ANYWHERE);
    if ((await accounts.count()) === 0) await accounts.createDemo(DEMO_ACCOUNTS, password);
  });
  return password;
}

/** The directory of a county that has none yet; dispatch must know the categories before cases are judged by it. */
async function loadDirectory(app: INestApplicationContext): Promise<void> {
  const categories = DEFAULT_CATEGORIES.map((category) => ({ ...category, version: 1 }));
  await app.get(DirectoryBulkPort, ANYWHERE).load(DEMO_DIRECTORY, categories, 'dispatcher');
}
