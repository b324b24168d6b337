import { DomainError } from '../errors';
import { type UnitTree } from '../units/unit-tree';
import { type CategoryTree } from './category-tree';

/** What an entry lays down: matters of this category in this township belong to these units, because of this. */
export interface DirectoryRule {
  /** null: any category. */
  readonly categoryCode: string | null;
  /** null: any township. */
  readonly townshipCode: string | null;
  /** null: the township in which the matter lies. */
  readonly leadUnitCode: string | null;
  readonly coUnitCodes: readonly string[];
  /** 职责依据. */
  readonly basis: string;
  readonly note: string | null;
}

/** An entry of the 派单目录 as it holds in one version. */
export interface DirectoryEntry extends DirectoryRule {
  /** What people call it by: “第 12 条”. */
  readonly number: number;
  readonly version: number;
}

/** The county's units and categories: what entries name. */
export interface CountyMap {
  readonly units: UnitTree;
  readonly categories: CategoryTree;
}

/** Which matters an entry speaks of, as one word: among the entries in force it is unique. */
export function scopeKey({ categoryCode, townshipCode }: Pick<DirectoryRule, 'categoryCode' | 'townshipCode'>): string {
  return `${categoryCode ?? '*'}|${townshipCode ?? '*'}`;
}

/** Entries in force by the matters they speak of. */
export type DirectoryBook = ReadonlyMap<string, DirectoryEntry>;

export function directoryBook(entries: readonly DirectoryEntry[]): DirectoryBook {
  return new Map(entries.map((entry) => [scopeKey(entry), entry]));
}

/** “市政设施 / 路灯·东河镇”, with 不限 for what the entry leaves open. */
export function scopeText(
  { categoryCode, townshipCode }: Pick<DirectoryRule, 'categoryCode' | 'townshipCode'>,
  { units, categories }: CountyMap,
): string {
  const category = categoryCode === null ? '全部事项' : categories.path(categoryCode);
  return `${category}·${townshipCode === null ? '不限乡镇' : units.name(townshipCode)}`;
}

/**
 * An entry that names what is not there, or says nothing, is not laid down.
 * @throws DomainError unknown_category, unknown_township, unknown_unit, co_unit_is_lead, entry_needs_scope
 */
export function refuseUnsoundRule(rule: DirectoryRule, { units, categories }: CountyMap): void {
  const { categoryCode, townshipCode, leadUnitCode, coUnitCodes } = rule;
  if (categoryCode === null && townshipCode === null) throw new DomainError('entry_needs_scope');
  if (categoryCode !== null && !categories.has(categoryCode))
    throw new DomainError('unknown_category', { category: categoryCode });
  if (townshipCode !== null && units.get(townshipCode)?.kind !== 'township')
    throw new DomainError('unknown_township', { township: townshipCode });
  const missing = [leadUnitCode, ...coUnitCodes].find((code) => code !== null && !units.has(code));
  if (missing) throw new DomainError('unknown_unit', { unit: missing });
  if (leadUnitCode !== null && coUnitCodes.includes(leadUnitCode)) throw new DomainError('co_unit_is_lead');
}

/** What keeps an entry from proposing anything: something it names is no longer there. null: it is sound. */
export function problemOf(rule: DirectoryRule, map: CountyMap): string | null {
  try {
    refuseUnsoundRule(rule, map);
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error.message;
    throw error;
  }
}

/** Whether two versions lay down the same. */
export function isSameRule(a: DirectoryRule, b: DirectoryRule): boolean {
  return (
    scopeKey(a) === scopeKey(b) &&
    a.leadUnitCode === b.leadUnitCode &&
    a.coUnitCodes.join() === b.coUnitCodes.join() &&
    a.basis === b.basis &&
    a.note === b.note
  );
}
