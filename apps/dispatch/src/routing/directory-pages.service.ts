import { Injectable } from '@nestjs/common';
import { type DirectoryEntryView, type DirectoryVersionView, type Page, type UnitReturns } from '@minsheng/contracts';
import { DomainError } from '@minsheng/domain';
import { decodeNumbers, encodeCursor } from '@minsheng/platform';
import { AccountsRepository } from '../staff/accounts.repository';
import { CountyMaps } from './county-maps.provider';
import { toEntryView, toVersionView } from './directory-view';
import { type DirectoryQueryDto } from './directory.dto';
import { type DirectoryFilter, DirectoryRepository } from './directory.repository';
import { type Period, type ReturnCount, RoutingFactsRepository } from './routing-facts.repository';

const PAGE = 100;
const LONGEST_PERIOD_MS = 366 * 86_400_000;

/** Reading the directory: entries, their versions, and how often units gave orders back. */
@Injectable()
export class DirectoryPages {
  constructor(
    private readonly directory: DirectoryRepository,
    private readonly facts: RoutingFactsRepository,
    private readonly accounts: AccountsRepository,
    private readonly maps: CountyMaps,
  ) {}

  /** One page by number; a category stands for everything below it, a unit for every entry that names it. */
  async list(query: DirectoryQueryDto): Promise<Page<DirectoryEntryView>> {
    const { limit = PAGE, cursor } = query;
    const all = await this.entries(query, decodeNumbers(cursor, 1)?.[0] ?? 0);
    const items = all.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: last && all.length > limit ? encodeCursor([last.number]) : null };
  }

  /** Every entry that the filter lets through: what a file holds. */
  async entries(query: DirectoryQueryDto, after = 0): Promise<DirectoryEntryView[]> {
    const map = await this.maps.now();
    const { category, township, unit } = query;
    const filter: DirectoryFilter = {
      withRetired: query.retired === 'true',
      ...(category === undefined ? {} : { categoryCodes: map.categories.subtree(category) }),
      ...(township === undefined ? {} : { townshipCode: township }),
    };
    const rows = await this.directory.after(after, filter);
    const named = rows.filter(
      (row) => unit === undefined || row.leadUnitCode === unit || row.coUnitCodes.includes(unit),
    );
    return named.map((row) => toEntryView(row, map));
  }

  /** @throws DomainError not_found */
  async versions(number: number): Promise<{ items: DirectoryVersionView[]; nextCursor: null }> {
    const rows = await this.directory.versions(number);
    if (rows.length === 0) throw new DomainError('not_found');
    const map = await this.maps.now();
    const names = await this.accounts.names([...new Set(rows.map((row) => row.actor))]);
    return { items: rows.map((row) => toVersionView(row, map, names)), nextCursor: null };
  }

  /**
   * Of the requests asked in the period, what became of them by now; and the orders given to each unit in it.
   * @throws DomainError period_invalid
   */
  async returns(period: Period): Promise<{ items: UnitReturns[]; nextCursor: null }> {
    const length = period.to.getTime() - period.from.getTime();
    if (length <= 0 || length > LONGEST_PERIOD_MS) throw new DomainError('period_invalid');
    const given = await this.facts.givenCounts(period);
    const counts = await this.facts.returnCounts(period);
    const { units } = await this.maps.now();
    const codes = [...new Set([...given.keys(), ...counts.map((cell) => cell.unitCode)])];
    const items = codes.map((unitCode) => ({
      ...{ unitCode, unitName: units.name(unitCode), dispatched: given.get(unitCode) ?? 0 },
      ...tally(counts.filter((cell) => cell.unitCode === unitCode)),
    }));
    items.sort((a, b) => b.asked - a.asked || b.dispatched - a.dispatched || (a.unitCode < b.unitCode ? -1 : 1));
    return { items, nextCursor: null };
  }
}

function tally(cells: readonly ReturnCount[]): Omit<UnitReturns, 'unitCode' | 'unitName' | 'dispatched'> {
  const sum = { asked: 0, accepted: 0, rejected: 0, lapsed: 0, pending: 0 };
  const byReason: UnitReturns['byReason'] = {};
  for (const { outcome, reasonCode, count } of cells) {
    sum.asked += count;
    sum[outcome] += count;
    byReason[reasonCode] = (byReason[reasonCode] ?? 0) + count;
  }
  return { ...sum, byReason };
}
