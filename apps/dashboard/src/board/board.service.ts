import { type BoardSnapshot, type BoardUnitRow } from '@minsheng/contracts';
import { figures, formatScope, indicatorsOf, type Scope, type UnitTree, volumesOf } from '@minsheng/domain';
import { Clock, UnitOfWork } from '@minsheng/platform';
import { Injectable } from '@nestjs/common';
import { filterOf } from '../indicators/scope-filter';
import { BoardUnits } from '../units/board-units';
import { BoardFigures, type RunningFigures, unitRow } from './board-figures';
import { BoardLists } from './board-lists';
import { FeedRepository } from './feed.repository';

/** A board without its place in the stream of patches. */
export type BoardPicture = Omit<BoardSnapshot, 'seq'>;

/** Puts a scope's board together, in a handful of short queries whatever the history. */
@Injectable()
export class BoardService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly figures: BoardFigures,
    private readonly lists: BoardLists,
    private readonly feed: FeedRepository,
    private readonly units: BoardUnits,
    private readonly clock: Clock,
  ) {}

  /** The board and its `seq` from one state of the database; `ahead`: it may show what no patch has carried yet. */
  async snapshot(scope: Scope): Promise<{ board: BoardSnapshot; ahead: boolean }> {
    const tree = await this.units.tree();
    return this.uow.read(async () => {
      const seq = await this.feed.seq(formatScope(scope));
      const ahead = await this.feed.hasChanges();
      return { board: { ...(await this.picture(scope, tree)), seq }, ahead };
    });
  }

  /** Inside the transaction that reads or counts `seq`. */
  async picture(scope: Scope, tree: UnitTree): Promise<BoardPicture> {
    const now = this.clock.now();
    const running = await this.figures.running(scope, tree, now);
    const byUnit = scope.kind === 'unit' || scope.kind === 'subtree';
    const { month, today, open } = running;
    const volumes = byUnit
      ? { today: today.received, month: month.received, open }
      : { today: today.appeals, month: month.appeals, open };
    return {
      scope: formatScope(scope),
      asOf: now.toISOString(),
      from: running.period.from.toISOString(),
      indicators: [...volumesOf(volumes, byUnit), ...indicatorsOf(month)],
      units: await this.unitRows(running, scope, tree),
      ...(await this.lists.of(scope, tree, { now, period: running.period, open })),
    };
  }

  /** Units that may lead, and others that still have something to answer for. */
  private async unitRows(running: RunningFigures, scope: Scope, tree: UnitTree): Promise<BoardUnitRow[]> {
    const active = await this.units.active();
    const wanted = filterOf(scope, tree).units ?? tree.all().map((unit) => unit.code);
    const all = [...new Set([...wanted, ...running.units.keys()])];
    return all
      .map((code) => unitRow(code, tree.name(code), running.units.get(code) ?? figures()))
      .filter((row) => active.has(row.unitCode) || row.open + row.due > 0);
  }
}
