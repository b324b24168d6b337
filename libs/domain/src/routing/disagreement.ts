import { type Disagreement } from '@minsheng/contracts';
import { isComplainedOf } from '../privacy/access';
import { type CountyMap, type DirectoryBook, type DirectoryEntry, scopeKey } from './directory-entry';
import { propose } from './propose';
import { type GivenFact } from './routing-facts';

/** A dispatch beside what the directory proposed at that moment. */
export interface Choice {
  readonly proposedUnitCode: string | null;
  readonly entryNumber: number | null;
  readonly entryVersion: number | null;
  /** null: as proposed. */
  readonly disagreement: Disagreement | null;
}

/**
 * Compares where an order was given with what the directory says. The unit that gave the order back is not left out
 * here: that the directory names it is exactly what is to be learnt.
 */
export function judgeChoice(book: DirectoryBook, given: GivenFact, map: CountyMap): Choice {
  const { candidates, passedOver } = propose(book, given, map);
  const first = candidates[0];
  const proposed = first
    ? { proposedUnitCode: first.leadUnitCode, entryNumber: first.entry.number, entryVersion: first.entry.version }
    : { proposedUnitCode: null, entryNumber: null, entryVersion: null };
  // The unit responsible may not have it because it is complained of: where it went then says nothing about whose duty it is.
  const isException = passedOver.some(({ why }) => why === 'complained_of');
  return { ...proposed, disagreement: isException ? null : disagreementOf(proposed.proposedUnitCode, given, map) };
}

function disagreementOf(proposed: string | null, given: GivenFact, { units }: CountyMap): Disagreement | null {
  if (proposed === given.unitCode) return null;
  const from = given.fromUnitCode;
  // Taken away because it is complained of: that says nothing about whose duty the matter is.
  if (from !== null && from !== given.unitCode && !isComplainedOf(from, given, units)) return 'rerouted';
  return proposed === null ? 'uncovered' : 'differs';
}

/** One disagreement as it was recorded. */
export interface RecordedChoice {
  readonly orderCode: string;
  readonly at: Date;
  readonly categoryCode: string | null;
  readonly townshipCode: string | null;
  readonly unitCode: string;
  readonly disagreement: Disagreement | null;
}

/** Disagreements of one category and township that went to the same unit. */
export interface SuggestionGroup {
  readonly categoryCode: string;
  readonly townshipCode: string | null;
  readonly unitCode: string;
  /** What the directory says of them now. */
  readonly proposedUnitCode: string | null;
  readonly entry: DirectoryEntry | null;
  readonly isExact: boolean;
  readonly counts: Readonly<Record<Disagreement, number>>;
  readonly total: number;
  readonly orderCodes: readonly string[];
  readonly lastAt: Date;
}

const MOST_ORDERS = 10;

/**
 * What dispatchers did otherwise than the directory says, the most frequent first. What it has learnt since, because
 * somebody changed an entry, is left out; so is what has no category, of which no entry could speak.
 */
export function groupDisagreements(
  choices: readonly RecordedChoice[],
  book: DirectoryBook,
  map: CountyMap,
): readonly SuggestionGroup[] {
  const groups = new Map<string, RecordedChoice[]>();
  for (const choice of choices) {
    if (choice.disagreement === null || choice.categoryCode === null) continue;
    const key = `${scopeKey(choice)}|${choice.unitCode}`;
    const group = groups.get(key);
    if (group) group.push(choice);
    else groups.set(key, [choice]);
  }
  return [...groups.values()]
    .flatMap((group) => suggestionOf(group, book, map))
    .sort((a, b) => b.total - a.total || b.lastAt.getTime() - a.lastAt.getTime());
}

function suggestionOf(group: readonly RecordedChoice[], book: DirectoryBook, map: CountyMap): SuggestionGroup[] {
  const [first] = group;
  if (!first || first.categoryCode === null) return [];
  const { categoryCode, townshipCode, unitCode } = first;
  const now = propose(book, { categoryCode, townshipCode, subjectUnitCode: null }, map).candidates[0];
  if (now?.leadUnitCode === unitCode || !map.units.has(unitCode)) return [];
  const exact = book.get(scopeKey(first)) ?? null;
  const newest = [...group].sort((a, b) => b.at.getTime() - a.at.getTime());
  const counts = { differs: 0, rerouted: 0, uncovered: 0 };
  for (const { disagreement } of group) if (disagreement !== null) counts[disagreement] += 1;
  return [
    {
      ...{ categoryCode, townshipCode, unitCode, counts, total: group.length },
      proposedUnitCode: now?.leadUnitCode ?? null,
      entry: exact ?? now?.entry ?? null,
      isExact: exact !== null,
      orderCodes: [...new Set(newest.map(({ orderCode }) => orderCode))].slice(0, MOST_ORDERS),
      lastAt: newest[0]?.at ?? first.at,
    },
  ];
}
