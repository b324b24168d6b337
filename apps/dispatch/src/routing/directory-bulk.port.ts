import { Injectable } from '@nestjs/common';
import { type CategoryChanged } from '@minsheng/contracts';
import { type DirectoryRule } from '@minsheng/domain';
import { Clock, UnitOfWork } from '@minsheng/platform';
import { CategoriesCopy } from './categories-copy.repository';
import { DirectoryRepository, ruleOf, ruleRow } from './directory.repository';

/** A first directory, laid down before anybody works with it: by the demo county. */
@Injectable()
export class DirectoryBulkPort {
  constructor(
    private readonly directory: DirectoryRepository,
    private readonly categories: CategoriesCopy,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Does nothing where there are entries already. `categories` say what the events that follow say again. */
  async load(rules: readonly DirectoryRule[], categories: readonly CategoryChanged[], actor: string): Promise<void> {
    await this.uow.run(async () => {
      await this.categories.put(categories);
      if ((await this.directory.count()) > 0) return;
      const at = this.clock.now();
      const numbered = rules.map((rule, index) => ({ rule, number: index + 1 }));
      await this.directory.add(
        numbered.map(({ rule, number }) => ({ number, version: 1, retired: false, ...ruleRow(rule) })),
      );
      const first = { version: 1, changeKind: 'created', beforeRule: null, reason: null, at, actor } as const;
      await this.directory.addVersions(
        numbered.map(({ rule, number }) => ({ ...first, number, afterRule: ruleOf(rule) })),
      );
    });
  }
}
