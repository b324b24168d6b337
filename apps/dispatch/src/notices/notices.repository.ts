import { Injectable } from '@nestjs/common';
import { insertRow, isDuplicateKey, type NewRow, UnitOfWork } from '@minsheng/platform';
import { In, LessThan, LessThanOrEqual, MoreThan, type SelectQueryBuilder } from 'typeorm';
import { NoticeEntity, NoticeMarkEntity, NoticeReadEntity } from './notice.entity';

/** Rows removed in one transaction. */
const CHUNK = 500;

/** Whose notices, of which stretch. */
export interface NoticeFilter {
  readonly audiences: readonly string[];
  readonly account: string;
  readonly unread: boolean;
  /** Only those numbered below. */
  readonly before: number | null;
  readonly limit: number;
}

/** The only file with queries on notices and what was read of them. */
@Injectable()
export class NoticesRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /**
   * Stores a notice unless its key is there already; the number of the new one, or null. Looks first, so that a repeat
   * costs no failed statement; two who look at once are told apart by the unique index, and the loser's transaction goes on.
   */
  async add(row: NewRow<NoticeEntity> & { readonly noticeKey: string }): Promise<number | null> {
    const { noticeKey } = row;
    if (await this.uow.manager.existsBy(NoticeEntity, { noticeKey })) return null;
    try {
      return await insertRow(this.uow.manager, NoticeEntity, row);
    } catch (error) {
      if (isDuplicateKey(error)) return null;
      throw error;
    }
  }

  byIds(ids: readonly number[]): Promise<NoticeEntity[]> {
    return ids.length === 0 ? Promise.resolve([]) : this.uow.manager.findBy(NoticeEntity, { id: In([...ids]) });
  }

  /** Newest first. One range of the index for each audience, so that the last page costs what the first does. */
  async page(filter: NoticeFilter): Promise<NoticeEntity[]> {
    const upTo = filter.unread ? await this.mark(filter.account) : 0;
    const ranges = await Promise.all(filter.audiences.map((audience) => this.range(audience, filter, upTo).getMany()));
    return ranges
      .flat()
      .sort((a, b) => b.id - a.id)
      .slice(0, filter.limit);
  }

  /** Which of the notices the account has read. */
  async readOf(account: string, ids: readonly number[]): Promise<ReadonlySet<number>> {
    if (ids.length === 0) return new Set();
    const upTo = await this.mark(account);
    const rows = await this.uow.manager.findBy(NoticeReadEntity, { account, noticeId: In([...ids]) });
    return new Set([...ids.filter((id) => id <= upTo), ...rows.map((row) => row.noticeId)]);
  }

  async mark(account: string): Promise<number> {
    return (await this.uow.manager.findOneBy(NoticeMarkEntity, { account }))?.upToId ?? 0;
  }

  /** Moves the account's mark forward, never back, and forgets the single ones that it now covers. */
  async moveMark(account: string, upToId: number): Promise<void> {
    const { manager } = this.uow;
    const moved = await manager.update(NoticeMarkEntity, { account, upToId: LessThan(upToId) }, { upToId });
    if (moved.affected === 0 && !(await manager.existsBy(NoticeMarkEntity, { account })))
      await unlessThere(insertRow(manager, NoticeMarkEntity, { account, upToId }));
    await manager.delete(NoticeReadEntity, { account, noticeId: LessThanOrEqual(upToId) });
  }

  /** Two windows of one person may say the same at once. */
  async addReads(account: string, ids: readonly number[]): Promise<void> {
    const known = await this.readOf(account, ids);
    for (const noticeId of ids.filter((id) => !known.has(id)))
      await unlessThere(insertRow(this.uow.manager, NoticeReadEntity, { account, noticeId }));
  }

  /** Removes one stretch of notices older than the instant; false when none are left. */
  async forgetSome(before: Date): Promise<boolean> {
    return this.uow.run(async () => {
      const { manager } = this.uow;
      const old = await manager.find(NoticeEntity, {
        select: { id: true },
        where: { at: LessThan(before) },
        take: CHUNK,
      });
      const ids = old.map((row) => row.id);
      if (ids.length === 0) return false;
      await manager.delete(NoticeEntity, { id: In(ids) });
      await manager.delete(NoticeReadEntity, { noticeId: In(ids) });
      return ids.length === CHUNK;
    });
  }

  /** One's own notices younger than the instant, up to a number. */
  recent(filter: { audiences: readonly string[]; after: Date; upTo: number }): Promise<NoticeEntity[]> {
    const { audiences, after, upTo } = filter;
    const where = { audience: In([...audiences]), at: MoreThan(after), id: LessThanOrEqual(upTo) };
    return this.uow.manager.find(NoticeEntity, { where, order: { id: 'ASC' } });
  }

  /** The newest number, up to the given one, of a notice at least as old as the instant; 0 where there is none. */
  async lastBefore(instant: Date, upTo: number): Promise<number> {
    const where = { at: LessThanOrEqual(instant), id: LessThanOrEqual(upTo) };
    const row = await this.uow.manager.findOne(NoticeEntity, { select: { id: true }, where, order: { id: 'DESC' } });
    return row?.id ?? 0;
  }

  private range(audience: string, filter: NoticeFilter, upTo: number): SelectQueryBuilder<NoticeEntity> {
    const query = this.uow.manager.createQueryBuilder(NoticeEntity, 'n').where('n.audience = :audience', { audience });
    if (filter.before !== null) query.andWhere('n.id < :before', { before: filter.before });
    if (filter.unread) {
      query
        .andWhere('n.id > :upTo', { upTo })
        .andWhere('NOT EXISTS (SELECT 1 FROM notice_read r WHERE r.account = :account AND r.notice_id = n.id)', {
          account: filter.account,
        });
    }
    return query.orderBy('n.id', 'DESC').limit(filter.limit);
  }
}

/** Somebody else stored the same row meanwhile: it is there, which is all that was wanted. */
async function unlessThere(insert: Promise<unknown>): Promise<void> {
  try {
    await insert;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}
