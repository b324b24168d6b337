import { Injectable } from '@nestjs/common';
import { type SettingName } from '@minsheng/contracts';
import { insertRow, SettingVersionEntity, UnitOfWork } from '@minsheng/platform';

/** The one writer of `setting_version`; everybody reads through `Settings`. */
@Injectable()
export class SettingVersionsRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** The newest saved version's number, 1 where only the shipped one exists; sees this transaction's own rows. */
  async latest(name: SettingName): Promise<number> {
    return Number((await this.uow.manager.maximum(SettingVersionEntity, 'version', { name })) ?? 1);
  }

  /** @throws a duplicate key error when somebody saved the same version at the same moment */
  async add(row: Omit<SettingVersionEntity, 'id'>): Promise<void> {
    await insertRow(this.uow.manager, SettingVersionEntity, row);
  }
}
