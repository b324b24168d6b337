import { dayBucket, figures, type Figures, GAUGE_BUCKET, type Measure, MEASURES } from '@minsheng/domain';
import { bulkInsert, UnitOfWork } from '@minsheng/platform';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { BoardTallyEntity } from './board-tally.entity';
import { type TallyMove } from './tally-moves';

/** Keys looked up at once: well below the parameters a statement may have. */
const KEYS_AT_ONCE = 400;

/** The tallies: moved by difference, read as sums over days. */
@Injectable()
export class TallyRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Adds the moves: one UPDATE for the scopes of a bucket that move alike, an INSERT where a row is missing. */
  async add(moves: readonly TallyMove[]): Promise<void> {
    const known = await this.existing(moves);
    const fresh = moves.filter((move) => !known.has(`${move.bucket}|${move.scope}`));
    const alike = new Map<string, TallyMove[]>();
    for (const move of moves) {
      if (!known.has(`${move.bucket}|${move.scope}`)) continue;
      const key = `${move.bucket}|${JSON.stringify(move.measures)}`;
      alike.set(key, [...(alike.get(key) ?? []), move]);
    }
    for (const group of alike.values()) await this.update(group);
    await bulkInsert(
      this.uow.manager,
      BoardTallyEntity,
      fresh.map(({ scope, bucket, measures }) => ({ scope, bucket, ...figures(measures) })),
    );
  }

  /** The sums of each scope from one day to another, both included. Scopes without a row are absent. */
  async sums(scopes: readonly string[], days: { first: string; last: string }): Promise<Map<string, Figures>> {
    return this.select(scopes, dayBucket(days.first), dayBucket(days.last));
  }

  /** What is open now, by scope. */
  async gauges(scopes: readonly string[]): Promise<Map<string, Figures>> {
    return this.select(scopes, GAUGE_BUCKET, GAUGE_BUCKET);
  }

  /** Appeals of a scope by hour 0…23 of a day. */
  async hours(scope: string, day: string): Promise<number[]> {
    const rows = await this.uow.manager
      .createQueryBuilder(BoardTallyEntity, 't')
      .select(['t.bucket AS bucket', 't.appeals AS appeals'])
      .where('t.scope = :scope AND t.bucket BETWEEN :first AND :last', {
        scope,
        first: `h${day}T00`,
        last: `h${day}T23`,
      })
      .getRawMany<{ bucket: string; appeals: number }>();
    const hours = new Array<number>(24).fill(0);
    for (const row of rows) hours[Number(row.bucket.slice(-2))] = Number(row.appeals);
    return hours;
  }

  /** Every row, for the verifier. */
  async all(): Promise<BoardTallyEntity[]> {
    return this.uow.manager.find(BoardTallyEntity);
  }

  async clear(): Promise<void> {
    await this.uow.manager.createQueryBuilder().delete().from(BoardTallyEntity).execute();
  }

  private async select(scopes: readonly string[], first: string, last: string): Promise<Map<string, Figures>> {
    if (scopes.length === 0) return new Map();
    const rows = await this.uow.manager
      .createQueryBuilder(BoardTallyEntity, 't')
      .select('t.scope', 'scope')
      .addSelect(MEASURES.map((measure) => `SUM(t.${measure}) AS sum_${measure}`))
      .where('t.scope IN (:...scopes) AND t.bucket BETWEEN :first AND :last', { scopes, first, last })
      .groupBy('t.scope')
      .getRawMany<Record<string, string | number>>();
    return new Map(rows.map((row) => [String(row.scope), fromSums(row)]));
  }

  private async existing(moves: readonly TallyMove[]): Promise<Set<string>> {
    const keys = new Set<string>();
    const scopes = [...new Set(moves.map((move) => move.scope))];
    const buckets = [...new Set(moves.map((move) => move.bucket))];
    for (let from = 0; from < buckets.length; from += KEYS_AT_ONCE) {
      const rows = await this.uow.manager.find(BoardTallyEntity, {
        select: { scope: true, bucket: true },
        where: { scope: In(scopes), bucket: In(buckets.slice(from, from + KEYS_AT_ONCE)) },
      });
      for (const row of rows) keys.add(`${row.bucket}|${row.scope}`);
    }
    return keys;
  }

  private async update(group: readonly TallyMove[]): Promise<void> {
    const [first] = group;
    if (!first) return;
    const moved = Object.entries(first.measures);
    const { dataSource } = this.uow.manager;
    const metadata = dataSource.getMetadata(BoardTallyEntity);
    const name = (measure: string): string =>
      dataSource.driver.escape(metadata.findColumnWithPropertyName(measure)?.databaseName ?? measure);
    const set = moved.map(([measure]) => `${name(measure)} = ${name(measure)} + ?`).join(', ');
    const places = group.map(() => '?').join(', ');
    await this.uow.manager.query(`UPDATE board_tally SET ${set} WHERE bucket = ? AND scope IN (${places})`, [
      ...moved.map(([, amount]) => amount),
      first.bucket,
      ...group.map(({ scope }) => scope),
    ]);
  }
}

function fromSums(row: Record<string, string | number>): Figures {
  const sums: Partial<Record<Measure, number>> = {};
  for (const measure of MEASURES) sums[measure] = Number(row[`sum_${measure}`]);
  return figures(sums);
}
