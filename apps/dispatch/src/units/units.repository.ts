import { Injectable } from '@nestjs/common';
import { compareAndSet, insertRow, UnitOfWork } from '@minsheng/platform';
import { DirectoryTurnEntity } from './directory-turn.entity';
import { UnitEntity } from './unit.entity';

/** The only file with queries on `unit`. */
@Injectable()
export class UnitsRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /**
   * Whoever changes the tree waits here for whoever is changing it: no circle comes about of two moves at once. Before
   * anything is read.
   */
  async takeTurn(): Promise<void> {
    await this.uow.manager.increment(DirectoryTurnEntity, { name: 'units' }, 'turn', 1);
  }

  /** With those that were closed down. */
  all(): Promise<UnitEntity[]> {
    return this.uow.manager.find(UnitEntity);
  }

  async add(unit: Omit<UnitEntity, 'id'>): Promise<void> {
    await insertRow(this.uow.manager, UnitEntity, unit);
  }

  /** False when somebody else was faster. */
  change(version: number, unit: Omit<UnitEntity, 'id'>): Promise<boolean> {
    return compareAndSet(this.uow.manager, UnitEntity, { code: unit.code, version }, unit);
  }
}
