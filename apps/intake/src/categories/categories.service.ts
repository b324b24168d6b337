import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { type CategoryView } from '@minsheng/contracts';
import { DomainError } from '@minsheng/domain';
import { bulkInsert, compareAndSet, Outbox, UnitOfWork } from '@minsheng/platform';
import { CategoryEntity } from './category.entity';

/** The tree of matters; the only file with queries on `category`. */
@Injectable()
export class CategoriesService implements OnApplicationBootstrap {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly outbox: Outbox,
  ) {}

  /** Categories from before dispatch was told of them are told now, once, whichever replica starts first. */
  async onApplicationBootstrap(): Promise<void> {
    const untold = await this.uow.manager.findBy(CategoryEntity, { version: 0 });
    if (untold.length === 0) return;
    await this.uow.run(async () => {
      for (const row of untold) {
        const { id, version } = row;
        const mine = await compareAndSet(this.uow.manager, CategoryEntity, { id, version }, { version: 1 });
        if (mine) await this.tell({ ...row, version: 1 });
      }
    });
  }

  async list(): Promise<CategoryView[]> {
    const rows = await this.uow.manager.find(CategoryEntity, { order: { code: 'ASC' } });
    return rows.map(({ code, name, parentCode }) => ({ code, name, parentCode }));
  }

  /** @throws DomainError unknown_category */
  async refuseUnknown(code: string): Promise<void> {
    if (!(await this.uow.manager.existsBy(CategoryEntity, { code })))
      throw new DomainError('unknown_category', { category: code });
  }

  /** Adds the categories that are not there yet. */
  async addMissing(categories: readonly CategoryView[]): Promise<void> {
    await this.uow.run(async () => {
      const known = new Set((await this.uow.manager.find(CategoryEntity)).map((row) => row.code));
      const fresh = categories.filter((category) => !known.has(category.code));
      const rows = fresh.map((category) => ({ ...category, version: 1 }));
      if (rows.length > 0) await bulkInsert(this.uow.manager, CategoryEntity, rows);
      for (const row of rows) await this.tell(row);
    });
  }

  private tell({ code, name, parentCode, version }: Omit<CategoryEntity, 'id'>): Promise<void> {
    return this.outbox.add('intake.category-changed', code, { code, name, parentCode, version });
  }
}
