import { Injectable } from '@nestjs/common';
import { type Lamp, type OrderState, type Waiting } from '@minsheng/contracts';
import { type LampRange, type OrderScope } from '@minsheng/domain';
import { SearchIndex, UnitOfWork } from '@minsheng/platform';
import { Brackets, type SelectQueryBuilder } from 'typeorm';
import { OrderReaderEntity, WorkOrderEntity } from './order.entity';
import { OrdersRepository } from './orders.repository';

/** What a list asks for: the same object for the screen, the search and the export. */
export interface OrderFilter {
  readonly scope: OrderScope;
  readonly sort: 'received' | 'due';
  readonly state?: OrderState;
  readonly unit?: string;
  readonly channel?: string;
  readonly lamp?: { readonly lamp: Lamp; readonly range: LampRange };
  readonly code?: string;
  readonly phoneHashes?: readonly string[];
  readonly words?: string;
  readonly from?: Date;
  readonly to?: Date;
  readonly redoAsked?: boolean;
  /** Orders that wait for one of these decisions. */
  readonly waiting?: readonly Waiting[];
  /** Orders on which no lamp burns: replied, closed, or without a due time. */
  readonly lampless?: boolean;
  /** Due times of unreplied orders up to this instant: everything overdue, red and dark alike. */
  readonly overdueAt?: Date;
  /** A number must not tell a unit whose confidential or anonymous order this is. */
  readonly hidePersons?: boolean;
  readonly after: { readonly at: Date; readonly id: number } | null;
  readonly limit: number;
}

/** Keyset lists of orders: each sort order has an index for each way in, so that page 200 costs what page 1 does. */
@Injectable()
export class OrderListRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly orders: OrdersRepository,
    private readonly search: SearchIndex,
  ) {}

  async page(filter: OrderFilter): Promise<WorkOrderEntity[]> {
    const query = this.uow.manager.createQueryBuilder(WorkOrderEntity, 'o');
    const reader = this.readThroughUnit(query, filter.scope);
    const sorted = this.sort(query, filter, reader);
    this.narrow(query, filter);
    if (filter.words) {
      const { sql, params } = await this.search.pageCondition('order_search', 'o.id', filter.words);
      query.andWhere(sql, params);
    }
    return sorted.limit(filter.limit).getMany();
  }

  /** A unit's own list runs along its reader rows; every other scope is a condition on the order. */
  private readThroughUnit(query: SelectQueryBuilder<WorkOrderEntity>, scope: OrderScope): boolean {
    const onlyUnit = scope.unitCode !== null && !scope.all && scope.registeredBy === null && !scope.callbacks;
    if (onlyUnit) {
      query
        .innerJoin(OrderReaderEntity, 'r', 'r.orderId = o.id')
        .where('r.unitCode = :readerUnit', { readerUnit: scope.unitCode });
    } else {
      query.where('1 = 1');
      this.orders.restrict(query, scope);
    }
    return onlyUnit;
  }

  private sort(
    query: SelectQueryBuilder<WorkOrderEntity>,
    { sort, after }: OrderFilter,
    reader: boolean,
  ): SelectQueryBuilder<WorkOrderEntity> {
    const [alias, id] = reader ? ['r', 'r.orderId'] : ['o', 'o.id'];
    const column = sort === 'due' ? `${alias}.dueSort` : `${alias}.receivedAt`;
    const than = sort === 'due' ? '>' : '<';
    if (sort === 'due') query.andWhere(`${alias}.isOpen = :isOpen`, { isOpen: true });
    if (after) {
      query
        .andWhere(`${column} ${than}= :afterAt`, { afterAt: after.at })
        .andWhere(
          new Brackets((either) =>
            either.where(`${column} ${than} :afterAt`).orWhere(`${id} ${than} :afterId`, { afterId: after.id }),
          ),
        );
    }
    const direction = sort === 'due' ? 'ASC' : 'DESC';
    return query.orderBy(column, direction).addOrderBy(id, direction);
  }

  private narrow(query: SelectQueryBuilder<WorkOrderEntity>, filter: OrderFilter): void {
    const { state, unit, channel, from, to, code, phoneHashes, lamp } = filter;
    if (state) query.andWhere('o.state = :state', { state });
    if (unit) query.andWhere('o.leadUnitCode = :unit', { unit });
    if (channel) query.andWhere('o.channel = :channel', { channel });
    if (from) query.andWhere('o.receivedAt >= :from', { from });
    if (to) query.andWhere('o.receivedAt < :to', { to });
    if (code) query.andWhere('o.code = :code', { code });
    if (filter.lampless) query.andWhere('(o.owesReply = :owes OR o.dueAt IS NULL)', { owes: false });
    if (filter.overdueAt) {
      query.andWhere('o.owesReply = :overdue AND o.dueSort < :overdueAt', {
        overdue: true,
        overdueAt: filter.overdueAt,
      });
    }
    if (filter.waiting) this.narrowToWaiting(query, filter.waiting);
    if (filter.redoAsked) query.andWhere('o.redoAsked = :redoAsked', { redoAsked: true });
    if (lamp) this.narrowToLamp(query, lamp);
    if (phoneHashes?.length === 0) query.andWhere('1 = 0');
    else if (phoneHashes) {
      if (filter.hidePersons) query.andWhere('o.confidential = :open AND o.anonymous = :open', { open: false });
      query.andWhere('o.code IN (SELECT c.order_code FROM order_contact c WHERE c.phone_hash IN (:...phoneHashes))', {
        phoneHashes,
      });
    }
  }

  private narrowToWaiting(query: SelectQueryBuilder<WorkOrderEntity>, waiting: readonly Waiting[]): void {
    const any = waiting.map((_, index) => `o.waiting LIKE :waiting${String(index)}`).join(' OR ');
    const params = Object.fromEntries(waiting.map((each, index) => [`waiting${String(index)}`, `%,${each},%`]));
    query.andWhere(`o.waiting > '' AND (${any || '1 = 0'})`, params);
  }

  private narrowToLamp(query: SelectQueryBuilder<WorkOrderEntity>, { range }: NonNullable<OrderFilter['lamp']>): void {
    query.andWhere('o.owesReply = :owesReply', { owesReply: true });
    if (range.after) query.andWhere('o.dueSort > :lampAfter', { lampAfter: range.after });
    if (range.upTo) query.andWhere('o.dueSort <= :lampUpTo', { lampUpTo: range.upTo });
  }
}
