import { Injectable } from '@nestjs/common';
import { type UnitView } from '@minsheng/contracts';
import { DomainError, type Unit, UnitTree } from '@minsheng/domain';
import { AuditTrail, Clock, Outbox, UnitOfWork } from '@minsheng/platform';
import { ReaderRewrites } from '../orders/reader-rewrites.repository';
import { type UnitEntity } from './unit.entity';
import { UnitsRepository } from './units.repository';

/** Another replica's change of the units is seen after this long at the latest. */
const TREE_SECONDS = 1;

/** The units of the county, and the tree that every policy asks. */
@Injectable()
export class UnitsService {
  private cached: { tree: UnitTree; at: number } | null = null;
  /** Counts the changes made here: a tree read before one of them is not kept after it. */
  private changes = 0;

  constructor(
    private readonly repository: UnitsRepository,
    private readonly rewrites: ReaderRewrites,
    private readonly uow: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async tree(): Promise<UnitTree> {
    if (this.isChanging()) return this.freshTree();
    const now = this.clock.now().getTime();
    if (this.cached && Math.abs(now - this.cached.at) < TREE_SECONDS * 1000) return this.cached.tree;
    const { changes } = this;
    const tree = await this.freshTree();
    if (changes === this.changes) this.cached = { tree, at: now };
    return tree;
  }

  /** As it is stored at this moment, for who rewrites what hangs on it. */
  async freshTree(): Promise<UnitTree> {
    return UnitTree.ofCopy(await this.repository.all());
  }

  /** Every unit that may lead, top level first, by code; all at once. */
  async list(): Promise<{ items: UnitView[]; nextCursor: null }> {
    const tree = await this.tree();
    const items = tree.all().map(({ code, name, kind, parentCode }) => ({ code, name, kind, parentCode }));
    return { items, nextCursor: null };
  }

  /**
   * Creates or changes units, all or none, tells the other services and, where a unit moved, has the readers of its
   * orders rewritten. What stays as it is gets no new version.
   * @param by the administrator for the audit trail; null for the demonstration, of which none is kept
   * @throws DomainError cycle_in_units, stale_record
   */
  async putAll(units: readonly Unit[], by: string | null = null): Promise<void> {
    await this.uow.run(async () => {
      await this.repository.takeTurn();
      const before = await this.repository.all();
      const known = new Map(before.map((unit) => [unit.code, unit]));
      const after = new Map<string, Unit>(known);
      for (const unit of units) after.set(unit.code, unit);
      const tree = new UnitTree([...after.values()]);
      this.mark().changing = true;
      for (const unit of units) await this.put(unit, known.get(unit.code) ?? null, by);
      const moved = units.filter(({ code, parentCode }) => {
        const unit = known.get(code);
        return unit !== undefined && unit.parentCode !== parentCode;
      });
      const old = UnitTree.ofCopy(before);
      await this.rewrites.request(moved.flatMap(({ code }) => [...old.subtree(code), ...tree.subtree(code)]));
      this.uow.afterCommit(() => this.forget());
    });
  }

  private async put(unit: Unit, known: UnitEntity | null, by: string | null): Promise<void> {
    const { code, name, kind, parentCode, active = true } = unit;
    const facts = { name, kind, parentCode, active };
    if (known && isSame(known, unit)) return;
    const row = { code, ...facts, version: (known?.version ?? 0) + 1 };
    if (!known) await this.repository.add(row);
    else if (!(await this.repository.change(known.version, row))) throw new DomainError('stale_record', { what: name });
    await this.outbox.add('dispatch.unit-changed', code, row);
    if (by === null) return;
    const before = known && { name: known.name, kind: known.kind, parentCode: known.parentCode, active: known.active };
    const action = known ? 'unit_changed' : 'unit_created';
    await this.audit.record({ actor: by, action, object: `unit:${code}`, details: { before, after: facts } });
  }

  /** True inside the transaction that changes the units: it sees its own change, and keeps it to itself. */
  private isChanging(): boolean {
    return this.uow.isWriting && this.mark().changing;
  }

  private mark(): { changing: boolean } {
    return this.uow.keep(this, () => ({ changing: false }));
  }

  private forget(): void {
    this.changes += 1;
    this.cached = null;
  }
}

function isSame(known: UnitEntity, { name, kind, parentCode, active = true }: Unit): boolean {
  return known.name === name && known.kind === kind && known.parentCode === parentCode && known.active === active;
}
