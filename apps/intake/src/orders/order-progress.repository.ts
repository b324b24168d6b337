import { Injectable } from '@nestjs/common';
import { bulkInsert, UnitOfWork } from '@minsheng/platform';
import { In, LessThan } from 'typeorm';
import { OrderProgressEntity } from './order-progress.entity';

/** The only file with queries on `order_progress`. */
@Injectable()
export class OrderProgressRepository {
  constructor(private readonly uow: UnitOfWork) {}

  byCode(orderCode: string): Promise<OrderProgressEntity | null> {
    return this.uow.manager.findOneBy(OrderProgressEntity, { orderCode });
  }

  openAmong(orderCodes: readonly string[]): Promise<OrderProgressEntity[]> {
    if (orderCodes.length === 0) return Promise.resolve([]);
    return this.uow.manager.findBy(OrderProgressEntity, { orderCode: In([...orderCodes]), isOpen: true });
  }

  ofOrders(orderCodes: readonly string[]): Promise<OrderProgressEntity[]> {
    if (orderCodes.length === 0) return Promise.resolve([]);
    return this.uow.manager.findBy(OrderProgressEntity, { orderCode: In([...orderCodes]) });
  }

  async seqs(orderCodes: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.uow.manager.find(OrderProgressEntity, {
      select: { orderCode: true, seq: true },
      where: { orderCode: In([...orderCodes]) },
    });
    return new Map(rows.map((row) => [row.orderCode, row.seq]));
  }

  addAll(rows: readonly Omit<OrderProgressEntity, 'id'>[]): Promise<void> {
    return rows.length === 0 ? Promise.resolve() : bulkInsert(this.uow.manager, OrderProgressEntity, rows);
  }

  /** Takes newer facts; where another replica stored still newer ones meanwhile, nothing happens. */
  async change(row: Omit<OrderProgressEntity, 'id'>): Promise<void> {
    const where = { orderCode: row.orderCode, seq: LessThan(row.seq) };
    await this.uow.manager.update(OrderProgressEntity, where, row);
  }
}
