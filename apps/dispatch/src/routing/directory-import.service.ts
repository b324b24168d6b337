import { Injectable } from '@nestjs/common';
import { type DirectoryImportResult } from '@minsheng/contracts';
import {
  type Actor,
  type CountyMap,
  type DirectoryBook,
  directoryBook,
  type DirectoryRule,
  DomainError,
  isSameRule,
  problemOf,
  scopeKey,
} from '@minsheng/domain';
import { UnitOfWork } from '@minsheng/platform';
import { CountyMaps } from './county-maps.provider';
import { readDirectory, ruleOfRow, type SheetRow, slipOf } from './directory-workbook';
import { DirectoryRepository } from './directory.repository';
import { DirectoryService } from './directory.service';

/** The most text of a cell, as at the screen. */
const MOST_TEXT = 1000;

interface Plan {
  readonly result: Omit<DirectoryImportResult, 'applied'>;
  readonly rules: readonly DirectoryRule[];
}

/** A whole table of entries at once: looked at first, written only when every row is sound. */
@Injectable()
export class DirectoryImport {
  constructor(
    private readonly directory: DirectoryRepository,
    private readonly entries: DirectoryService,
    private readonly maps: CountyMaps,
    private readonly uow: UnitOfWork,
  ) {}

  /**
   * Without `confirm` nothing is written. Each written row is a version of its entry by this person; entries that the
   * file does not name stay as they are.
   * @throws DomainError import_unreadable, import_problems
   */
  async run(file: Buffer, confirm: boolean, actor: Actor): Promise<DirectoryImportResult> {
    const rows = await readDirectory(file);
    const map = await this.maps.now();
    if (!confirm) return { ...planOf(rows, await this.book(), map).result, applied: false };
    return this.uow.run(async () => {
      const book = await this.book();
      const { result, rules } = planOf(rows, book, map);
      if (result.problems.length > 0) throw new DomainError('import_problems', { count: result.problems.length });
      for (const rule of rules) {
        const known = book.get(scopeKey(rule));
        if (!known) await this.entries.create(rule, actor);
        else if (!isSameRule(known, rule)) await this.entries.change(known, rule, actor);
      }
      return { ...result, applied: true };
    });
  }

  private async book(): Promise<DirectoryBook> {
    return directoryBook(await this.directory.inForce());
  }
}

function planOf(rows: readonly SheetRow[], book: DirectoryBook, map: CountyMap): Plan {
  const rules = new Map<string, DirectoryRule>();
  const problems: { line: number; message: string }[] = [];
  const counts = { added: 0, changed: 0, unchanged: 0 };
  for (const row of rows) {
    const rule = ruleOfRow(row);
    const key = scopeKey(rule);
    const message =
      slipOf(row, map) ?? (rules.has(key) ? '与前面的行重复：同一事项分类、同一乡镇' : problemOfRule(rule, map));
    if (message !== null) {
      problems.push({ line: row.line, message });
      continue;
    }
    rules.set(key, rule);
    const known = book.get(key);
    counts[known ? (isSameRule(known, rule) ? 'unchanged' : 'changed') : 'added'] += 1;
  }
  return { result: { rows: rows.length, ...counts, problems }, rules: [...rules.values()] };
}

function problemOfRule(rule: DirectoryRule, map: CountyMap): string | null {
  if (rule.basis.length < 2 || rule.basis.length > MOST_TEXT) return '职责依据须为 2–1000 个字';
  if ((rule.note ?? '').length > MOST_TEXT) return '备注最多 1000 个字';
  return problemOf(rule, map);
}
