import { type DirectoryEntryView, type DirectoryVersionView } from '@minsheng/contracts';
import { type CountyMap, type DirectoryRule, problemOf } from '@minsheng/domain';
import { type DirectoryEntryEntity, type DirectoryVersionEntity } from './directory-entry.entity';
import { ruleOf } from './directory.repository';

interface Head {
  readonly number: number;
  readonly version: number;
  readonly retired: boolean;
}

/** An entry with the names of what it speaks of. */
export function toEntryView(entry: DirectoryEntryEntity, map: CountyMap): DirectoryEntryView {
  const { number, version, retired } = entry;
  return viewOf(ruleOf(entry), { number, version, retired }, map);
}

export function toVersionView(
  row: DirectoryVersionEntity,
  map: CountyMap,
  names: ReadonlyMap<string, string>,
): DirectoryVersionView {
  const { number, version, changeKind } = row;
  const head = { number, version, retired: changeKind === 'retired' };
  return {
    version,
    change: changeKind,
    at: row.at.toISOString(),
    actorName: names.get(row.actor) ?? row.actor,
    reason: row.reason,
    before: row.beforeRule && viewOf(row.beforeRule, { number, version: version - 1, retired: false }, map),
    after: viewOf(row.afterRule, head, map),
  };
}

function viewOf(rule: DirectoryRule, head: Head, map: CountyMap): DirectoryEntryView {
  const { units, categories } = map;
  const { categoryCode, townshipCode, leadUnitCode } = rule;
  return {
    ...head,
    ...rule,
    coUnitCodes: [...rule.coUnitCodes],
    categoryName: categoryCode === null ? null : categories.path(categoryCode),
    townshipName: townshipCode === null ? null : units.name(townshipCode),
    leadUnitName: leadUnitCode === null ? null : units.name(leadUnitCode),
    coUnitNames: rule.coUnitCodes.map((code) => units.name(code)),
    problem: head.retired ? null : problemOf(rule, map),
  };
}
