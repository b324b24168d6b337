import { Injectable } from '@nestjs/common';
import { type Disagreement, type ReturnReason } from '@minsheng/contracts';
import { type RecordedChoice, type ReturnDecidedFact } from '@minsheng/domain';
import { bulkInsert, type NewRow, updateRows, UnitOfWork } from '@minsheng/platform';
import { In, MoreThanOrEqual } from 'typeorm';
import { DispatchChoiceEntity, ReturnRecordEntity } from './routing-fact.entity';

export type ChoiceRow = Omit<DispatchChoiceEntity, 'id'>;
export type ReturnRow = Omit<ReturnRecordEntity, 'id'>;

/** One cell of the returns' count. */
export interface ReturnCount {
  readonly unitCode: string;
  readonly reasonCode: ReturnReason;
  readonly outcome: ReturnRecordEntity['outcome'];
  readonly count: number;
}

/** A stretch of time, the end not included. */
export interface Period {
  readonly from: Date;
  readonly to: Date;
}

const DISAGREEMENTS: readonly Disagreement[] = ['differs', 'rerouted', 'uncovered'];

/** The only file with queries on `dispatch_choice` and `return_record`. Counts cost what their period holds, no more. */
@Injectable()
export class RoutingFactsRepository {
  constructor(private readonly uow: UnitOfWork) {}

  async addChoices(rows: readonly NewRow<DispatchChoiceEntity>[]): Promise<void> {
    if (rows.length > 0) await bulkInsert(this.uow.manager, DispatchChoiceEntity, rows);
  }

  async addReturns(rows: readonly NewRow<ReturnRecordEntity>[]): Promise<void> {
    if (rows.length > 0) await bulkInsert(this.uow.manager, ReturnRecordEntity, rows);
  }

  /** The order goes to another unit: where it was given before stands no more. */
  async supersedeChoices(orderCode: string): Promise<void> {
    await updateRows(this.uow.manager, DispatchChoiceEntity, { orderCode, standing: true }, { standing: false });
  }

  /** The request that waits; an order has at most one. */
  async decideReturn(orderCode: string, { outcome, at }: ReturnDecidedFact): Promise<void> {
    const waiting = { orderCode, outcome: 'pending' } as const;
    await updateRows(this.uow.manager, ReturnRecordEntity, waiting, { outcome, decidedAt: at });
  }

  /** The newest disagreements since an instant, as far as the orders are still where they were given. */
  disagreements(since: Date, limit: number): Promise<RecordedChoice[]> {
    return this.uow.manager.find(DispatchChoiceEntity, {
      where: { disagreement: In([...DISAGREEMENTS]), standing: true, at: MoreThanOrEqual(since) },
      order: { at: 'DESC', id: 'DESC' },
      take: limit,
    });
  }

  /** Orders given to each unit in the period. */
  async givenCounts({ from, to }: Period): Promise<Map<string, number>> {
    const rows = await this.uow.manager
      .createQueryBuilder(DispatchChoiceEntity, 'c')
      .select('c.unitCode', 'unitCode')
      .addSelect('COUNT(*)', 'count')
      .where('c.at >= :from AND c.at < :to', { from, to })
      .groupBy('c.unitCode')
      .getRawMany<{ unitCode: string; count: number | string }>();
    return new Map(rows.map((row) => [row.unitCode, Number(row.count)]));
  }

  /** Requests of the period by unit, reason and outcome. */
  async returnCounts({ from, to }: Period): Promise<ReturnCount[]> {
    const rows = await this.uow.manager
      .createQueryBuilder(ReturnRecordEntity, 'r')
      .select('r.unitCode', 'unitCode')
      .addSelect('r.reasonCode', 'reasonCode')
      .addSelect('r.outcome', 'outcome')
      .addSelect('COUNT(*)', 'count')
      .where('r.at >= :from AND r.at < :to', { from, to })
      .groupBy('r.unitCode')
      .addGroupBy('r.reasonCode')
      .addGroupBy('r.outcome')
      .getRawMany<Omit<ReturnCount, 'count'> & { count: number | string }>();
    return rows.map((row) => ({ ...row, count: Number(row.count) }));
  }
}
