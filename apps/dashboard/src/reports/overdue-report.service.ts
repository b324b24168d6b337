import { type OverdueCaseRow, type OverdueReport, type OverdueUnitRow, UNIT_KIND_LABELS } from '@minsheng/contracts';
import {
  type Actor,
  addFigures,
  DomainError,
  dueOf,
  figures,
  type Figures,
  hasRole,
  isComplainedOf,
  monthPeriod,
  type Period,
  previousMonth,
  ratio,
  seesAllScopes,
  type UnitTree,
} from '@minsheng/domain';
import { UnitOfWork } from '@minsheng/platform';
import { Injectable } from '@nestjs/common';
import { type FiguresByUnit, PeriodFigures } from '../indicators/period-figures.service';
import { type ScopeFilter } from '../indicators/scope-filter';
import { type OpenQuestion, TurnSumsRepository } from '../indicators/turn-sums.repository';
import { BoardUnits } from '../units/board-units';
import { lateRows, type LateRows, NO_UNIT } from './late-rows';
import { ReportMoment } from './report-moment';
import { ReportedOrdersRepository } from './reported-orders.repository';

/** Working days late from which a case is told apart in the table. */
const VERY_LATE = 3;

export const OVERDUE_BASIS =
  '应办口径：本月到期的承办轮次，加上此前到期、月初仍未答复的；按月末状况分为按时办结、超期办结、超期未办结，' +
  '月末以后的答复不改变本月数字。答复时间以单位审签通过为准，被退回补办的答复不算答复。表扬不计入；' +
  '时限届满前退回或改派的不计入原单位。按时申请、月末尚未审批的延期列为待决，挂账的不计。超期按工作日计。';

/** The monthly overdue-case report (月度逾期工单通报), from the same judgement as every other figure. */
@Injectable()
export class OverdueReportService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly turns: TurnSumsRepository,
    private readonly periods: PeriodFigures,
    private readonly orders: ReportedOrdersRepository,
    private readonly units: BoardUnits,
    private readonly moment: ReportMoment,
  ) {}

  /** A unit's own people see their unit and what is below it; agents, administrators and auditors no report. */
  async report(actor: Actor, month: string, channel: string | null): Promise<OverdueReport> {
    const tree = await this.units.tree();
    const filter = { ...visible(actor, tree), ...(channel === null ? {} : { channel }) };
    const period = this.moment.clip(monthPeriod(month));
    return this.uow.read(async () => {
      const parts = period.to > period.from ? await this.parts(period, filter) : NOTHING_YET;
      return this.build({ actor, month, channel, filter, period, tree }, parts);
    });
  }

  private async parts(period: Period, filter: ScopeFilter): Promise<ReportParts> {
    const questions = await this.turns.dueQuestions(period, filter);
    const byUnit = await this.periods.dueByUnit(period, filter, questions);
    const candidates = [...questions, ...(await this.turns.lateSettled(period, filter))];
    return { byUnit, candidates, left: await this.turns.leftByUnit(period, filter) };
  }

  private async build(ask: ReportRequest, { byUnit, candidates, left }: ReportParts): Promise<OverdueReport> {
    const { period, filter, month } = ask;
    const orders = await this.orders.byCode([...new Set(candidates.map(({ orderCode }) => orderCode))]);
    const rows = lateRows(candidates, { period, orders, tree: ask.tree, calendar: this.moment.calendar() });
    const mayShow = (row: OverdueCaseRow): boolean =>
      !isHidden(ask, orders.get(row.orderCode)?.subjectUnitCode ?? null);
    return {
      month,
      version: 0,
      frozen: false,
      channel: ask.channel,
      from: period.from.toISOString(),
      to: period.to.toISOString(),
      basis: OVERDUE_BASIS,
      ...overview(byUnit),
      pending: rows.pending.length,
      previous: await this.previous(month, filter),
      units: unitRows({ byUnit, rows, left }, ask.tree),
      lateOpenRows: rows.open.filter(mayShow),
      lateDoneRows: rows.done.filter(mayShow),
    };
  }

  private async previous(month: string, filter: ScopeFilter): Promise<OverdueReport['previous']> {
    const before = previousMonth(month);
    const period = this.moment.clip(monthPeriod(before));
    if (period.to <= period.from) return null;
    const sums = overview(await this.periods.dueByUnit(period, filter));
    return sums.due === 0 ? null : { month: before, ...sums };
  }
}

/** What a report is written from. */
interface ReportParts {
  readonly byUnit: FiguresByUnit;
  /** Turns among which the late ones are. */
  readonly candidates: readonly OpenQuestion[];
  readonly left: ReadonlyMap<string | null, number>;
}

/** A month that has not begun. */
const NOTHING_YET: ReportParts = { byUnit: new Map(), candidates: [], left: new Map() };

interface ReportRequest {
  readonly actor: Actor;
  readonly month: string;
  readonly channel: string | null;
  readonly filter: ScopeFilter;
  readonly period: Period;
  readonly tree: UnitTree;
}

/** @throws DomainError forbidden for roles that see no cases. */
function visible(actor: Actor, tree: UnitTree): ScopeFilter {
  if (seesAllScopes(actor)) return {};
  if (!hasRole(actor, 'handler', 'unit_head') || actor.unitCode === null) throw new DomainError('forbidden');
  return { units: tree.subtree(actor.unitCode) };
}

/** A unit's people never read a complaint against them, not even in a report on the time when they led it. */
function isHidden({ actor, tree }: ReportRequest, subjectUnitCode: string | null): boolean {
  if (seesAllScopes(actor) || actor.unitCode === null) return false;
  return isComplainedOf(actor.unitCode, { subjectUnitCode }, tree);
}

function overview(byUnit: FiguresByUnit) {
  let sum = figures();
  for (const part of byUnit.values()) sum = addFigures(sum, part);
  return shares(sum);
}

function shares(sum: Figures) {
  const { onTime, lateDone, lateOpen } = sum;
  const due = dueOf(sum);
  return { due, onTime, lateDone, lateOpen, onTimeRate: ratio(onTime, due) };
}

interface UnitParts {
  readonly byUnit: FiguresByUnit;
  readonly rows: LateRows;
  readonly left: ReadonlyMap<string | null, number>;
}

function unitRows({ byUnit, rows, left }: UnitParts, tree: UnitTree): OverdueUnitRow[] {
  const order = new Map(tree.all().map((unit, index) => [unit.code, index]));
  const rank = (code: string | null): number => (code === null ? Infinity : (order.get(code) ?? order.size));
  const codes = [...new Set([...byUnit.keys(), ...left.keys(), ...rows.pending])].sort((a, b) => rank(a) - rank(b));
  return codes
    .map((unitCode): OverdueUnitRow => {
      const own = (row: OverdueCaseRow): boolean => row.unitCode === unitCode;
      const unit = unitCode === null ? undefined : tree.get(unitCode);
      return {
        unitCode,
        unitName: unitCode === null ? NO_UNIT : tree.name(unitCode),
        unitKindLabel: unit ? UNIT_KIND_LABELS[unit.kind] : '—',
        ...shares(byUnit.get(unitCode) ?? figures()),
        lateOpenOver3: rows.open.filter((row) => own(row) && row.workdaysLate >= VERY_LATE).length,
        pending: rows.pending.filter((code) => code === unitCode).length,
        longestLate: Math.max(0, ...[...rows.open, ...rows.done].filter(own).map((row) => row.workdaysLate)),
        returns: left.get(unitCode) ?? 0,
      };
    })
    .filter((row) => row.due > 0 || row.returns > 0 || row.pending > 0);
}
