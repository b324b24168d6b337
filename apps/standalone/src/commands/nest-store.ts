import { type INestApplicationContext } from '@nestjs/common';
import { AppConfig, CalendarProvider, Clock, EventFlow, Sealer, UnitOfWork } from '@minsheng/platform';
import { BoardBulkPort } from '../../../dashboard/src';
import { AccountsService, hashPassword, OrderBulkPort, UnitsService } from '../../../dispatch/src';
import { AccountsRepository } from '../../../dispatch/src/staff/accounts.repository';
import { AppealBulkPort, newAppeal, type NewAppeal } from '../../../intake/src';
import { loadCounty } from '../demo/load-demo';
import { checkAll } from './check-all';
import { type AppealBulkRow, type BulkStore, type CommandStore, type LoadedAppeal, type SetupStore } from './ports';

/** The commands' view of the three services, as they live in one process. */
export function nestStore(app: INestApplicationContext): CommandStore {
  const uow = app.get(UnitOfWork);
  const flow = app.get(EventFlow);
  return {
    bulk: bulkStore(app),
    setup: setupStore(app),
    verify: {
      drain: (timeoutMs) => flow.drain(timeoutMs),
      check: () => uow.read(() => checkAll(app)),
    },
    ensureCounty: async () => {
      if ((await app.get(UnitsService, ANYWHERE).list()).items.length > 0) return null;
      const password = await loadCounty(app, app.get(AppConfig).demoPassword);
      await flow.drain(SETTLE_MS);
      return password;
    },
  };
}

const ANYWHERE = { strict: false } as const;
const SETTLE_MS = 10_000;

function bulkStore(app: INestApplicationContext): BulkStore {
  const uow = app.get(UnitOfWork);
  const calendar = app.get(CalendarProvider);
  const units = app.get(UnitsService, ANYWHERE);
  const orders = app.get(OrderBulkPort, ANYWHERE);
  const board = app.get(BoardBulkPort, ANYWHERE);
  const clock = app.get(Clock);
  return {
    transaction: (work) => uow.run(work),
    appeals: appealBulk(app.get(AppealBulkPort, ANYWHERE), app.get(Sealer)),
    orders: {
      load: (rows) =>
        orders.load(
          rows.map((row) => ({
            ...row,
            contact: row.contact.phone === null && row.contact.name === null ? null : row.contact,
          })),
        ),
    },
    board: { load: (appeals, changed) => board.load({ appeals, orders: changed }) },
    rules: async () => ({
      calendar: calendar.current(),
      limits: calendar.limits(),
      rules: calendar.rules(),
      units: await units.tree(),
    }),
    now: () => clock.now(),
  };
}

function appealBulk(port: AppealBulkPort, sealer: Sealer): BulkStore['appeals'] {
  return {
    knownImports: async (channel, ids) => {
      const digests = await port.sourceDigests(ids.map((id) => sourceKey(channel, id)));
      return new Map([...digests].map(([key, digest]) => [key.slice(channel.length + 1), digest ?? '']));
    },
    reserveNumbers: async (counts) => {
      const first = new Map<string, number>();
      for (const [day, count] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
        first.set(day, await port.takeNumbers(day, count));
      return first;
    },
    load: async (rows) => {
      const stored = rows.map((row) => toAppeal(row, sealer));
      await port.load(stored, []);
      return stored.map(toLoaded);
    },
    follow: (changed) => port.load([], changed),
  };
}

/** Identity of an imported case (contract.md). */
function sourceKey(channel: string, id: string): string {
  return `${channel}:${id}`;
}

function toAppeal(row: AppealBulkRow, sealer: Sealer): NewAppeal {
  const { caller, importRef, receivedAt, ...facts } = row;
  const source = importRef ? { sourceKey: sourceKey(row.channel, importRef.id), sourceDigest: importRef.digest } : {};
  return newAppeal({ ...facts, ...source, registeredAt: receivedAt }, caller ?? {}, sealer);
}

function toLoaded(appeal: NewAppeal): LoadedAppeal {
  const { appealCode, orderCode, outcome, channel, kind, townshipCode, categoryCode, confidential, registeredBy } =
    appeal;
  const { title, content, location, name, phone, address, phoneHash } = appeal;
  const registeredAt = appeal.registeredAt.toISOString();
  return {
    registered: {
      appealCode,
      orderCode,
      outcome,
      channel,
      kind,
      townshipCode,
      categoryCode,
      confidential,
      registeredAt,
      registeredBy,
    },
    title,
    content,
    location,
    contact: { name, phone, address, phoneHash },
  };
}

function setupStore(app: INestApplicationContext): SetupStore {
  const uow = app.get(UnitOfWork);
  const units = app.get(UnitsService, ANYWHERE);
  const accounts = app.get(AccountsService, ANYWHERE);
  const names = app.get(AccountsRepository, ANYWHERE);
  return {
    accountCount: () => accounts.count(),
    taken: async (usernames) => new Set((await names.names(usernames)).keys()),
    units: async () => (await units.freshTree()).ever(),
    add: async (newUnits, newAccounts) => {
      const hashed = await Promise.all(
        newAccounts.map(async ({ password, ...account }) => ({
          ...account,
          passwordHash: await hashPassword(password),
        })),
      );
      await uow.run(async () => {
        if (newUnits.length > 0) await units.putAll(newUnits, 'setup');
        await accounts.createInitial(hashed);
      });
      await app.get(EventFlow).drain(SETTLE_MS);
    },
  };
}
