import { Injectable } from '@nestjs/common';
import { type OrderChanged } from '@minsheng/contracts';
import { replay } from '@minsheng/domain';
import { FamilyCheck } from '../merging/family-check';
import { toOrderChanged } from '../orders/order-event';
import { type OrderHistoryEntity } from '../orders/order-history.entity';
import { OrdersRepository } from '../orders/orders.repository';

const BATCH = 500;

/** Checks every history against its order's state, and hands the orders' facts on to the board's check. */
@Injectable()
export class OrdersVerifier {
  constructor(private readonly orders: OrdersRepository) {}

  /** Yields each difference in Chinese; `facts` is told every order as the board should know it. */
  async *verify(facts: (order: OrderChanged) => void): AsyncGenerator<string> {
    const families = new FamilyCheck();
    for (let last = 0; ;) {
      const batch = await this.orders.after(last, BATCH);
      if (batch.length === 0) return yield* families.differences();
      const histories = byOrder(await this.orders.historiesOf(batch.map((order) => order.code)));
      for (const order of batch) {
        const history: readonly OrderHistoryEntity[] = histories.get(order.code) ?? [];
        for (const { seq, problem } of replay(history, order))
          yield `工单 ${order.code} 第 ${String(seq)} 步：${problem}`;
        const newest = history.at(-1);
        if (newest) facts(toOrderChanged({ order, history: newest }));
        families.see(order);
        last = order.id;
      }
    }
  }
}

function byOrder(rows: readonly OrderHistoryEntity[]): ReadonlyMap<string, readonly OrderHistoryEntity[]> {
  const groups = new Map<string, OrderHistoryEntity[]>();
  for (const row of rows) {
    const group = groups.get(row.orderCode);
    if (group) group.push(row);
    else groups.set(row.orderCode, [row]);
  }
  return groups;
}
