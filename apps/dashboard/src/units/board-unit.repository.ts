import { type UnitChanged } from '@minsheng/contracts';
import { insertRow, UnitOfWork, updateRows } from '@minsheng/platform';
import { Injectable } from '@nestjs/common';
import { BoardUnitEntity } from './board-unit.entity';

/** Rows of the unit tree. */
@Injectable()
export class BoardUnitRepository {
  constructor(private readonly uow: UnitOfWork) {}

  async all(): Promise<BoardUnitEntity[]> {
    return this.uow.manager.find(BoardUnitEntity);
  }

  /** Stores the unit unless what is known is as new. */
  async put(unit: UnitChanged): Promise<void> {
    const { code, name, kind, parentCode, active, version } = unit;
    const known = await this.uow.manager.findOneBy(BoardUnitEntity, { code });
    if (!known) await insertRow(this.uow.manager, BoardUnitEntity, { code, name, kind, parentCode, active, version });
    else if (known.version < version) {
      await updateRows(
        this.uow.manager,
        BoardUnitEntity,
        { code, version: known.version },
        { name, kind, parentCode, active, version },
      );
    }
  }
}
