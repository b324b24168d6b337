import { Injectable } from '@nestjs/common';
import { type Segment, type SegmentRow } from '@minsheng/domain';
import { insertRow, UnitOfWork } from '@minsheng/platform';
import { LessThanOrEqual, Like, MoreThan } from 'typeorm';
import { OrderHistoryEntity } from '../orders/order-history.entity';
import { HistorySegmentEntity } from './history-segment.entity';

export interface NumberedRow extends SegmentRow {
  readonly id: number;
}

/** The history table in the order in which it was written, and its sealed segments. */
@Injectable()
export class SegmentsRepository {
  constructor(private readonly uow: UnitOfWork) {}

  async newest(): Promise<HistorySegmentEntity | null> {
    const [row] = await this.uow.manager.find(HistorySegmentEntity, { order: { no: 'DESC' }, take: 1 });
    return row ?? null;
  }

  /** Segments behind number `no`. */
  after(no: number, limit: number): Promise<HistorySegmentEntity[]> {
    return this.uow.manager.find(HistorySegmentEntity, {
      where: { no: MoreThan(no) },
      order: { no: 'ASC' },
      take: limit,
    });
  }

  /** Segments that name an order. */
  naming(orderCode: string): Promise<HistorySegmentEntity[]> {
    return this.uow.manager.find(HistorySegmentEntity, {
      where: { heads: Like(`%${orderCode}:%`) },
      order: { no: 'ASC' },
    });
  }

  /** Sums over all segments: rows sealed, and orders born in them. */
  async totals(): Promise<{ rows: number; orders: number }> {
    const row = await this.uow.manager
      .createQueryBuilder(HistorySegmentEntity, 's')
      .select('SUM(s.rowCount)', 'total')
      .addSelect('SUM(s.born)', 'born')
      .getRawOne<{ total: number | string | null; born: number | string | null }>();
    return { rows: Number(row?.total ?? 0), orders: Number(row?.born ?? 0) };
  }

  async add(segment: Segment, sealedAt: Date): Promise<void> {
    await insertRow(this.uow.manager, HistorySegmentEntity, { ...segment, sealedAt });
  }

  /** The newest row that can be seen now; 0 before the first. */
  async lastRowId(): Promise<number> {
    const [row] = await this.uow.manager.find(OrderHistoryEntity, {
      select: { id: true },
      order: { id: 'DESC' },
      take: 1,
    });
    return row?.id ?? 0;
  }

  /** Rows behind `afterId`, up to and including `throughId`; read raw, as all histories pass through here. */
  async rows(afterId: number, throughId: number, limit: number): Promise<NumberedRow[]> {
    return this.uow.manager
      .createQueryBuilder(OrderHistoryEntity, 'h')
      .select('h.id', 'id')
      .addSelect('h.orderCode', 'orderCode')
      .addSelect('h.seq', 'seq')
      .addSelect('h.link', 'link')
      .where({ id: MoreThan(afterId) })
      .andWhere({ id: LessThanOrEqual(throughId) })
      .orderBy('h.id', 'ASC')
      .limit(limit)
      .getRawMany<NumberedRow>();
  }
}
