import { Injectable } from '@nestjs/common';
import { type CategoryView } from '@minsheng/contracts';
import { DomainError } from '@minsheng/domain';
import { bulkInsert, UnitOfWork } from '@minsheng/platform';
import { CategoryEntity } from './category.entity';

/** The tree of matters; the only file with queries on `category`. */
@Injectable()
export class CategoriesService {
  constructor(private readonly uow: UnitOfWork) {}

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
      if (fresh.length > 0) await bulkInsert(this.uow.manager, CategoryEntity, fresh);
    });
  }
}
