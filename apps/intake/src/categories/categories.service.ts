import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { type CategoryView } from '@minsheng/contracts';
import { DomainError } from '@minsheng/domain';
import { UnitOfWork } from '@minsheng/platform';
import { CategoriesRepository } from './categories.repository';

/** The tree of matters as the rest of intake asks for it. */
@Injectable()
export class CategoriesService implements OnApplicationBootstrap {
  constructor(
    private readonly categories: CategoriesRepository,
    private readonly uow: UnitOfWork,
  ) {}

  /** Categories from before dispatch was told of them are told now, once, whichever replica starts first. */
  async onApplicationBootstrap(): Promise<void> {
    const untold = (await this.categories.all()).filter(({ version }) => version === 0);
    if (untold.length === 0) return;
    await this.uow.run(async () => {
      for (const { code, version } of untold) await this.categories.change(code, version, {});
    });
  }

  /** Retired ones too: what was registered under them is still shown by name. */
  async list(): Promise<CategoryView[]> {
    const rows = await this.categories.all();
    return rows.map(({ code, name, parentCode, retired }) => ({ code, name, parentCode, retired }));
  }

  /** @throws DomainError unknown_category, category_retired */
  async refuseUnknown(code: string): Promise<void> {
    const category = await this.categories.byCode(code);
    if (!category) throw new DomainError('unknown_category', { category: code });
    if (category.retired) throw new DomainError('category_retired', { category: category.name });
  }

  /** Adds the categories that are not there yet. */
  async addMissing(categories: readonly Omit<CategoryView, 'retired'>[]): Promise<void> {
    await this.uow.run(async () => {
      const known = new Set((await this.categories.all()).map((row) => row.code));
      const fresh = categories.filter((category) => !known.has(category.code));
      await this.categories.add(fresh.map((category) => ({ ...category, retired: false, version: 1 })));
    });
  }
}
