import { Injectable } from '@nestjs/common';
import {
  bornRoutingState,
  type CountyMap,
  type Decision,
  type DirectoryBook,
  directoryBook,
  type GivenFact,
  type HistoryRecord,
  judgeChoice,
  type ReturnAskedFact,
  routingStateOf,
  routingStep,
  scopesOf,
  type WorkOrder,
} from '@minsheng/domain';
import { CountyMaps } from './county-maps.provider';
import { DirectoryRepository } from './directory.repository';
import { type ChoiceRow, type ReturnRow, RoutingFactsRepository } from './routing-facts.repository';

/**
 * Writes down, in the transaction of the fact, what an order's step means for routing: where it was given beside what
 * the directory said, and what was given back. Nothing in the directory changes by it.
 */
@Injectable()
export class RoutingRecorder {
  constructor(
    private readonly directory: DirectoryRepository,
    private readonly facts: RoutingFactsRepository,
    private readonly maps: CountyMaps,
  ) {}

  /** One step of an order, inside the unit of work that stores it. */
  async record(before: WorkOrder, { history }: Decision): Promise<void> {
    const orderCode = before.code;
    for (const fact of routingStep(routingStateOf(before), history).facts) {
      if (fact.kind === 'given') await this.recordGiven(orderCode, fact);
      else if (fact.kind === 'return_asked') await this.facts.addReturns([{ orderCode, ...pendingReturn(fact) }]);
      else await this.facts.decideReturn(orderCode, fact);
    }
  }

  /** Whole cases with their past, as they are loaded in bulk; judged by the directory as it is now. */
  async recordAll(
    cases: readonly { readonly order: WorkOrder; readonly history: readonly HistoryRecord[] }[],
  ): Promise<void> {
    const map = await this.maps.now();
    const book = directoryBook(await this.directory.inForce());
    const choices: ChoiceRow[] = [];
    const returns: ReturnRow[] = [];
    for (const { order, history } of cases) {
      let state = bornRoutingState(order, history);
      for (const row of history) {
        const step = routingStep(state, row);
        state = step.state;
        for (const fact of step.facts) {
          const waiting = returns.at(-1);
          const earlier = choices.at(-1);
          if (fact.kind === 'given' && earlier?.orderCode === order.code) earlier.standing = false;
          if (fact.kind === 'given') choices.push(choiceRow(order.code, fact, { book, map }));
          else if (fact.kind === 'return_asked') returns.push({ orderCode: order.code, ...pendingReturn(fact) });
          else if (waiting?.orderCode === order.code)
            Object.assign(waiting, { outcome: fact.outcome, decidedAt: fact.at });
        }
      }
    }
    await this.facts.addChoices(choices);
    await this.facts.addReturns(returns);
  }

  private async recordGiven(orderCode: string, given: GivenFact): Promise<void> {
    const map = await this.maps.now();
    const book = directoryBook(await this.directory.ofScopes(scopesOf(given, map.categories)));
    if (given.fromUnitCode !== null) await this.facts.supersedeChoices(orderCode);
    await this.facts.addChoices([choiceRow(orderCode, given, { book, map })]);
  }
}

function choiceRow(
  orderCode: string,
  given: GivenFact,
  { book, map }: { book: DirectoryBook; map: CountyMap },
): ChoiceRow {
  const { seq, at, actor, unitCode, fromUnitCode, categoryCode, townshipCode } = given;
  const facts = { orderCode, seq, at, actor, unitCode, fromUnitCode, categoryCode, townshipCode };
  return { ...facts, ...judgeChoice(book, given, map), standing: true };
}

function pendingReturn({ seq, at, unitCode, reasonCode }: ReturnAskedFact): Omit<ReturnRow, 'orderCode'> {
  return { seq, at, unitCode, reasonCode, outcome: 'pending', decidedAt: null };
}
