import { type Figures, type Period } from '@minsheng/domain';
import { instantOf, UnitOfWork } from '@minsheng/platform';
import { Injectable } from '@nestjs/common';
import { BoardAppealEntity } from '../board/board-appeal.entity';
import { BoardCallbackEntity } from '../board/board-callback.entity';
import { type ScopeFilter } from './scope-filter';
import { whereScope } from './where-scope.repository';

/** What citizens brought and said in any period. */
@Injectable()
export class CitizenSumsRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Appeals registered; none in a unit's scope, because an appeal has no unit. */
  async appeals(period: Period, filter: ScopeFilter): Promise<Partial<Figures>> {
    if (filter.units) return {};
    const query = this.uow.manager
      .createQueryBuilder(BoardAppealEntity, 'a')
      .where('a.registeredAt > :from AND a.registeredAt <= :to', period);
    const row = await whereScope(query, filter, null)
      .select(['COUNT(*) AS n', 'SUM(a.answered) AS answered', 'SUM(a.valid) AS valid', 'SUM(a.answeredDue) AS due'])
      .getRawOne<{ n: number; answered: number; valid: number; due: number }>();
    return {
      appeals: Number(row?.n ?? 0),
      answered: Number(row?.answered ?? 0),
      valid: Number(row?.valid ?? 0),
      answeredDue: Number(row?.due ?? 0),
    };
  }

  /** When the appeals of a period were registered: one day's at most, through the index alone. */
  async registered(period: Period, filter: ScopeFilter): Promise<Date[]> {
    if (filter.units) return [];
    const query = this.uow.manager
      .createQueryBuilder(BoardAppealEntity, 'a')
      .where('a.registeredAt > :from AND a.registeredAt <= :to', period);
    const rows = await whereScope(query, filter, null).select('a.registeredAt', 'at').getRawMany<{ at: unknown }>();
    return rows.map((row) => instantOf(row.at));
  }

  /** Calls and ratings; of an order rated twice within the period the last one counts. */
  async callbacks(period: Period, filter: ScopeFilter): Promise<Partial<Figures>> {
    const query = this.uow.manager
      .createQueryBuilder(BoardCallbackEntity, 'c')
      .where('c.at > :from AND c.at <= :to', period);
    const row = await whereScope(query, filter)
      .select(['SUM(c.asked) AS asked', 'SUM(c.resolved) AS resolved'])
      .addSelect('SUM(CASE WHEN c.nextRatedAt > :to THEN c.rated ELSE 0 END)', 'rated')
      .addSelect('SUM(CASE WHEN c.nextRatedAt > :to THEN c.satisfied ELSE 0 END)', 'satisfied')
      .getRawOne<{ asked: number; resolved: number; rated: number; satisfied: number }>();
    return {
      asked: Number(row?.asked ?? 0),
      resolved: Number(row?.resolved ?? 0),
      rated: Number(row?.rated ?? 0),
      satisfied: Number(row?.satisfied ?? 0),
    };
  }
}
