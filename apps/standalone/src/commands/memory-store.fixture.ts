import { SHIPPED_CHANNELS } from '@minsheng/contracts';
import { DEFAULT_LIMIT_TABLE, DEFAULT_ORDER_RULES, UnitTree, WorkingCalendar } from '@minsheng/domain';
import { DEMO_UNITS } from '../demo/county';
import { rowsOf } from './load-cases';
import { type AppealBulkRow, type BulkStore, type LoadedAppeal, type OrderBulkRow } from './ports';

/** A store in memory with the rules of the real one that bulk work rests on: numbers once, imports once, all or nothing. */
export class MemoryStore implements BulkStore {
  appealRows: AppealBulkRow[] = [];
  orderRows: OrderBulkRow[] = [];
  boardAppeals = 0;
  boardOrders = 0;
  readonly transactionRows: number[] = [];
  /** Fails the n-th transaction after its work, as a dying process would. */
  failAt = 0;
  private readonly next = new Map<string, number>();

  constructor(private readonly clock = new Date('2026-06-17T03:00:00Z')) {}

  now(): Date {
    return this.clock;
  }

  channels(): typeof SHIPPED_CHANNELS {
    return SHIPPED_CHANNELS;
  }

  rules(): ReturnType<BulkStore['rules']> {
    return Promise.resolve({
      calendar: WorkingCalendar.shipped(),
      limits: DEFAULT_LIMIT_TABLE,
      rules: DEFAULT_ORDER_RULES,
      units: new UnitTree(DEMO_UNITS),
    });
  }

  async transaction<T>(work: () => Promise<T>): Promise<T> {
    const before = { appeals: this.appealRows, orders: this.orderRows };
    const result = await work();
    const orders = this.orderRows.slice(before.orders.length);
    const byAppeal = new Map(orders.map((row) => [row.order.appealCode, row]));
    const rows = this.appealRows
      .slice(before.appeals.length)
      .map((a) => rowsOf({ order: byAppeal.get(a.appealCode) ?? null }));
    this.transactionRows.push(rows.reduce((sum, n) => sum + n, 0));
    if (this.transactionRows.length === this.failAt) {
      [this.appealRows, this.orderRows] = [before.appeals, before.orders];
      throw new Error('killed');
    }
    return result;
  }

  readonly appeals: BulkStore['appeals'] = {
    knownImports: (channel, ids) => {
      const rows = this.appealRows.filter((row) => row.channel === channel && ids.includes(row.importRef?.id ?? ''));
      return Promise.resolve(new Map(rows.map((row) => [row.importRef?.id ?? '', row.importRef?.digest ?? ''])));
    },
    reserveNumbers: (counts) => {
      const first = new Map<string, number>();
      for (const [day, count] of counts) {
        first.set(day, this.next.get(day) ?? 1);
        this.next.set(day, (this.next.get(day) ?? 1) + count);
      }
      return Promise.resolve(first);
    },
    load: (rows) => {
      this.appealRows = [...this.appealRows, ...rows];
      return Promise.resolve(rows.map(loaded));
    },
    follow: () => Promise.resolve(),
  };

  readonly orders: BulkStore['orders'] = {
    load: (rows) => {
      this.orderRows = [...this.orderRows, ...rows];
      return Promise.resolve([]);
    },
  };

  readonly board: BulkStore['board'] = {
    load: (appeals) => {
      this.boardAppeals += appeals.length;
      return Promise.resolve();
    },
  };
}

function loaded(row: AppealBulkRow): LoadedAppeal {
  const { appealCode, orderCode, outcome, channel, kind, townshipCode, categoryCode, confidential, registeredBy } = row;
  const registeredAt = row.receivedAt.toISOString();
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
    title: row.title,
    content: row.content,
    location: row.location,
    contact: { name: row.caller?.name ?? null, phone: null, address: null, phoneHash: null },
  };
}

export function channelOf(code: string): (typeof SHIPPED_CHANNELS)[number] {
  const channel = SHIPPED_CHANNELS.find((row) => row.code === code);
  if (!channel) throw new Error(`no channel ${code}`);
  return channel;
}
