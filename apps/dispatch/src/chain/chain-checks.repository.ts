import { Injectable } from '@nestjs/common';
import { insertRow, type NewRow, UnitOfWork, updateRows } from '@minsheng/platform';
import { ChainCheckEntity } from './chain-check.entity';

/** What auditors asked to be checked. */
@Injectable()
export class ChainChecksRepository {
  constructor(private readonly uow: UnitOfWork) {}

  add(check: Omit<ChainCheckEntity, 'id'>): Promise<number> {
    return this.uow.run(() => insertRow(this.uow.manager, ChainCheckEntity, check));
  }

  async change(id: number, changes: NewRow<ChainCheckEntity>): Promise<void> {
    await this.uow.run(() => updateRows(this.uow.manager, ChainCheckEntity, { id }, changes));
  }

  async newest(): Promise<ChainCheckEntity | null> {
    const [row] = await this.uow.manager.find(ChainCheckEntity, { order: { id: 'DESC' }, take: 1 });
    return row ?? null;
  }

  byId(id: number): Promise<ChainCheckEntity | null> {
    return this.uow.manager.findOneBy(ChainCheckEntity, { id });
  }
}
