import { Injectable } from '@nestjs/common';
import { type SupervisionKind, type SupervisionLevel } from '@minsheng/contracts';
import { type OrderScope, type Period } from '@minsheng/domain';
import { UnitOfWork } from '@minsheng/platform';
import { In } from 'typeorm';
import { WorkOrderEntity } from '../orders/order.entity';
import { OrdersRepository } from '../orders/orders.repository';
import { CardEntity, SheetEntity } from './supervision.entity';

export interface CardFilter {
  /** Null: every unit's. */
  readonly units: readonly string[] | null;
  readonly level?: SupervisionLevel;
  readonly month?: Period;
  /** Cards before this one, newest first. */
  readonly before: { readonly at: Date; readonly id: number } | null;
  readonly limit: number;
}

export interface SheetFilter {
  readonly scope: OrderScope;
  readonly unit?: string;
  readonly kind?: SupervisionKind;
  readonly done?: boolean;
  readonly after: { readonly done: boolean; readonly due: Date; readonly id: number } | null;
  readonly limit: number;
}

/** A unit's cards of one level, counted. */
export interface CardCount {
  readonly unitCode: string;
  readonly level: SupervisionLevel;
  readonly count: number;
}

/** Keyset lists of cards and sheets. */
@Injectable()
export class SupervisionListRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly orders: OrdersRepository,
  ) {}

  cards({ units, level, month, before, limit }: CardFilter): Promise<CardEntity[]> {
    const query = this.uow.manager.createQueryBuilder(CardEntity, 'c').where('1 = 1');
    if (units) query.andWhere('c.unitCode IN (:...units)', { units });
    if (level) query.andWhere('c.level = :level', { level });
    if (month) query.andWhere('c.at >= :from AND c.at < :to', month);
    if (before) {
      query
        .andWhere('c.at <= :beforeAt', { beforeAt: before.at })
        .andWhere('(c.at < :beforeAt OR c.id < :beforeId)', { beforeId: before.id });
    }
    return query.orderBy('c.at', 'DESC').addOrderBy('c.id', 'DESC').limit(limit).getMany();
  }

  async cardCounts(units: readonly string[] | null, month: Period): Promise<CardCount[]> {
    const query = this.uow.manager
      .createQueryBuilder(CardEntity, 'c')
      .select('c.unitCode', 'unitCode')
      .addSelect('c.level', 'level')
      .addSelect('COUNT(*)', 'count')
      .where('c.at >= :from AND c.at < :to', month)
      .groupBy('c.unitCode')
      .addGroupBy('c.level');
    if (units) query.andWhere('c.unitCode IN (:...units)', { units });
    const rows = await query.getRawMany<{ unitCode: string; level: SupervisionLevel; count: number | string }>();
    return rows.map((row) => ({ ...row, count: Number(row.count) }));
  }

  /** What waits for a report first, the most overdue at the top; only on orders that may be read. */
  sheets({ scope, unit, kind, done, after, limit }: SheetFilter): Promise<SheetEntity[]> {
    const query = this.uow.manager
      .createQueryBuilder(SheetEntity, 's')
      .innerJoin(WorkOrderEntity, 'o', 'o.code = s.orderCode')
      .where('1 = 1');
    this.orders.restrict(query, scope);
    if (unit) query.andWhere('s.unitCode = :unit', { unit });
    if (kind) query.andWhere('s.kind = :kind', { kind });
    if (done !== undefined) query.andWhere('s.done = :done', { done });
    if (after) {
      query
        .andWhere('s.done >= :afterDone', { afterDone: after.done })
        .andWhere('(s.done > :afterDone OR s.dueSort > :afterDue OR (s.dueSort = :afterDue AND s.id > :afterId))', {
          afterDue: after.due,
          afterId: after.id,
        });
    }
    return query
      .orderBy('s.done', 'ASC')
      .addOrderBy('s.dueSort', 'ASC')
      .addOrderBy('s.id', 'ASC')
      .limit(limit)
      .getMany();
  }

  async ordersOf(codes: readonly string[]): Promise<Map<string, WorkOrderEntity>> {
    if (codes.length === 0) return new Map();
    const rows = await this.uow.manager.findBy(WorkOrderEntity, { code: In([...new Set(codes)]) });
    return new Map(rows.map((row) => [row.code, row]));
  }
}
