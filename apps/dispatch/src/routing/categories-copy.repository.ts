import { Injectable } from '@nestjs/common';
import { type CategoryChanged, type EventEnvelope } from '@minsheng/contracts';
import { CategoryTree } from '@minsheng/domain';
import { bulkInsert, Clock, HandlesMany, UnitOfWork } from '@minsheng/platform';
import { In, LessThan } from 'typeorm';
import { CategoryCopyEntity } from './category-copy.entity';

/** Another replica's change is seen after this long at the latest. */
const TREE_SECONDS = 5;

/** The only file with queries on `dispatch_category`: the copy and the tree made of it. */
@Injectable()
export class CategoriesCopy {
  private cached: { tree: CategoryTree; at: number } | null = null;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async tree(): Promise<CategoryTree> {
    const now = this.clock.now().getTime();
    if (this.cached && Math.abs(now - this.cached.at) < TREE_SECONDS * 1000) return this.cached.tree;
    const tree = new CategoryTree(await this.uow.manager.find(CategoryCopyEntity));
    this.cached = { tree, at: now };
    return tree;
  }

  @HandlesMany(['intake.category-changed'], { consumer: 'dispatch.categories' })
  follow(envelopes: readonly EventEnvelope<'intake.category-changed'>[]): Promise<void> {
    return this.put(envelopes.map(({ payload }) => payload));
  }

  /** Keeps what is newer than what is known. Judged by the database: another replica may be storing at this moment. */
  async put(changes: readonly CategoryChanged[]): Promise<void> {
    await this.uow.run(async () => {
      const { manager } = this.uow;
      const newest = new Map<string, CategoryChanged>();
      for (const change of changes) {
        if ((newest.get(change.code)?.version ?? -1) < change.version) newest.set(change.code, change);
      }
      const stored = await manager.find(CategoryCopyEntity, {
        select: { code: true, version: true },
        where: { code: In([...newest.keys()]) },
      });
      for (const { code, version } of stored) {
        const change = newest.get(code);
        newest.delete(code);
        if (change && version < change.version)
          await manager.update(CategoryCopyEntity, { code, version: LessThan(change.version) }, rowOf(change));
      }
      if (newest.size > 0) await bulkInsert(manager, CategoryCopyEntity, [...newest.values()].map(rowOf));
      this.uow.afterCommit(() => (this.cached = null));
    });
  }
}

function rowOf({ code, name, parentCode, version }: CategoryChanged): CategoryChanged {
  return { code, name, parentCode, version };
}
