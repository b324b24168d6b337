import { Injectable } from '@nestjs/common';
import { type DirectorySuggestion, type ProposalView } from '@minsheng/contracts';
import {
  type Actor,
  type Candidate,
  type CountyMap,
  directoryBook,
  groupDisagreements,
  passedOverText,
  proposalText,
  propose,
  scopesOf,
  type SuggestionGroup,
  type WorkOrder,
} from '@minsheng/domain';
import { Clock } from '@minsheng/platform';
import { OrderPages } from '../orders/order-pages.service';
import { RuleContexts } from '../orders/rule-context.provider';
import { CountyMaps } from './county-maps.provider';
import { DirectoryRepository } from './directory.repository';
import { RoutingFactsRepository } from './routing-facts.repository';

const DAY_MS = 86_400_000;
const SUGGESTION_DAYS = 90;
/** The newest of them are enough to see what keeps coming. */
const MOST_DISAGREEMENTS = 5000;

/** What the directory says of an order, and what dispatchers said otherwise. */
@Injectable()
export class Proposals {
  constructor(
    private readonly directory: DirectoryRepository,
    private readonly facts: RoutingFactsRepository,
    private readonly maps: CountyMaps,
    private readonly pages: OrderPages,
    private readonly contexts: RuleContexts,
    private readonly clock: Clock,
  ) {}

  /**
   * Whom the directory would give the order to, were it of this category; without one, of its own.
   * @throws DomainError not_found
   */
  async ofOrder(code: string, categoryCode: string | undefined, actor: Actor): Promise<ProposalView> {
    const order = await this.pages.readable(code, actor, await this.contexts.now());
    const map = await this.maps.now();
    const matter = {
      categoryCode: categoryCode ?? order.categoryCode,
      townshipCode: order.townshipCode,
      subjectUnitCode: order.subjectUnitCode,
      givenBackBy: leftUnits(order),
    };
    const book = directoryBook(await this.directory.ofScopes(scopesOf(matter, map.categories)));
    const { candidates, passedOver } = propose(book, matter, map);
    return {
      candidates: candidates.map((candidate) => toCandidate(candidate, map)),
      passedOver: passedOver.map((each) => ({ entryNumber: each.entry.number, reason: passedOverText(each, map) })),
    };
  }

  /** Disagreements of the last 90 days that the directory has not learnt since, the most frequent first. */
  async suggestions(): Promise<DirectorySuggestion[]> {
    const since = new Date(this.clock.now().getTime() - SUGGESTION_DAYS * DAY_MS);
    const map = await this.maps.now();
    const book = directoryBook(await this.directory.inForce());
    const choices = await this.facts.disagreements(since, MOST_DISAGREEMENTS);
    return groupDisagreements(choices, book, map).map((group) => toSuggestion(group, map));
  }
}

/** Units that the order has left, in whatever way. */
function leftUnits({ turns }: WorkOrder): readonly string[] {
  return turns.flatMap(({ leftAt, unitCode }) => (leftAt !== null && unitCode !== null ? [unitCode] : []));
}

function toCandidate(candidate: Candidate, map: CountyMap): ProposalView['candidates'][number] {
  const { entry, leadUnitCode, coUnitCodes } = candidate;
  return {
    entryNumber: entry.number,
    entryVersion: entry.version,
    leadUnitCode,
    leadUnitName: map.units.name(leadUnitCode),
    coUnitCodes: [...coUnitCodes],
    coUnitNames: coUnitCodes.map((code) => map.units.name(code)),
    reason: proposalText(candidate, map),
  };
}

function toSuggestion(group: SuggestionGroup, { units, categories }: CountyMap): DirectorySuggestion {
  const { categoryCode, townshipCode, unitCode, proposedUnitCode, entry, isExact, counts, total, orderCodes } = group;
  return {
    ...{ categoryCode, townshipCode, isExact, total },
    categoryName: categories.path(categoryCode),
    townshipName: townshipCode === null ? null : units.name(townshipCode),
    chosenUnitCode: unitCode,
    chosenUnitName: units.name(unitCode),
    proposedUnitName: proposedUnitCode === null ? null : units.name(proposedUnitCode),
    entryNumber: entry?.number ?? null,
    entryVersion: entry?.version ?? null,
    counts: { ...counts },
    orderCodes: [...orderCodes],
    lastAt: group.lastAt.toISOString(),
  };
}
