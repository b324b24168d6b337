import { Injectable } from '@nestjs/common';
import { bulkInsert, compareAndSet, insertRow, type NewRow, UnitOfWork } from '@minsheng/platform';
import { In, IsNull, MoreThan, Not } from 'typeorm';
import { AppealEntity } from './appeal.entity';

/** A group is known long before this many. */
const MOST_ALIKE = 200;

/** In what appeals may be alike: all that is named. */
export type AppealLikeness = Partial<Record<'orderCode' | 'placeKey' | 'townshipCode' | 'categoryCode', string>>;

/** The only file with queries on `appeal`. */
@Injectable()
export class AppealsRepository {
  constructor(private readonly uow: UnitOfWork) {}

  byCode(appealCode: string): Promise<AppealEntity | null> {
    return this.uow.manager.findOneBy(AppealEntity, { appealCode });
  }

  byOrder(orderCode: string): Promise<AppealEntity | null> {
    return this.uow.manager.findOne(AppealEntity, { where: { orderCode }, order: { id: 'ASC' } });
  }

  /** The appeal that raised an order; callers who joined it come later. */
  raisedBy(orderCode: string): Promise<AppealEntity | null> {
    return this.uow.manager.findOneBy(AppealEntity, { orderCode, outcome: 'order' });
  }

  byCodes(appealCodes: readonly string[]): Promise<AppealEntity[]> {
    return this.uow.manager.findBy(AppealEntity, { appealCode: In([...appealCodes]) });
  }

  /** Appeals with an order that came in since an instant and are alike in one respect; history is never among them. */
  alike(
    likeness: AppealLikeness,
    since: Date,
  ): Promise<Pick<AppealEntity, 'appealCode' | 'orderCode' | 'phoneHash'>[]> {
    const where = {
      ...likeness,
      registeredAt: MoreThan(since),
      outcome: In(['order', 'joined']),
      sourceKey: IsNull(),
    };
    const select = { appealCode: true, orderCode: true, phoneHash: true };
    return this.uow.manager.find(AppealEntity, { select, where, order: { id: 'ASC' }, take: MOST_ALIKE });
  }

  /** The appeals behind some orders, oldest first. */
  ofOrders(orderCodes: readonly string[]): Promise<AppealEntity[]> {
    return this.uow.manager.find(AppealEntity, { where: { orderCode: In([...orderCodes]) }, order: { id: 'ASC' } });
  }

  /** @throws a duplicate key error for a letter that repeats another of its day */
  async add(appeal: NewRow<AppealEntity>): Promise<void> {
    await insertRow(this.uow.manager, AppealEntity, appeal);
  }

  addAll(appeals: readonly NewRow<AppealEntity>[]): Promise<void> {
    return bulkInsert(this.uow.manager, AppealEntity, appeals);
  }

  /** A caller's appeals that became orders, newest first. */
  ofPhone(phoneHashes: readonly string[], limit: number): Promise<AppealEntity[]> {
    const where = { phoneHash: In([...phoneHashes]), orderCode: Not(IsNull()) };
    return this.uow.manager.find(AppealEntity, { where, order: { registeredAt: 'DESC' }, take: limit });
  }

  /** Orders of a township since an instant, newest first. */
  ofPlace(townshipCode: string, since: Date, limit: number): Promise<AppealEntity[]> {
    const where = { townshipCode, registeredAt: MoreThan(since), outcome: 'order' as const, confidential: false };
    return this.uow.manager.find(AppealEntity, { where, order: { registeredAt: 'DESC' }, take: limit });
  }

  isRepeated(repeatKey: string): Promise<boolean> {
    return this.uow.manager.existsBy(AppealEntity, { repeatKey });
  }

  /** False when the letter was rated before. */
  rate(appeal: AppealEntity, rating: NonNullable<AppealEntity['rating']>, ratedAt: Date): Promise<boolean> {
    return compareAndSet(this.uow.manager, AppealEntity, { id: appeal.id, ratedAt: null }, { rating, ratedAt });
  }

  /** Digest of each imported case that is there already, by its identity. */
  async sourceDigests(sourceKeys: readonly string[]): Promise<Map<string, string | null>> {
    if (sourceKeys.length === 0) return new Map();
    const rows = await this.uow.manager.find(AppealEntity, {
      select: { sourceKey: true, sourceDigest: true },
      where: { sourceKey: In([...sourceKeys]) },
    });
    return new Map(rows.flatMap((row) => (row.sourceKey === null ? [] : [[row.sourceKey, row.sourceDigest]])));
  }

  /** A stretch of appeals by number, for `verify`. */
  after(id: number, limit: number): Promise<AppealEntity[]> {
    return this.uow.manager
      .createQueryBuilder(AppealEntity, 'a')
      .where('a.id > :id', { id })
      .orderBy('a.id', 'ASC')
      .limit(limit)
      .getMany();
  }
}
