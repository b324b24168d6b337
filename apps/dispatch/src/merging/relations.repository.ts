import { Injectable } from '@nestjs/common';
import { type AppealJoined } from '@minsheng/contracts';
import { insertRow, UnitOfWork } from '@minsheng/platform';
import { In } from 'typeorm';
import { OrderCallerEntity, WorkOrderEntity } from '../orders/order.entity';

/** Most related orders that a page shows. */
const MOST = 200;

/** Queries on what belongs to an order: other orders by merging and splitting, and callers who joined. */
@Injectable()
export class RelationsRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Merged into it, taken out of it, and the ones that it was merged into or taken out of. */
  async of({ code, mergedInto, splitFrom }: WorkOrderEntity): Promise<WorkOrderEntity[]> {
    const named = [mergedInto, splitFrom].filter((each) => each !== null);
    return this.uow.manager.find(WorkOrderEntity, {
      where: [{ mergedInto: code }, { splitFrom: code }, ...(named.length > 0 ? [{ code: In(named) }] : [])],
      order: { code: 'ASC' },
      take: MOST,
    });
  }

  callers(orderCode: string): Promise<OrderCallerEntity[]> {
    return this.uow.manager.find(OrderCallerEntity, { where: { orderCode }, order: { id: 'ASC' } });
  }

  /** Events from before carried no contact: nobody can be called back by them. */
  async addCaller({ orderCode, appealCode, contact, hidden = false, at }: AppealJoined): Promise<void> {
    if (!contact) return;
    const joinedAt = new Date(Date.parse(at));
    await insertRow(this.uow.manager, OrderCallerEntity, { ...contact, orderCode, appealCode, hidden, joinedAt });
  }
}
