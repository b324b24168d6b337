import { addFigures, figures, type Figures, isInDue, judgeDispatch, judgeDue, type Period } from '@minsheng/domain';
import { UnitOfWork } from '@minsheng/platform';
import { Injectable } from '@nestjs/common';
import { CitizenSumsRepository } from './citizen-sums.repository';
import { type ScopeFilter } from './scope-filter';
import { type OpenQuestion, TurnSumsRepository } from './turn-sums.repository';

/** Figures by unit; the key null stands for turns without a unit (未指定单位). */
export type FiguresByUnit = Map<string | null, Figures>;

/** The figures of any period as they stood at its end; the cost follows the period, not the history. */
@Injectable()
export class PeriodFigures {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly turns: TurnSumsRepository,
    private readonly citizens: CitizenSumsRepository,
  ) {}

  /** Everything that the indicators of a scope are divided from. */
  async figures(period: Period, filter: ScopeFilter): Promise<Figures> {
    return this.uow.read(async () => {
      const due = await this.dueByUnit(period, filter);
      const dispatched = await this.dispatchedByUnit(period, filter);
      let sum = figures();
      for (const part of [...due.values(), ...dispatched.values()]) sum = addFigures(sum, part);
      sum = addFigures(sum, await this.citizens.appeals(period, filter));
      return addFigures(sum, await this.citizens.callbacks(period, filter));
    });
  }

  /** D and its three parts, by unit. */
  async dueByUnit(period: Period, filter: ScopeFilter, judged?: readonly OpenQuestion[]): Promise<FiguresByUnit> {
    const byUnit: FiguresByUnit = new Map();
    for (const { unitCode, sums } of await this.turns.settledSums(period, filter)) add(byUnit, unitCode, sums);
    for (const question of judged ?? (await this.turns.dueQuestions(period, filter))) {
      add(byUnit, question.unitCode, dueMeasures(question, period));
    }
    return byUnit;
  }

  private async dispatchedByUnit(period: Period, filter: ScopeFilter): Promise<FiguresByUnit> {
    const byUnit: FiguresByUnit = new Map();
    for (const { unitCode, sums } of await this.turns.dispatchedSums(period, filter)) add(byUnit, unitCode, sums);
    for (const { unitCode, turn } of await this.turns.dispatchedQuestions(period, filter)) {
      const { received, receivedReplied, signBase, signMet } = judgeDispatch(turn, period.to.getTime());
      add(byUnit, unitCode, {
        received: Number(received),
        receivedReplied: Number(receivedReplied),
        signBase: Number(signBase),
        signMet: Number(signMet),
      });
    }
    return byUnit;
  }
}

function add(byUnit: FiguresByUnit, unitCode: string | null, sums: Partial<Figures>): void {
  byUnit.set(unitCode, addFigures(byUnit.get(unitCode) ?? figures(), sums));
}

function dueMeasures({ turn, weight }: OpenQuestion, period: Period): Partial<Figures> {
  const verdict = judgeDue(turn, period);
  if (!isInDue(verdict)) return {};
  return {
    onTime: Number(verdict.onTime),
    lateDone: Number(verdict.lateDone),
    lateOpen: Number(verdict.lateOpen),
    dueWeight: weight,
    acceptedWeight: verdict.accepted ? weight : 0,
  };
}
