import { FAR_FUTURE, type Figures, type Period } from '@minsheng/domain';
import { instantOf, UnitOfWork } from '@minsheng/platform';
import { Injectable } from '@nestjs/common';
import { type SelectQueryBuilder } from 'typeorm';
import { type ScopeFilter } from '../indicators/scope-filter';
import { outcomeWithin, type UnitSums } from '../indicators/turn-sums.repository';
import { whereScope } from '../indicators/where-scope.repository';
import { BoardOrderEntity } from './board-order.entity';
import { BoardTurnEntity } from './board-turn.entity';

/** An order in a list of the board. */
export type ListedOrder = Pick<
  BoardOrderEntity,
  'code' | 'title' | 'leadUnitCode' | 'state' | 'lastAction' | 'lastActionAt' | 'lampDueAt'
>;

/** Bounds between the lamps at one moment (see `lampBounds`). */
export interface LampBounds {
  readonly now: Date;
  readonly darkUpTo: Date;
  readonly redUpTo: Date;
  readonly endOfToday: Date;
}

/** What depends on the clock and therefore stands in no tally: short ranges over what is open. */
@Injectable()
export class LiveRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Late and open now, with the callers behind it. */
  async lateOpen(now: Date, filter: ScopeFilter): Promise<UnitSums> {
    const rows = await whereScope(this.turns().where("t.outcome = 'open' AND t.dueAt <= :now", { now }), filter)
      .select(['t.unitCode AS unit', 'COUNT(*) AS n', 'SUM(t.weight) AS weight'])
      .groupBy('t.unitCode')
      .getRawMany<{ unit: string | null; n: number; weight: number }>();
    return rows.map(({ unit, n, weight }) => ({
      unitCode: unit,
      sums: { lateOpen: Number(n), dueWeight: Number(weight) },
    }));
  }

  /** Replied early for a limit that ends later today: in today's tally already, but not due yet. */
  async notYetDue(now: Date, endOfToday: Date, filter: ScopeFilter): Promise<UnitSums> {
    const query = this.turns().where('t.settledAt > :now AND t.settledAt <= :end', { now, end: endOfToday });
    const rows = await whereScope(query.andWhere(outcomeWithin("'on_time'")), filter)
      .select([
        't.unitCode AS unit',
        'COUNT(*) AS n',
        'SUM(t.weight) AS weight',
        'SUM(t.weight * t.accepted) AS accepted',
      ])
      .groupBy('t.unitCode')
      .getRawMany<{ unit: string | null; n: number; weight: number; accepted: number }>();
    return rows.map(({ unit, n, weight, accepted }) => ({
      unitCode: unit,
      sums: { onTime: Number(n), dueWeight: Number(weight), acceptedWeight: Number(accepted) },
    }));
  }

  /** Dispatched in the period, not signed, and the limit for it has passed. */
  async unsigned(period: Period, filter: ScopeFilter): Promise<Partial<Figures>> {
    const query = this.turns().where('t.signWaiting = 1 AND t.signDueAt <= :to AND t.dispatchedAt > :from', period);
    const row = await whereScope(query, filter).select('COUNT(*)', 'n').getRawOne<{ n: number }>();
    return { signBase: Number(row?.n ?? 0) };
  }

  /** Orders by lamp, among those that owe a reply. */
  async lamps(
    bounds: LampBounds,
    filter: ScopeFilter,
  ): Promise<Record<'dark' | 'red' | 'orange' | 'yellow' | 'all', number>> {
    const query = this.orders().where('o.lampDueAt <= :forever', { ...bounds, forever: FAR_FUTURE });
    const row = await whereScope(query, filter, 'leadUnitCode')
      .select('COUNT(*)', 'all_of_them')
      .addSelect('SUM(CASE WHEN o.lampDueAt <= :darkUpTo THEN 1 ELSE 0 END)', 'dark')
      .addSelect('SUM(CASE WHEN o.lampDueAt > :darkUpTo AND o.lampDueAt <= :redUpTo THEN 1 ELSE 0 END)', 'red')
      .addSelect('SUM(CASE WHEN o.lampDueAt > :redUpTo AND o.lampDueAt <= :endOfToday THEN 1 ELSE 0 END)', 'orange')
      .addSelect('SUM(CASE WHEN o.lampDueAt > :endOfToday AND o.yellowAt <= :now THEN 1 ELSE 0 END)', 'yellow')
      .getRawOne<Record<'dark' | 'red' | 'orange' | 'yellow' | 'all_of_them', number | null>>();
    const count = (n: number | null | undefined): number => Number(n ?? 0);
    return {
      dark: count(row?.dark),
      red: count(row?.red),
      orange: count(row?.orange),
      yellow: count(row?.yellow),
      all: count(row?.all_of_them),
    };
  }

  /** The orders that became overdue last. */
  async newestOverdue(now: Date, filter: ScopeFilter, limit: number): Promise<ListedOrder[]> {
    const query = this.orders().where('o.lampDueAt < :now', { now });
    return listed(
      whereScope(query, filter, 'leadUnitCode').orderBy('o.lampDueAt', 'DESC').addOrderBy('o.code').limit(limit),
    );
  }

  /** The newest steps, whoever took them. */
  async newestActions(filter: ScopeFilter, limit: number): Promise<ListedOrder[]> {
    const query = whereScope(this.orders().where('1 = 1'), filter, 'leadUnitCode');
    return listed(query.orderBy('o.lastActionAt', 'DESC').addOrderBy('o.code', 'DESC').limit(limit));
  }

  /** Turns given to the scope's units in the period, by channel. */
  async receivedByChannel(period: Period, filter: ScopeFilter): Promise<Map<string, number>> {
    const query = this.turns().where('t.dispatchedAt > :from AND t.dispatchedAt <= :to AND t.received = 1', period);
    const rows = await whereScope(query, filter)
      .select(['t.channel AS channel', 'COUNT(*) AS n'])
      .groupBy('t.channel')
      .getRawMany<{ channel: string; n: number }>();
    return new Map(rows.map((row) => [row.channel, Number(row.n)]));
  }

  /** Open orders by the unit that leads them, for scopes whose tallies are not kept by unit. */
  async openByUnit(filter: ScopeFilter): Promise<Map<string | null, number>> {
    const rows = await whereScope(this.orders().where('o.isOpen = 1'), filter, 'leadUnitCode')
      .select(['o.leadUnitCode AS unit', 'COUNT(*) AS n'])
      .groupBy('o.leadUnitCode')
      .getRawMany<{ unit: string | null; n: number }>();
    return new Map(rows.map((row) => [row.unit, Number(row.n)]));
  }

  private turns(): SelectQueryBuilder<BoardTurnEntity> {
    return this.uow.manager.createQueryBuilder(BoardTurnEntity, 't');
  }

  private orders(): SelectQueryBuilder<BoardOrderEntity> {
    return this.uow.manager.createQueryBuilder(BoardOrderEntity, 'o');
  }
}

async function listed(query: SelectQueryBuilder<BoardOrderEntity>): Promise<ListedOrder[]> {
  const rows = await query
    .select(['o.code AS code', 'o.title AS title', 'o.leadUnitCode AS unit', 'o.state AS state'])
    .addSelect(['o.lastAction AS action', 'o.lastActionAt AS acted', 'o.lampDueAt AS due'])
    .getRawMany<{
      code: string;
      title: string;
      unit: string | null;
      state: ListedOrder['state'];
      action: ListedOrder['lastAction'];
      acted: unknown;
      due: unknown;
    }>();
  return rows.map((row) => ({
    code: row.code,
    title: row.title,
    leadUnitCode: row.unit,
    state: row.state,
    lastAction: row.action,
    lastActionAt: instantOf(row.acted),
    lampDueAt: row.due === null ? null : instantOf(row.due),
  }));
}
