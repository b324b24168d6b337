import { Injectable } from '@nestjs/common';
import { type AccountRecord, type Page } from '@minsheng/contracts';
import { type Actor, allowedDeeds, DomainError, type Duties, keepsLocks, refuseDuties } from '@minsheng/domain';
import { Clock, decodeCursor, encodeCursor } from '@minsheng/platform';
import { UnitsService } from '../units/units.service';
import { type AccountEntity } from './account.entity';
import { type AccountQueryDto } from './accounts.dto';
import { AccountsRepository } from './accounts.repository';

const PAGE = 50;

/** Accounts as an administrator sees them, with what may be done to each. */
@Injectable()
export class AccountPages {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly units: UnitsService,
    private readonly clock: Clock,
  ) {}

  /** By username. */
  async list(query: AccountQueryDto, actor: Actor): Promise<Page<AccountRecord>> {
    const after = decodeCursor(query.cursor, 1)?.[0] ?? null;
    const limit = query.limit ?? PAGE;
    const rows = await this.accounts.page({
      unit: query.unit,
      role: query.role,
      active: query.active === undefined ? undefined : query.active === 'true',
      words: query.q,
      after: after === null ? null : String(after),
      limit: limit + 1,
    });
    const items = await this.toRecords(rows.slice(0, limit), actor);
    const last = items.at(-1);
    return { items, nextCursor: last && rows.length > limit ? encodeCursor([last.username]) : null };
  }

  /** Whether somebody keeps the locks, so that the system administrator does not. */
  async securityIsFilled(): Promise<boolean> {
    return (await this.accounts.ofRole('admin')).some((account) => account.active && keepsLocks(account));
  }

  /** By the units as they are at this moment. @throws DomainError as `refuseDuties` */
  async refuse(duties: Duties): Promise<void> {
    refuseDuties(duties, await this.units.freshTree());
  }

  /** @throws DomainError not_found */
  async record(username: string, actor: Actor): Promise<AccountRecord> {
    const account = await this.accounts.byUsername(username);
    const [record] = account ? await this.toRecords([account], actor) : [];
    if (!record) throw new DomainError('not_found');
    return record;
  }

  private async toRecords(rows: readonly AccountEntity[], actor: Actor): Promise<AccountRecord[]> {
    const [tree, securityIsFilled] = [await this.units.freshTree(), await this.securityIsFilled()];
    const now = this.clock.now();
    return rows.map((account) => {
      const { username, displayName, roles, unitCode, post, active, mustChangePassword, version } = account;
      const locked = account.lockedUntil !== null && account.lockedUntil > now;
      return {
        ...{ username, displayName, roles: [...roles], unitCode, post, active, mustChangePassword, version },
        unitName: unitCode === null ? null : tree.name(unitCode),
        lockedUntil: locked ? (account.lockedUntil?.toISOString() ?? null) : null,
        allowedActions: allowedDeeds({ ...account, locked }, actor, securityIsFilled),
      };
    });
  }
}
