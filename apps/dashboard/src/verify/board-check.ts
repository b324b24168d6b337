import { type AppealRegistered, type OrderChanged } from '@minsheng/contracts';
import { type Figures, figures, MEASURES, type WorkingCalendar } from '@minsheng/domain';
import { createHash } from 'node:crypto';
import { type BoardAppealEntity } from '../board/board-appeal.entity';
import { type BoardTallyEntity } from '../board/board-tally.entity';
import { appealContributionsOf, appealRowOf, type BoardOrderRows, contributionsOf, rowsOf } from '../board/order-rows';
import { TallyMoves } from '../board/tally-moves';

/** What a check reads of the board, page by page. */
export interface StoredBoard {
  orders(): AsyncIterable<readonly BoardOrderRows[]>;
  appeals(): AsyncIterable<readonly BoardAppealEntity[]>;
  tallies(): Promise<readonly BoardTallyEntity[]>;
}

/**
 * Counts the board again from the facts as their owners have them. First every order (and appeal) is shown to it, then
 * it reads the board and says each difference. Keeps a digest per order, so 100,000 orders fit into a small process.
 */
export class BoardCheck {
  private readonly moves = new TallyMoves();
  private readonly orders = new Map<string, string>();
  private readonly appeals = new Map<string, string>();
  private appealsShown = false;

  constructor(
    private readonly stored: StoredBoard,
    private readonly calendar: WorkingCalendar,
  ) {}

  /** An order as dispatch has it. */
  order(fact: OrderChanged): void {
    const rows = rowsOf(fact, this.calendar);
    this.moves.add(contributionsOf(rows), 1);
    this.orders.set(fact.code, orderDigest(rows));
  }

  /** An appeal as intake has it. Where none is ever shown, the board's own appeals are believed. */
  appeal(fact: AppealRegistered): void {
    const row = appealRowOf(fact);
    this.appealsShown = true;
    this.moves.add(appealContributionsOf(row), 1);
    this.appeals.set(fact.appealCode, digest(row));
  }

  async *differences(): AsyncGenerator<string> {
    for await (const page of this.stored.orders()) {
      for (const rows of page) yield* this.compare(this.orders, rows.order.code, orderDigest(rows), '工单');
    }
    for await (const page of this.stored.appeals()) {
      for (const row of page) {
        if (this.appealsShown) yield* this.compare(this.appeals, row.code, digest(row), '诉求');
        else this.moves.add(appealContributionsOf(row), 1);
      }
    }
    for (const code of this.orders.keys()) yield `看板缺少工单 ${code}`;
    for (const code of this.appeals.keys()) yield `看板缺少诉求 ${code}`;
    yield* this.tallies(await this.stored.tallies());
  }

  private *compare(known: Map<string, string>, code: string, found: string, what: string): Generator<string> {
    const expected = known.get(code);
    known.delete(code);
    if (expected === undefined) yield `看板有${what} ${code}，来源库没有`;
    else if (expected !== found) yield `看板上${what} ${code} 的内容与来源库不一致`;
  }

  private *tallies(rows: readonly BoardTallyEntity[]): Generator<string> {
    const expected = new Map(this.moves.list().map((move) => [`${move.scope} ${move.bucket}`, figures(move.measures)]));
    for (const row of rows) {
      const key = `${row.scope} ${row.bucket}`;
      yield* unequal(key, row, expected.get(key) ?? figures());
      expected.delete(key);
    }
    for (const [key, sums] of expected) yield* unequal(key, figures(), sums);
  }
}

function* unequal(key: string, stored: Figures, counted: Figures): Generator<string> {
  for (const measure of MEASURES) {
    if (Number(stored[measure]) !== counted[measure]) {
      yield `看板计数 ${key} 的 ${measure}：存为 ${stored[measure]}，应为 ${counted[measure]}`;
    }
  }
}

function orderDigest({ order, turns }: BoardOrderRows): string {
  return digest([order, ...[...turns].sort((a, b) => a.turn - b.turn)]);
}

/** The same facts give the same digest, in whatever order their fields were written. */
function digest(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(value)))
    .digest('base64');
}

function sorted(value: unknown): unknown {
  if (value instanceof Date || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, sorted(part)]),
  );
}
