import { type BoardSnapshot, type IndicatorsResponse } from '@minsheng/contracts';
import {
  type Actor,
  DomainError,
  figures,
  indicatorsOf,
  type Period,
  type Scope,
  scopeAccess,
  type UnitTree,
} from '@minsheng/domain';
import { Clock } from '@minsheng/platform';
import { Injectable } from '@nestjs/common';
import { totalsOnly } from '../board/board-difference';
import { BoardService } from '../board/board.service';
import { BoardUnits } from '../units/board-units';
import { PeriodFigures } from './period-figures.service';
import { filterOf, readScope } from './scope-filter';

/** Figures over HTTP: the same policy and the same figures as on the socket. */
@Injectable()
export class IndicatorsService {
  constructor(
    private readonly boards: BoardService,
    private readonly periods: PeriodFigures,
    private readonly units: BoardUnits,
    private readonly clock: Clock,
  ) {}

  async board(actor: Actor, text: string): Promise<BoardSnapshot> {
    const tree = await this.units.tree();
    const { scope, totals } = allowed(actor, text, tree);
    const { board } = await this.boards.snapshot(scope);
    return totals ? totalsOnly(board) : board;
  }

  /** A period that is still running ends now: nothing is due before its time. */
  async period(actor: Actor, query: Period & { readonly scope: string }): Promise<IndicatorsResponse> {
    const tree = await this.units.tree();
    const { scope } = allowed(actor, query.scope, tree);
    if (query.from >= query.to) throw new DomainError('period_invalid');
    const now = this.clock.now();
    const period = { from: query.from, to: query.to > now ? now : query.to };
    const begun = period.from < period.to;
    const sums = begun ? await this.periods.figures(period, filterOf(scope, tree)) : figures();
    return {
      scope: query.scope,
      from: query.from.toISOString(),
      to: period.to.toISOString(),
      indicators: indicatorsOf(sums),
    };
  }
}

/** @throws DomainError scope_unknown, scope_not_allowed. */
function allowed(actor: Actor, text: string, tree: UnitTree): { scope: Scope; totals: boolean } {
  const scope = readScope(text, tree);
  const access = scopeAccess(actor, scope, tree);
  if (access === 'none') throw new DomainError('scope_not_allowed', { scope: text });
  return { scope, totals: access === 'totals' };
}
