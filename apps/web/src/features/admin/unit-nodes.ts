import type { UnitRecord } from '@minsheng/contracts';

/** A unit with those below it, as the tree shows them. */
export interface UnitTreeNode extends UnitRecord {
  children: UnitTreeNode[];
}

/** A unit whose parent is not there stands at the top rather than vanish. */
export function treeOf(units: readonly UnitRecord[]): UnitTreeNode[] {
  const nodes = new Map(units.map((unit): [string, UnitTreeNode] => [unit.code, { ...unit, children: [] }]));
  const top: UnitTreeNode[] = [];
  for (const node of nodes.values()) (nodes.get(node.parentCode ?? '')?.children ?? top).push(node);
  return top;
}

/** Where a unit may be moved to: units in service, but not itself nor one below it. */
export function possibleParents(units: readonly UnitRecord[], code: string | null): UnitRecord[] {
  const parentOf = new Map(units.map((unit) => [unit.code, unit.parentCode]));
  const isWithin = (start: string): boolean => {
    const seen = new Set<string>();
    for (let at: string | null = start; at !== null && !seen.has(at); at = parentOf.get(at) ?? null) {
      if (at === code) return true;
      seen.add(at);
    }
    return false;
  };
  return units.filter((unit) => unit.active && !isWithin(unit.code));
}
