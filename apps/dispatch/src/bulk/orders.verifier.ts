import { setImmediate as nextTick } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { type OrderChanged } from '@minsheng/contracts';
import { type ChainDamage, checkHistory, replay, type WorkOrder } from '@minsheng/domain';
import { ChainKeyRing } from '@minsheng/platform';
import { FamilyCheck } from '../merging/family-check';
import { type WorkOrderEntity } from '../orders/order.entity';
import { toOrderChanged } from '../orders/order-event';
import { type OrderHistoryEntity } from '../orders/order-history.entity';
import { OrdersRepository } from '../orders/orders.repository';

/** Few enough that whoever uses the server meanwhile does not wait noticeably. */
const BATCH = 100;

type Name = Pick<WorkOrderEntity, 'id' | 'code' | 'seq'>;

/** Who listens while the orders are walked. */
export interface OrderWalk {
  /** Every order as the board should know it. */
  readonly facts?: (order: OrderChanged) => void;
  /** Told after each batch; by throwing it stops the walk. */
  readonly told?: (orders: number) => void;
  /** Filled with the number of history rows that each order says it has. */
  readonly known?: Map<string, number>;
}

/** Checks every history against its order's state and its own chain, and hands the orders' facts on. */
@Injectable()
export class OrdersVerifier {
  constructor(
    private readonly orders: OrdersRepository,
    private readonly keys: ChainKeyRing,
  ) {}

  /** Yields each difference in Chinese. */
  async *verify({ facts, told, known }: OrderWalk): AsyncGenerator<string> {
    const families = new FamilyCheck();
    let walked = 0;
    for (let last = 0; ;) {
      const names = await this.orders.namesAfter(last, BATCH);
      if (names.length === 0) return yield* families.differences();
      const { batch, unreadable } = await this.read(last, names);
      for (const { code } of unreadable) yield `工单 ${code} 的记录被改动，无法读取`;
      for (const { code, seq } of names) known?.set(code, seq);
      const histories = byOrder(await this.orders.historiesOf(batch.map((order) => order.code)));
      for (const order of batch) {
        const history: readonly OrderHistoryEntity[] = histories.get(order.code) ?? [];
        yield* this.differences(order, history);
        families.see(order);
        const newest = history.at(-1);
        if (newest && !Number.isNaN(newest.at.getTime())) facts?.(toOrderChanged({ order, history: newest }));
      }
      last = names.at(-1)?.id ?? last;
      walked += names.length;
      told?.(walked);
      // Reads of the embedded database never leave the thread by themselves.
      await nextTick();
    }
  }

  /** The differences of one order; null when there is none of this code. */
  async verifyOne(code: string): Promise<{ readonly seq: number; readonly differences: readonly string[] } | null> {
    const order = await this.orders.byCode(code);
    if (!order) return null;
    return { seq: order.seq, differences: [...this.differences(order, await this.orders.history(code))] };
  }

  /** One by one where some row cannot be read any more: somebody edited it, and it is to be named. */
  private async read(
    last: number,
    names: readonly Name[],
  ): Promise<{ readonly batch: readonly WorkOrderEntity[]; readonly unreadable: readonly Name[] }> {
    try {
      return { batch: await this.orders.after(last, BATCH), unreadable: [] };
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
    const batch: WorkOrderEntity[] = [];
    const unreadable: Name[] = [];
    for (const name of names) {
      const order = await this.orders.byCode(name.code).catch(() => null);
      if (order) batch.push(order);
      else unreadable.push(name);
    }
    return { batch, unreadable };
  }

  private *differences(
    order: WorkOrder & { chainHead: string | null },
    history: readonly OrderHistoryEntity[],
  ): Generator<string> {
    const fault = checkHistory(order, history, this.keys);
    if (fault) yield `工单 ${order.code} 第 ${String(fault.seq)} 步${DAMAGE[fault.damage]}`;
    for (const { seq, problem } of replay(history, order)) yield `工单 ${order.code} 第 ${String(seq)} 步：${problem}`;
  }
}

const DAMAGE: Readonly<Record<ChainDamage, string>> = {
  missing: '被删除',
  changed: '被改动',
  cut: '起被截去',
  head: '之后的链尾记录与经过不符：末尾的经过或工单的步数被改动',
};

function byOrder(rows: readonly OrderHistoryEntity[]): ReadonlyMap<string, readonly OrderHistoryEntity[]> {
  const groups = new Map<string, OrderHistoryEntity[]>();
  for (const row of rows) {
    const group = groups.get(row.orderCode);
    if (group) group.push(row);
    else groups.set(row.orderCode, [row]);
  }
  return groups;
}
