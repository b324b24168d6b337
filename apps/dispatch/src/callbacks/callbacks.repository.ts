import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@minsheng/platform';
import { Brackets } from 'typeorm';
import { WorkOrderEntity } from '../orders/order.entity';

/** Orders that wait for a callback, the oldest first: along the index of states, however many were ever called back. */
@Injectable()
export class CallbacksRepository {
  constructor(private readonly uow: UnitOfWork) {}

  waiting(after: { readonly at: Date; readonly id: number } | null, limit: number): Promise<WorkOrderEntity[]> {
    const query = this.uow.manager
      .createQueryBuilder(WorkOrderEntity, 'o')
      .where('o.state = :state', { state: 'awaiting_callback' });
    if (after) {
      query
        .andWhere('o.receivedAt >= :at', { at: after.at })
        .andWhere(new Brackets((either) => either.where('o.receivedAt > :at').orWhere('o.id > :id', { id: after.id })));
    }
    return query.orderBy('o.receivedAt', 'ASC').addOrderBy('o.id', 'ASC').limit(limit).getMany();
  }
}
