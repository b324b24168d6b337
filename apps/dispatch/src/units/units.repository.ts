import { Injectable } from '@nestjs/common';
import { insertRow, UnitOfWork, updateRows } from '@minsheng/platform';
import { UnitEntity } from './unit.entity';

/** The only file with queries on `unit`. */
@Injectable()
export class UnitsRepository {
  constructor(private readonly uow: UnitOfWork) {}

  all(): Promise<UnitEntity[]> {
    return this.uow.manager.find(UnitEntity, { where: { active: true } });
  }

  async put(unit: Omit<UnitEntity, 'id' | 'version'>): Promise<UnitEntity> {
    const { manager } = this.uow;
    const known = await manager.findOneBy(UnitEntity, { code: unit.code });
    const row = { ...unit, version: (known?.version ?? 0) + 1 };
    if (known) await updateRows(manager, UnitEntity, { code: unit.code }, row);
    else await insertRow(manager, UnitEntity, row);
    return { ...row, id: known?.id ?? 0 };
  }
}
