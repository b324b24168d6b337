import { Injectable } from '@nestjs/common';
import { compareAndSet, insertRow, isDuplicateKey, UnitOfWork } from '@minsheng/platform';
import { Brackets, MoreThan } from 'typeorm';
import { GroupAlertEntity } from './group-alert.entity';

export type NewGroupAlert = Omit<GroupAlertEntity, 'id'>;

/** The only file with queries on `group_alert`. */
@Injectable()
export class GroupAlertsRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** The alert on this subject whose window still runs. */
  running(subjectHash: string, since: Date): Promise<GroupAlertEntity | null> {
    return this.uow.manager.findOne(GroupAlertEntity, {
      where: { subjectHash, openedAt: MoreThan(since) },
      order: { id: 'DESC' },
    });
  }

  /** False when another replica stored the same alert at this moment. */
  async add(alert: NewGroupAlert): Promise<boolean> {
    try {
      await insertRow(this.uow.manager, GroupAlertEntity, alert);
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /** More callers, more orders; false when somebody else was faster. */
  grow(
    { id, callers: before }: GroupAlertEntity,
    changes: Pick<GroupAlertEntity, 'callers' | 'orderCodes' | 'changedAt'>,
  ): Promise<boolean> {
    return compareAndSet(this.uow.manager, GroupAlertEntity, { id, callers: before }, changes);
  }

  /** Newest first, after the one at the cursor. */
  page(after: { readonly at: Date; readonly id: number } | null, limit: number): Promise<GroupAlertEntity[]> {
    const query = this.uow.manager.createQueryBuilder(GroupAlertEntity, 'g').where('1 = 1');
    if (after) {
      query.andWhere(
        new Brackets((either) =>
          either
            .where('g.openedAt < :at', { at: after.at })
            .orWhere('g.openedAt = :at AND g.id < :id', { at: after.at, id: after.id }),
        ),
      );
    }
    return query.orderBy('g.openedAt', 'DESC').addOrderBy('g.id', 'DESC').limit(limit).getMany();
  }
}
