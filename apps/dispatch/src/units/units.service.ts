import { Injectable } from '@nestjs/common';
import { type UnitView } from '@minsheng/contracts';
import { type Unit, UnitTree } from '@minsheng/domain';
import { Clock, Outbox, UnitOfWork } from '@minsheng/platform';
import { UnitsRepository } from './units.repository';

/** Another replica's change of the units is seen after this long at the latest. */
const TREE_SECONDS = 5;

/** The units of the county, and the tree that every policy asks. */
@Injectable()
export class UnitsService {
  private cached: { tree: UnitTree; at: number } | null = null;

  constructor(
    private readonly repository: UnitsRepository,
    private readonly uow: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async tree(): Promise<UnitTree> {
    const now = this.clock.now().getTime();
    if (this.cached && Math.abs(now - this.cached.at) < TREE_SECONDS * 1000) return this.cached.tree;
    const tree = new UnitTree(await this.repository.all());
    this.cached = { tree, at: now };
    return tree;
  }

  /** Every unit that may lead, top level first, by code; all at once. */
  async list(): Promise<{ items: UnitView[]; nextCursor: null }> {
    const tree = await this.tree();
    const items = tree.all().map(({ code, name, kind, parentCode }) => ({ code, name, kind, parentCode }));
    return { items, nextCursor: null };
  }

  /**
   * Creates or changes units and tells the other services; a tree with a cycle is refused whole.
   * @throws DomainError cycle_in_units
   */
  async putAll(units: readonly Unit[]): Promise<void> {
    const merged = new Map((await this.repository.all()).map((unit): [string, Unit] => [unit.code, unit]));
    for (const unit of units) merged.set(unit.code, unit);
    new UnitTree([...merged.values()]);
    await this.uow.run(async () => {
      for (const unit of units) {
        const { code, name, kind, parentCode } = unit;
        const { version } = await this.repository.put({ code, name, kind, parentCode, active: true });
        await this.outbox.add('dispatch.unit-changed', code, { code, name, kind, parentCode, active: true, version });
      }
    });
    this.cached = null;
  }
}
