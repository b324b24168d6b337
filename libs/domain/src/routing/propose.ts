import { isComplainedOf } from '../privacy/access';
import { type CategoryTree } from './category-tree';
import { type CountyMap, type DirectoryBook, type DirectoryEntry, scopeKey, scopeText } from './directory-entry';

/** What of an order the directory looks at. */
export interface RoutedMatter {
  readonly categoryCode: string | null;
  readonly townshipCode: string | null;
  readonly subjectUnitCode: string | null;
  /** Units that this very order has left: proposing them again would only come back again. */
  readonly givenBackBy?: readonly string[];
}

/** Why an entry that speaks of the matter is not followed. */
export type PassReason = 'complained_of' | 'unknown_unit' | 'given_back' | 'no_township';

/** A unit that the directory names for the matter. */
export interface Candidate {
  readonly entry: DirectoryEntry;
  readonly leadUnitCode: string;
  readonly coUnitCodes: readonly string[];
}

export interface Proposal {
  /** Best first; a unit appears once, by its most specific entry. */
  readonly candidates: readonly Candidate[];
  readonly passedOver: readonly {
    readonly entry: DirectoryEntry;
    readonly unitCode: string;
    readonly why: PassReason;
  }[];
}

/**
 * The scopes that speak of a matter, the most specific first: category and township, category alone, the same for each
 * parent upwards, and last the township's own default.
 */
export function scopesOf(
  { categoryCode, townshipCode }: Pick<RoutedMatter, 'categoryCode' | 'townshipCode'>,
  categories: CategoryTree,
): readonly string[] {
  const townships = townshipCode === null ? [null] : [townshipCode, null];
  const ofCategories = categories
    .chain(categoryCode)
    .flatMap((category) => townships.map((township) => scopeKey({ categoryCode: category, townshipCode: township })));
  return townshipCode === null ? ofCategories : [...ofCategories, scopeKey({ categoryCode: null, townshipCode })];
}

/**
 * Whom the directory would give the matter to. Never the unit complained of or one below it (信访工作条例 第三十条), never a
 * unit that is not there: then the next entry speaks, and `passedOver` says why.
 */
export function propose(book: DirectoryBook, matter: RoutedMatter, map: CountyMap): Proposal {
  const candidates: Candidate[] = [];
  const passedOver: Proposal['passedOver'][number][] = [];
  for (const scope of scopesOf(matter, map.categories)) {
    const entry = book.get(scope);
    if (!entry) continue;
    const unitCode = entry.leadUnitCode ?? matter.townshipCode;
    const why = passReason(unitCode, matter, map);
    if (unitCode === null || why !== null)
      passedOver.push({ entry, unitCode: unitCode ?? '', why: why ?? 'no_township' });
    else if (!candidates.some((known) => known.leadUnitCode === unitCode)) {
      candidates.push({ entry, leadUnitCode: unitCode, coUnitCodes: helpersOf(entry, unitCode, matter, map) });
    }
  }
  return { candidates, passedOver };
}

function passReason(unitCode: string | null, matter: RoutedMatter, { units }: CountyMap): PassReason | null {
  if (unitCode === null) return 'no_township';
  if (!units.has(unitCode)) return 'unknown_unit';
  if (isComplainedOf(unitCode, matter, units)) return 'complained_of';
  return matter.givenBackBy?.includes(unitCode) ? 'given_back' : null;
}

function helpersOf(
  entry: DirectoryEntry,
  leadUnitCode: string,
  matter: RoutedMatter,
  { units }: CountyMap,
): readonly string[] {
  return entry.coUnitCodes.filter(
    (code) => code !== leadUnitCode && units.has(code) && !isComplainedOf(code, matter, units),
  );
}

/** “派单目录第 12 条：市政设施·东河镇 → 县住建局，依据：…”. */
export function proposalText({ entry, leadUnitCode }: Candidate, map: CountyMap): string {
  const head = `派单目录第 ${String(entry.number)} 条：${scopeText(entry, map)}`;
  return `${head} → ${map.units.name(leadUnitCode)}，依据：${entry.basis}`;
}

/** The same for an entry that was not followed. */
export function passedOverText({ entry, unitCode, why }: Proposal['passedOver'][number], map: CountyMap): string {
  const unit = map.units.name(unitCode);
  const reasons: Readonly<Record<PassReason, string>> = {
    complained_of: `${unit}是被反映单位或其下属单位，依《信访工作条例》第三十条不得承办`,
    unknown_unit: `${unit}已停用或不存在`,
    given_back: `本工单已从${unit}退回或改派`,
    no_township: '由事发地乡镇主办，但工单没有登记乡镇',
  };
  return `派单目录第 ${String(entry.number)} 条（${scopeText(entry, map)}）未采用：${reasons[why]}`;
}
