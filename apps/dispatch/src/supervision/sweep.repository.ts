import { Injectable } from '@nestjs/common';
import { compareAndSet, UnitOfWork } from '@minsheng/platform';
import { WorkOrderEntity } from '../orders/order.entity';

/** An order whose alarm has gone off. */
export type DueOrder = Pick<WorkOrderEntity, 'id' | 'code' | 'nextStepAt'>;

/** What the sweep asks of the orders: who is due, in the order in which they came due. */
@Injectable()
export class SweepRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** One stretch of the index `ix_order_next_step`, behind `after`. */
  due(now: Date, after: DueOrder | null, limit: number): Promise<DueOrder[]> {
    const query = this.uow.manager
      .createQueryBuilder(WorkOrderEntity, 'o')
      .select(['o.id', 'o.code', 'o.nextStepAt'])
      .where('o.nextStepAt <= :now', { now });
    if (after) {
      query
        .andWhere('o.nextStepAt >= :at', { at: after.nextStepAt })
        .andWhere('(o.nextStepAt > :at OR o.id > :id)', { id: after.id });
    }
    return query.orderBy('o.nextStepAt', 'ASC').addOrderBy('o.id', 'ASC').limit(limit).getMany();
  }

  /** Sets the alarm of an order that is still as it was read. */
  setAlarm({ id, seq }: Pick<WorkOrderEntity, 'id' | 'seq'>, nextStepAt: Date | null): Promise<boolean> {
    return compareAndSet(this.uow.manager, WorkOrderEntity, { id, seq }, { nextStepAt });
  }

  /** A stretch of the orders that the sweep may ever have to do with. */
  loud(after: number, limit: number): Promise<WorkOrderEntity[]> {
    return this.uow.manager
      .createQueryBuilder(WorkOrderEntity, 'o')
      .where('o.id > :after AND o.quiet = :quiet AND o.state <> :archived', {
        after,
        quiet: false,
        archived: 'archived',
      })
      .orderBy('o.id', 'ASC')
      .limit(limit)
      .getMany();
  }
}
