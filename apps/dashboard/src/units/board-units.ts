import { type EventEnvelope } from '@minsheng/contracts';
import { UnitTree } from '@minsheng/domain';
import { Clock, UnitOfWork } from '@minsheng/platform';
import { Injectable } from '@nestjs/common';
import { BoardUnitRepository } from './board-unit.repository';

/** Other replicas may have changed the tree: it is read anew after this long. */
const FRESH_MS = 1_000;

/** The dashboard's copy of the unit tree, kept by events. */
@Injectable()
export class BoardUnits {
  private cached: { readonly tree: UnitTree; readonly active: ReadonlySet<string>; readonly until: number } | null =
    null;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly units: BoardUnitRepository,
    private readonly clock: Clock,
  ) {}

  /** Stores units that are newer than what is known. */
  async apply(units: readonly EventEnvelope<'dispatch.unit-changed'>['payload'][]): Promise<void> {
    await this.uow.run(async () => {
      for (const unit of units) await this.units.put(unit);
      this.uow.afterCommit(() => (this.cached = null));
    });
  }

  async tree(): Promise<UnitTree> {
    return (await this.load()).tree;
  }

  /** As the running transaction sees it; kept for nobody else. */
  async stored(): Promise<UnitTree> {
    return (await this.read()).tree;
  }

  /** Codes of the units that may lead now. */
  async active(): Promise<ReadonlySet<string>> {
    return (await this.load()).active;
  }

  private async load(): Promise<{ readonly tree: UnitTree; readonly active: ReadonlySet<string> }> {
    const now = this.clock.now().getTime();
    if (this.cached && this.cached.until > now) return this.cached;
    const { tree, active } = await this.read();
    this.cached = { tree, active, until: now + FRESH_MS };
    return this.cached;
  }

  private async read(): Promise<{ readonly tree: UnitTree; readonly active: ReadonlySet<string> }> {
    const rows = await this.units.all();
    const known = new Set(rows.map((row) => row.code));
    // A child may be told of before its parent: until then it stands at the top.
    // A unit that was closed down keeps its scope: its past is still asked for.
    const units = rows.map(({ code, name, kind, parentCode }) => ({
      ...{ code, name, kind },
      parentCode: parentCode && known.has(parentCode) ? parentCode : null,
    }));
    const active = new Set(rows.filter((row) => row.active).map((row) => row.code));
    return { tree: UnitTree.ofCopy(units), active };
  }
}
