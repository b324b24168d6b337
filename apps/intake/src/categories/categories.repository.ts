import { Injectable } from '@nestjs/common';
import { bulkInsert, compareAndSet, Outbox, UnitOfWork } from '@minsheng/platform';
import { AppealEntity } from '../appeals/appeal.entity';
import { CategoryEntity } from './category.entity';

/** The only file with queries on `category`. */
@Injectable()
export class CategoriesRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly outbox: Outbox,
  ) {}

  all(): Promise<CategoryEntity[]> {
    return this.uow.manager.find(CategoryEntity, { order: { code: 'ASC' } });
  }

  byCode(code: string): Promise<CategoryEntity | null> {
    return this.uow.manager.findOneBy(CategoryEntity, { code });
  }

  /** Inside a transaction. @throws a duplicate key error when the code is taken */
  async add(rows: readonly Omit<CategoryEntity, 'id'>[]): Promise<void> {
    if (rows.length === 0) return;
    await bulkInsert(this.uow.manager, CategoryEntity, rows);
    for (const row of rows) await this.tell(row);
  }

  /** False when somebody changed it since that version. Dispatch is told, in the same transaction. */
  async change(code: string, version: number, changes: Partial<CategoryEntity>): Promise<boolean> {
    const next = { ...changes, version: version + 1 };
    if (!(await compareAndSet(this.uow.manager, CategoryEntity, { code, version }, next))) return false;
    const row = await this.byCode(code);
    if (row) await this.tell(row);
    return true;
  }

  private async tell({ code, name, parentCode, version }: Omit<CategoryEntity, 'id'>): Promise<void> {
    await this.outbox.add('intake.category-changed', code, { code, name, parentCode, version });
  }

  /** How many appeals were registered under each. */
  async usage(): Promise<Map<string, number>> {
    const rows = await this.uow.manager
      .createQueryBuilder(AppealEntity, 'a')
      .select('a.categoryCode', 'code')
      .addSelect('COUNT(*)', 'count')
      .where('a.categoryCode IS NOT NULL')
      .groupBy('a.categoryCode')
      .getRawMany<{ code: string; count: number | string }>();
    return new Map(rows.map(({ code, count }) => [code, Number(count)]));
  }
}
