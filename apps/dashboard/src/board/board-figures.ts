import { type BoardUnitRow } from '@minsheng/contracts';
import {
  addFigures,
  dueOf,
  figures,
  type Figures,
  type Period,
  ratio,
  runningMonth,
  type Scope,
  tallyDaysOf,
  type UnitTree,
} from '@minsheng/domain';
import { Injectable } from '@nestjs/common';
import { type FiguresByUnit, PeriodFigures } from '../indicators/period-figures.service';
import { filterOf, type ScopeFilter, talliesOf } from '../indicators/scope-filter';
import { type UnitSums } from '../indicators/turn-sums.repository';
import { LiveRepository } from './live.repository';
import { TallyRepository } from './tally.repository';

/** The running month of a scope: what its indicators are divided from, and the same by unit. */
export interface RunningFigures {
  readonly period: Period;
  readonly month: Figures;
  readonly today: Figures;
  readonly open: number;
  readonly units: ReadonlyMap<string, Figures>;
}

function total(parts: Iterable<Partial<Figures>>): Figures {
  let sum = figures();
  for (const part of parts) sum = addFigures(sum, part);
  return sum;
}

/** The month so far from the tallies, corrected by the few things that depend on the clock. */
@Injectable()
export class BoardFigures {
  constructor(
    private readonly tallies: TallyRepository,
    private readonly live: LiveRepository,
    private readonly periods: PeriodFigures,
  ) {}

  async running(scope: Scope, tree: UnitTree, now: Date): Promise<RunningFigures> {
    const period = runningMonth(now);
    const days = tallyDaysOf(period);
    const filter = filterOf(scope, tree);
    const scopes = talliesOf(scope, tree);
    const late = await this.live.lateOpen(now, filter);
    const early = await this.live.notYetDue(now, days.lastEndsAt, filter);
    const units = filter.units ?? tree.all().map((unit) => unit.code);
    const byUnit = await this.byUnit(scope, { period, filter, units, late, early });
    const sums = await this.tallies.sums(scopes, days);
    const today = await this.tallies.sums(scopes, { first: days.last, last: days.last });
    const gauges = await this.tallies.gauges(scopes);
    let month = total(sums.values());
    for (const part of late) month = addFigures(month, part.sums);
    for (const part of early) month = addFigures(month, part.sums, -1);
    month = addFigures(month, await this.live.unsigned(period, filter));
    return { period, month, today: total(today.values()), open: total(gauges.values()).open, units: byUnit };
  }

  private async byUnit(
    scope: Scope,
    ask: { period: Period; filter: ScopeFilter; units: readonly string[]; late: UnitSums; early: UnitSums },
  ): Promise<Map<string, Figures>> {
    const tallied = scope.kind === 'county' || scope.kind === 'unit' || scope.kind === 'subtree';
    return tallied ? this.tallied(ask) : this.summed(ask.period, ask.filter);
  }

  /** County and units: every unit has its own tallies. */
  private async tallied(ask: {
    period: Period;
    units: readonly string[];
    late: UnitSums;
    early: UnitSums;
  }): Promise<Map<string, Figures>> {
    const scopes = ask.units.map((code) => `unit:${code}`);
    const sums = await this.tallies.sums(scopes, tallyDaysOf(ask.period));
    const gauges = await this.tallies.gauges(scopes);
    const result = new Map<string, Figures>();
    const move = (code: string, part: Partial<Figures>, factor = 1): void =>
      void result.set(code, addFigures(result.get(code) ?? figures(), part, factor));
    for (const [scope, part] of sums) move(scope.slice('unit:'.length), part);
    for (const [scope, part] of gauges) move(scope.slice('unit:'.length), { open: part.open });
    for (const { unitCode, sums: part } of ask.late) if (unitCode !== null) move(unitCode, part);
    for (const { unitCode, sums: part } of ask.early) if (unitCode !== null) move(unitCode, part, -1);
    return result;
  }

  /** A channel, a kind, a category, a township: by unit straight from the turns of the month. */
  private async summed(period: Period, filter: ScopeFilter): Promise<Map<string, Figures>> {
    const due: FiguresByUnit = await this.periods.dueByUnit(period, filter);
    const open = await this.live.openByUnit(filter);
    const result = new Map<string, Figures>();
    for (const code of new Set([...due.keys(), ...open.keys()])) {
      if (code !== null) result.set(code, addFigures(due.get(code) ?? figures(), { open: open.get(code) ?? 0 }));
    }
    return result;
  }
}

/** A unit's line on the board. */
export function unitRow(unitCode: string, unitName: string, sums: Figures): BoardUnitRow {
  const due = dueOf(sums);
  return {
    unitCode,
    unitName,
    open: sums.open,
    due,
    onTime: sums.onTime,
    lateDone: sums.lateDone,
    lateOpen: sums.lateOpen,
    onTimeRate: ratio(sums.onTime, due),
  };
}
