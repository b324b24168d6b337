import { Injectable } from '@nestjs/common';
import { chainHistory } from '@minsheng/domain';
import { ChainKeyRing, compareAndSet, UnitOfWork, updateRows } from '@minsheng/platform';
import { IsNull } from 'typeorm';
import { WorkOrderEntity } from '../orders/order.entity';
import { OrderHistoryEntity } from '../orders/order-history.entity';
import { OrdersRepository } from '../orders/orders.repository';

const BATCH = 100;

/** Orders whose histories were written before there were chains. */
@Injectable()
export class OldHistoriesRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly orders: OrdersRepository,
    private readonly keys: ChainKeyRing,
  ) {}

  /** Chains the histories of some of them in one transaction; says how many it found. */
  chainSome(): Promise<number> {
    return this.uow.run(async () => {
      const where = { chainHead: IsNull() };
      const found = await this.uow.manager.find(WorkOrderEntity, { where, order: { id: 'ASC' }, take: BATCH });
      for (const order of found) await this.chain(order);
      return found.length;
    });
  }

  private async chain({ id, code, seq }: WorkOrderEntity): Promise<void> {
    const { manager } = this.uow;
    const rows = await this.orders.history(code);
    const { links, head } = chainHistory({ code, previous: null }, rows, this.keys.current);
    const isStill = await compareAndSet(manager, WorkOrderEntity, { id, seq, chainHead: null }, { chainHead: head });
    if (!isStill) return;
    for (const [at, row] of rows.entries()) {
      await updateRows(manager, OrderHistoryEntity, { id: row.id }, { link: links[at] });
    }
  }
}
