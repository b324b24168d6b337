import { type UnitKind } from '@minsheng/contracts';
import { DomainError } from '../errors';

/** A responsible unit; the county itself is none. */
export interface Unit {
  readonly code: string;
  readonly name: string;
  readonly kind: UnitKind;
  readonly parentCode: string | null;
  /** False for a unit that was closed down: it leads nothing any more, its old orders keep their place. Left out: true. */
  readonly active?: boolean;
}

/** The units of the county as an immutable value. */
export class UnitTree {
  private readonly byCode = new Map<string, Unit>();
  private readonly children = new Map<string, string[]>();

  /** @throws DomainError cycle_in_units when a unit is its own ancestor. */
  constructor(units: readonly Unit[]) {
    for (const unit of units) this.byCode.set(unit.code, unit);
    for (const unit of units) {
      if (!unit.parentCode) continue;
      this.children.set(unit.parentCode, [...(this.children.get(unit.parentCode) ?? []), unit.code]);
      this.refuseCycle(unit);
    }
  }

  /**
   * The tree of a copy that is kept by events. Two moves told in the wrong order may form a circle for a moment: the
   * units in it stand at the top until the other event is there.
   */
  static ofCopy(units: readonly Unit[]): UnitTree {
    const byCode = new Map(units.map((unit) => [unit.code, unit]));
    const isCircled = (unit: Unit): boolean => {
      const seen = new Set<string>();
      for (let at: Unit | undefined = unit; at; at = byCode.get(at.parentCode ?? '')) {
        if (seen.has(at.code)) return true;
        seen.add(at.code);
      }
      return false;
    };
    return new UnitTree(units.map((unit) => (isCircled(unit) ? { ...unit, parentCode: null } : unit)));
  }

  /** There is such a unit and it may be given work. */
  has(code: string): boolean {
    return this.byCode.has(code) && this.byCode.get(code)?.active !== false;
  }

  get(code: string): Unit | undefined {
    return this.byCode.get(code);
  }

  /** The unit's name, or the code itself for a unit that is no longer there. */
  name(code: string): string {
    return this.byCode.get(code)?.name ?? code;
  }

  /** The units that may be given work: top level first, by code. */
  all(): readonly Unit[] {
    return this.ever().filter((unit) => unit.active !== false);
  }

  /** The same with those that were closed down. */
  ever(): readonly Unit[] {
    return [...this.byCode.values()].sort(
      (a, b) => Number(a.parentCode !== null) - Number(b.parentCode !== null) || (a.code < b.code ? -1 : 1),
    );
  }

  /** The unit itself, then its parents upwards. */
  ancestorsOrSelf(code: string): readonly string[] {
    const path: string[] = [];
    for (let at: string | null = code; at !== null; at = this.byCode.get(at)?.parentCode ?? null) path.push(at);
    return path;
  }

  /** The unit itself and everything below it. */
  subtree(code: string): readonly string[] {
    return [code, ...(this.children.get(code) ?? []).flatMap((child) => this.subtree(child))];
  }

  isWithin(code: string, ancestor: string): boolean {
    return this.ancestorsOrSelf(code).includes(ancestor);
  }

  private refuseCycle(unit: Unit): void {
    const seen = new Set([unit.code]);
    for (let at = unit.parentCode; at !== null; at = this.byCode.get(at)?.parentCode ?? null) {
      if (seen.has(at)) throw new DomainError('cycle_in_units', { unit: unit.code });
      seen.add(at);
    }
  }
}
