import { type Kind, type TurnFact } from '@minsheng/contracts';
import {
  type CountedTurn,
  type Figures,
  type Period,
  spanReach,
  type TurnOutcome,
  UNSETTLED_SPAN,
  WIDEST_SPAN,
} from '@minsheng/domain';
import { UnitOfWork } from '@minsheng/platform';
import { Injectable } from '@nestjs/common';
import { type SelectQueryBuilder } from 'typeorm';
import { BoardTurnEntity } from '../board/board-turn.entity';
import { type ScopeFilter } from './scope-filter';
import { whereScope } from './where-scope.repository';

/** Sums of stored scores, by the unit of the turn; null where no unit was named. */
export type UnitSums = readonly { readonly unitCode: string | null; readonly sums: Partial<Figures> }[];

/** A turn that must be judged for a period, because its stored scores speak of a later moment. */
export interface OpenQuestion {
  readonly orderCode: string;
  readonly unitCode: string | null;
  readonly channel: string;
  readonly weight: number;
  readonly turn: CountedTurn;
}

type Query = SelectQueryBuilder<BoardTurnEntity>;

/**
 * What fell due and what was dispatched in any period, in short index ranges: what settled in it is summed where its
 * scores are final; the few turns that moved after its end, or were late and unsettled at it, are handed out to be judged.
 */
@Injectable()
export class TurnSumsRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Of D: turns that settled within the period and have not changed since its end. */
  async settledSums(period: Period, filter: ScopeFilter): Promise<UnitSums> {
    const rows = await this.settled(period, filter)
      .andWhere('t.finalAt <= :to')
      .select(['t.unitCode AS unit', 't.outcome AS outcome', 'COUNT(*) AS n', 'SUM(t.weight) AS weight'])
      .addSelect('SUM(t.weight * t.accepted)', 'accepted')
      .groupBy('t.unitCode')
      .addGroupBy('t.outcome')
      .getRawMany<{ unit: string | null; outcome: TurnOutcome; n: number; weight: number; accepted: number }>();
    return rows.map((row) => ({
      unitCode: row.unit,
      sums: {
        [MEASURE_OF[row.outcome] ?? 'open']: Number(row.n),
        dueWeight: Number(row.weight),
        acceptedWeight: Number(row.accepted),
      },
    }));
  }

  /** Of D: the rest, to be judged. */
  async dueQuestions(period: Period, filter: ScopeFilter): Promise<OpenQuestion[]> {
    const changed = this.settled(period, filter).andWhere('t.finalAt > :to');
    return [...(await questions(changed)), ...(await questions(this.unsettledAt(period.to, filter)))];
  }

  /** Of D: what settled late within the period and has not changed since, one by one for a report. */
  async lateSettled(period: Period, filter: ScopeFilter): Promise<OpenQuestion[]> {
    const late = outcomeWithin("'late_done', 'late_left'");
    return questions(this.settled(period, filter).andWhere(`t.finalAt <= :to AND ${late}`));
  }

  /** Of what was dispatched in the period: sums of turns that have not changed since its end. */
  async dispatchedSums(period: Period, filter: ScopeFilter): Promise<UnitSums> {
    const rows = await this.dispatched(period, filter)
      .andWhere('t.finalAt <= :to')
      .select('t.unitCode', 'unit')
      .addSelect(['SUM(t.received) AS a', 'SUM(t.receivedReplied) AS b', 'SUM(t.signBase) AS c', 'SUM(t.signMet) AS d'])
      .groupBy('t.unitCode')
      .getRawMany<{ unit: string | null; a: number; b: number; c: number; d: number }>();
    return rows.map(({ unit, a, b, c, d }) => ({
      unitCode: unit,
      sums: { received: Number(a), receivedReplied: Number(b), signBase: Number(c), signMet: Number(d) },
    }));
  }

  async dispatchedQuestions(period: Period, filter: ScopeFilter): Promise<OpenQuestion[]> {
    return questions(this.dispatched(period, filter).andWhere('t.finalAt > :to'));
  }

  /** Turns by unit that were taken away from it in the period. */
  async leftByUnit(period: Period, filter: ScopeFilter): Promise<Map<string | null, number>> {
    const rows = await whereScope(this.turns(), filter)
      .andWhere('t.leftAt > :from AND t.leftAt <= :to', period)
      .select(['t.unitCode AS unit', 'COUNT(*) AS n'])
      .groupBy('t.unitCode')
      .getRawMany<{ unit: string | null; n: number }>();
    return new Map(rows.map((row) => [row.unit, Number(row.n)]));
  }

  private turns(): Query {
    return this.uow.manager.createQueryBuilder(BoardTurnEntity, 't');
  }

  private settled(period: Period, filter: ScopeFilter): Query {
    const query = this.turns().where('t.settledAt > :from AND t.settledAt <= :to', period);
    return whereScope(query, filter).andWhere("t.outcome <> 'none'");
  }

  private dispatched(period: Period, filter: ScopeFilter): Query {
    return whereScope(this.turns().where('t.dispatchedAt > :from AND t.dispatchedAt <= :to', period), filter);
  }

  /** Late and unsettled at a moment: one short range for each span of lateness (see `lateSpanOf`). */
  private unsettledAt(to: Date, filter: ScopeFilter): Query {
    const ranges = [`(t.lateSpan = ${UNSETTLED_SPAN} AND t.firstDueAt <= :to)`];
    const reaches: Record<string, Date> = {};
    for (let span = 1; span <= WIDEST_SPAN; span += 1) {
      reaches[`reach${span}`] = spanReach(span, to);
      ranges.push(
        `(t.lateSpan = ${span} AND t.firstDueAt >= :reach${span} AND t.firstDueAt <= :to AND t.settledAt > :to)`,
      );
    }
    return whereScope(this.turns().where(`(${ranges.join(' OR ')})`, { ...reaches, to }), filter);
  }
}

const MEASURE_OF: Partial<Record<TurnOutcome, keyof Figures>> = {
  on_time: 'onTime',
  late_done: 'lateDone',
  late_left: 'lateOpen',
};

/**
 * A condition on the outcome that only sifts what a range of time has found. Said plainly, SQLite would rather walk
 * through every turn of that outcome since the beginning: 251 ms instead of 0.3 ms at 100,000 orders.
 */
export function outcomeWithin(outcomes: string): string {
  return `COALESCE(t.outcome, '') IN (${outcomes})`;
}

async function questions(query: Query): Promise<OpenQuestion[]> {
  const rows = await query
    .select([
      't.orderCode AS code',
      't.unitCode AS unit',
      't.channel AS channel',
      't.kind AS kind',
      't.weight AS weight',
    ])
    .addSelect('t.facts', 'facts')
    .getRawMany<{ code: string; unit: string | null; channel: string; kind: Kind; weight: number; facts: string }>();
  return rows.map((row) => ({
    orderCode: row.code,
    unitCode: row.unit,
    channel: row.channel,
    weight: Number(row.weight),
    turn: { ...(JSON.parse(row.facts) as TurnFact), kind: row.kind },
  }));
}
