import { Injectable } from '@nestjs/common';
import { type CategoryLoad, type CategoryRow } from '@minsheng/contracts';
import { type Actor, type CategoryLine, CategoryOutline, DomainError, planCategories } from '@minsheng/domain';
import { AuditTrail, isDuplicateKey, readTableFile, type TableRow, UnitOfWork } from '@minsheng/platform';
import { CategoriesRepository } from './categories.repository';
import { type ChangeCategoryDto, type LoadCategoriesDto, type SaveCategoryDto } from './categories.dto';
import { type CategoryEntity } from './category.entity';

/** Editing the tree of matters: added, renamed, moved, retired; never deleted, because appeals refer to it. */
@Injectable()
export class CategoriesAdmin {
  constructor(
    private readonly categories: CategoriesRepository,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
  ) {}

  async list(): Promise<{ items: CategoryRow[]; nextCursor: null }> {
    const [rows, used] = [await this.categories.all(), await this.categories.usage()];
    return { items: rows.map((row) => toRow(row, used.get(row.code) ?? 0)), nextCursor: null };
  }

  /** @throws DomainError category_exists, category_parent, category_depth */
  async create({ code, name, parentCode: parent }: SaveCategoryDto, actor: Actor): Promise<CategoryRow> {
    const parentCode = parent ?? null;
    const node = { code, name, parentCode, retired: false };
    await this.uow
      .run(async () => {
        if (await this.categories.byCode(code)) throw new DomainError('category_exists', { category: code });
        new CategoryOutline(await this.categories.all()).with(node);
        await this.categories.add([{ ...node, version: 1 }]);
        await this.record(actor, code, { after: { name, parentCode } });
      })
      .catch((error: unknown) => {
        throw isDuplicateKey(error) ? new DomainError('category_exists', { category: code }) : error;
      });
    return this.one(code);
  }

  /** @throws DomainError not_found, category_stale, category_parent, category_cycle, category_depth, category_has_children */
  async change(
    code: string,
    { version, name, parentCode, retired }: ChangeCategoryDto,
    actor: Actor,
  ): Promise<CategoryRow> {
    await this.uow.run(async () => {
      const before = await this.categories.byCode(code);
      if (!before) throw new DomainError('not_found');
      const changes = { name, parentCode: parentCode ?? null, retired };
      if (before.version !== version) throw await this.stale(code);
      new CategoryOutline(await this.categories.all()).with({ code, ...changes });
      if (!(await this.categories.change(code, version, changes))) throw await this.stale(code);
      const { name: oldName, parentCode: oldParent, retired: wasRetired } = before;
      await this.record(actor, code, {
        before: { name: oldName, parentCode: oldParent, retired: wasRetired },
        after: changes,
      });
    });
    return this.one(code);
  }

  /** What a table file would do, or does when it has no problem. @throws DomainError table_unreadable, table_too_long */
  async load({ content, apply }: LoadCategoriesDto, actor: Actor): Promise<CategoryLoad> {
    const lines = (await readTableFile(Buffer.from(content, 'base64'))).map(toLine);
    return this.uow.run(async () => {
      const known = await this.categories.all();
      const plan = planCategories(lines, known);
      const applied = apply && plan.problems.length === 0;
      if (applied) {
        await this.categories.add(plan.create.map((line) => ({ ...nodeOf(line), retired: false, version: 1 })));
        for (const line of plan.change) {
          const { name, parentCode } = line;
          const version = known.find(({ code }) => code === line.code)?.version ?? 0;
          if (!(await this.categories.change(line.code, version, { name, parentCode })))
            throw await this.stale(line.code);
        }
        const counts = { created: plan.create.length, changed: plan.change.length };
        await this.record(actor, '*', {
          load: counts,
          codes: [...plan.create, ...plan.change].slice(0, 200).map(({ code }) => code),
        });
      }
      const { create, change, unchanged, problems } = plan;
      return { applied, create: create.map(nodeOf), change: change.map(nodeOf), unchanged, problems: [...problems] };
    });
  }

  private async one(code: string): Promise<CategoryRow> {
    const row = await this.categories.byCode(code);
    if (!row) throw new DomainError('not_found');
    return toRow(row, (await this.categories.usage()).get(code) ?? 0);
  }

  private async stale(code: string): Promise<DomainError> {
    const current = await this.categories.byCode(code);
    return new DomainError(
      'category_stale',
      { category: current?.name ?? code },
      { current: current ? toRow(current, 0) : null },
    );
  }

  private async record(actor: Actor, code: string, details: Record<string, unknown>): Promise<void> {
    await this.audit.record({ actor: actor.username, action: 'save_category', object: `category:${code}`, details });
  }
}

function toRow({ code, name, parentCode, retired, version }: CategoryEntity, used: number): CategoryRow {
  return { code, name, parentCode, retired, version, used };
}

function nodeOf({ code, name, parentCode }: CategoryLine) {
  return { code, name, parentCode };
}

/** Columns 编码 名称 上级编码 (or code, name, parent). */
function toLine({ line, cells }: TableRow): CategoryLine {
  const cell = (...names: readonly string[]): string =>
    names.map((name) => cells[name] ?? '').find((text) => text !== '') ?? '';
  return {
    line,
    code: cell('编码', 'code'),
    name: cell('名称', 'name'),
    parentCode: cell('上级编码', 'parent', 'parentCode') || null,
  };
}
