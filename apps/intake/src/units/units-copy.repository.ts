import { Injectable } from '@nestjs/common';
import { type UnitChanged } from '@minsheng/contracts';
import { UnitTree } from '@minsheng/domain';
import { Clock, Handles, insertRow, UnitOfWork } from '@minsheng/platform';
import { LessThan } from 'typeorm';
import { IntakeUnitEntity } from './unit-copy.entity';

const TREE_SECONDS = 1;

/** The only file with queries on `intake_unit`: the copy and the tree made of it. */
@Injectable()
export class UnitsCopy {
  private cached: { tree: UnitTree; at: number } | null = null;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async tree(): Promise<UnitTree> {
    const now = this.clock.now().getTime();
    if (this.cached && Math.abs(now - this.cached.at) < TREE_SECONDS * 1000) return this.cached.tree;
    const tree = UnitTree.ofCopy(await this.uow.manager.find(IntakeUnitEntity));
    this.cached = { tree, at: now };
    return tree;
  }

  @Handles('dispatch.unit-changed', { consumer: 'intake.units' })
  async follow(unit: UnitChanged): Promise<void> {
    const { manager } = this.uow;
    // Judged by the database: another replica may be storing a newer version at this moment.
    if (await manager.existsBy(IntakeUnitEntity, { code: unit.code })) {
      await manager.update(IntakeUnitEntity, { code: unit.code, version: LessThan(unit.version) }, unit);
    } else await insertRow(manager, IntakeUnitEntity, unit);
    this.uow.afterCommit(() => (this.cached = null));
  }
}
