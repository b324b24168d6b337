import { Injectable } from '@nestjs/common';
import { type DirectoryChange, type DirectoryEntryView } from '@minsheng/contracts';
import {
  type Actor,
  type CountyMap,
  type DirectoryRule,
  DomainError,
  isSameRule,
  refuseUnsoundRule,
  scopeKey,
  scopeText,
} from '@minsheng/domain';
import { Clock, isDuplicateKey, UnitOfWork } from '@minsheng/platform';
import { CountyMaps } from './county-maps.provider';
import { type DirectoryEntryEntity } from './directory-entry.entity';
import { toEntryView } from './directory-view';
import { DirectoryRepository, ruleOf, ruleRow } from './directory.repository';

/** An entry as the page had it. */
export interface EntryVersion {
  readonly number: number;
  readonly version: number;
}

/** Laying down, changing and retiring entries: each change is a new version beside the old ones. */
@Injectable()
export class DirectoryService {
  constructor(
    private readonly directory: DirectoryRepository,
    private readonly maps: CountyMaps,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError entry_taken, conflict, or what `refuseUnsoundRule` says */
  async create(rule: DirectoryRule, actor: Actor): Promise<DirectoryEntryView> {
    const map = await this.maps.now();
    refuseUnsoundRule(rule, map);
    return this.uow.run(async () => {
      await this.refuseTaken(rule, null, map);
      const number = await this.directory.nextNumber();
      await orConflict(this.directory.add([{ number, version: 1, retired: false, ...ruleRow(rule) }]));
      await this.keep({ number, version: 1, change: 'created', actor, before: null, after: rule });
      return this.view(number, map);
    });
  }

  /**
   * @throws DomainError not_found, entry_retired, stale_entry (with the entry as it is now), entry_taken, or what
   * `refuseUnsoundRule` says
   */
  async change({ number, version }: EntryVersion, rule: DirectoryRule, actor: Actor): Promise<DirectoryEntryView> {
    const map = await this.maps.now();
    refuseUnsoundRule(rule, map);
    return this.uow.run(async () => {
      const entry = await this.fresh(number, version, map);
      if (isSameRule(entry, rule)) return toEntryView(entry, map);
      await this.refuseTaken(rule, number, map);
      const stored = await orConflict(this.directory.change(number, version, ruleRow(rule)));
      if (!stored) throw new DomainError('conflict');
      await this.keep({ number, version: version + 1, change: 'changed', actor, before: ruleOf(entry), after: rule });
      return this.view(number, map);
    });
  }

  /** The entry stays with all its versions, and speaks no more. @throws as `change` */
  async retire({ number, version }: EntryVersion, reason: string, actor: Actor): Promise<DirectoryEntryView> {
    const map = await this.maps.now();
    return this.uow.run(async () => {
      const rule = ruleOf(await this.fresh(number, version, map));
      if (!(await this.directory.change(number, version, { retired: true, scopeKey: null })))
        throw new DomainError('conflict');
      await this.keep({ number, version: version + 1, change: 'retired', actor, before: rule, after: rule, reason });
      return this.view(number, map);
    });
  }

  private async fresh(number: number, version: number, map: CountyMap): Promise<DirectoryEntryEntity> {
    const entry = await this.directory.byNumber(number);
    if (!entry) throw new DomainError('not_found');
    if (entry.retired) throw new DomainError('entry_retired', { number });
    if (entry.version !== version)
      throw new DomainError('stale_entry', { number }, { current: toEntryView(entry, map) });
    return entry;
  }

  private async refuseTaken(rule: DirectoryRule, self: number | null, map: CountyMap): Promise<void> {
    const [holder] = await this.directory.ofScopes([scopeKey(rule)]);
    if (holder && holder.number !== self)
      throw new DomainError('entry_taken', { number: holder.number, scope: scopeText(rule, map) });
  }

  private async keep(row: {
    readonly number: number;
    readonly version: number;
    readonly change: DirectoryChange;
    readonly actor: Actor;
    readonly before: DirectoryRule | null;
    readonly after: DirectoryRule;
    readonly reason?: string;
  }): Promise<void> {
    const { number, version, change: changeKind, before, after, reason = null } = row;
    const afterRule = ruleOf(after);
    const fact = { number, version, changeKind, beforeRule: before, afterRule, reason };
    await this.directory.addVersions([{ ...fact, at: this.clock.now(), actor: row.actor.username }]);
  }

  private async view(number: number, map: CountyMap): Promise<DirectoryEntryView> {
    const entry = await this.directory.byNumber(number);
    if (!entry) throw new DomainError('not_found');
    return toEntryView(entry, map);
  }
}

/** Two people who lay down the same thing at once: one of them is told to look again. */
async function orConflict<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (isDuplicateKey(error)) throw new DomainError('conflict');
    throw error;
  }
}
