import { Injectable } from '@nestjs/common';
import { type DirectoryRule, scopeKey } from '@minsheng/domain';
import { bulkInsert, compareAndSet, insertRow, type NewRow, UnitOfWork } from '@minsheng/platform';
import { In, MoreThan } from 'typeorm';
import { DirectoryEntryEntity, DirectoryVersionEntity } from './directory-entry.entity';

/** What a list of entries is narrowed to; an absent one narrows nothing. */
export interface DirectoryFilter {
  readonly categoryCodes?: readonly string[];
  readonly townshipCode?: string;
  readonly unitCode?: string;
  readonly withRetired: boolean;
}

/** The only file with queries on `directory_entry` and `directory_version`. */
@Injectable()
export class DirectoryRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** The entries in force that speak of one of the scopes: a few look-ups in the unique index. */
  ofScopes(scopes: readonly string[]): Promise<DirectoryEntryEntity[]> {
    if (scopes.length === 0) return Promise.resolve([]);
    return this.uow.manager.find(DirectoryEntryEntity, { where: { scopeKey: In([...scopes]) } });
  }

  /** Every entry in force, by number. */
  inForce(): Promise<DirectoryEntryEntity[]> {
    return this.uow.manager.find(DirectoryEntryEntity, { where: { retired: false }, order: { number: 'ASC' } });
  }

  count(): Promise<number> {
    return this.uow.manager.count(DirectoryEntryEntity);
  }

  byNumber(number: number): Promise<DirectoryEntryEntity | null> {
    return this.uow.manager.findOneBy(DirectoryEntryEntity, { number });
  }

  /** Entries after a number. Co-units stand in JSON and are compared by the caller. */
  after(
    number: number,
    { categoryCodes, townshipCode, withRetired }: DirectoryFilter,
  ): Promise<DirectoryEntryEntity[]> {
    return this.uow.manager.find(DirectoryEntryEntity, {
      where: {
        number: MoreThan(number),
        ...(withRetired ? {} : { retired: false }),
        ...(townshipCode === undefined ? {} : { townshipCode }),
        ...(categoryCodes === undefined ? {} : { categoryCode: In([...categoryCodes]) }),
      },
      order: { number: 'ASC' },
    });
  }

  async nextNumber(): Promise<number> {
    const newest = await this.uow.manager.find(DirectoryEntryEntity, {
      select: { number: true },
      order: { number: 'DESC' },
      take: 1,
    });
    return (newest[0]?.number ?? 0) + 1;
  }

  /** @throws a duplicate key error when somebody else took the number or the scope at this moment */
  async add(entries: readonly NewRow<DirectoryEntryEntity>[]): Promise<void> {
    await bulkInsert(this.uow.manager, DirectoryEntryEntity, entries);
  }

  /** False when the entry is no longer of this version. */
  change(number: number, version: number, changes: Partial<DirectoryEntryEntity>): Promise<boolean> {
    return compareAndSet(
      this.uow.manager,
      DirectoryEntryEntity,
      { number, version, retired: false },
      {
        ...changes,
        version: version + 1,
      },
    );
  }

  async addVersions(rows: readonly NewRow<DirectoryVersionEntity>[]): Promise<void> {
    if (rows.length === 1 && rows[0]) await insertRow(this.uow.manager, DirectoryVersionEntity, rows[0]);
    else await bulkInsert(this.uow.manager, DirectoryVersionEntity, rows);
  }

  /** Newest first. */
  versions(number: number): Promise<DirectoryVersionEntity[]> {
    return this.uow.manager.find(DirectoryVersionEntity, { where: { number }, order: { version: 'DESC' } });
  }
}

/** The columns of a rule, with the key that keeps its place. */
export function ruleRow(rule: DirectoryRule): DirectoryRule & { readonly scopeKey: string } {
  return { ...ruleOf(rule), scopeKey: scopeKey(rule) };
}

/** The rule alone, as versions keep it. */
export function ruleOf(rule: DirectoryRule): DirectoryRule {
  const { categoryCode, townshipCode, leadUnitCode, coUnitCodes, basis, note } = rule;
  return { categoryCode, townshipCode, leadUnitCode, coUnitCodes: [...coUnitCodes], basis, note };
}
