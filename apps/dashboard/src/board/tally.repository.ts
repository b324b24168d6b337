import {
  type Contribution,
  dayBucket,
  figures,
  type Figures,
  GAUGE_BUCKET,
  type Measure,
  MEASURES,
} from '@minsheng/domain';
import { bulkInsert, UnitOfWork } from '@minsheng/platform';
import { Injectable } from '@nestjs/common';
import { BoardTallyEntity } from './board-tally.entity';
import { type TallyMove, TallyMoves } from './tally-moves';

/** Keys looked up at once: well below the parameters a statement may have. */
const KEYS_AT_ONCE = 400;

/** The tallies: moved by difference, read as sums over days. */
@Injectable()
export class TallyRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /**
   * Adds to the tallies once, at the end of the transaction: however many batches it holds, a row is written once. One
   * UPDATE for the scopes of a bucket that move alike, an INSERT where a row is missing.
   */
  add(contributions: readonly Contribution[], factor: 1 | -1): void {
    const moves = this.uow.keep(this, () => {
      this.uow.beforeCommit(() => this.store(moves.list()));
      return new TallyMoves();
    });
    moves.add(contributions, factor);
  }

  /** The sums of each scope from one day to another, both included. Scopes without a row are absent. */
  async sums(scopes: readonly string[], days: { first: string; last: string }): Promise<Map<string, Figures>> {
    return this.select(scopes, dayBucket(days.first), dayBucket(days.last));
  }

  /** What is open now, by scope. */
  async gauges(scopes: readonly string[]): Promise<Map<string, Figures>> {
    return this.select(scopes, GAUGE_BUCKET, GAUGE_BUCKET);
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

  private async store(moves: readonly TallyMove[]): Promise<void> {
    const known = await this.existing(moves);
    const fresh = moves.filter((move) => !known.has(`${move.bucket}|${move.scope}`));
    const alike = new Map<string, TallyMove[]>();
    for (const move of moves) {
      if (!known.has(`${move.bucket}|${move.scope}`)) continue;
      const key = `${move.bucket}|${JSON.stringify(move.measures)}`;
      const group = alike.get(key);
      if (group) group.push(move);
      else alike.set(key, [move]);
    }
    for (const group of alike.values()) await this.update(group);
    await bulkInsert(
      this.uow.manager,
      BoardTallyEntity,
      fresh.map(({ scope, bucket, measures }) => ({ scope, bucket, ...figures(measures) })),
    );
  }

  private async existing(moves: readonly TallyMove[]): Promise<Set<string>> {
    const keys = new Set<string>();
    const scopes = [...new Set(moves.map((move) => move.scope))];
    const buckets = [...new Set(moves.map((move) => move.bucket))];
    for (let from = 0; from < buckets.length; from += KEYS_AT_ONCE) {
      const rows = await this.uow.manager
        .createQueryBuilder(BoardTallyEntity, 't')
        .select(['t.scope AS scope', 't.bucket AS bucket'])
        .where('t.scope IN (:...scopes)', { scopes })
        .andWhere('t.bucket IN (:...buckets)', { buckets: buckets.slice(from, from + KEYS_AT_ONCE) })
        .getRawMany<{ scope: string; bucket: string }>();
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
