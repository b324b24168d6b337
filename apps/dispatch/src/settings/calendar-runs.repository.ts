import { Injectable } from '@nestjs/common';
import { compareAndSet, insertRow, type NewRow, UnitOfWork } from '@minsheng/platform';
import { type SelectQueryBuilder } from 'typeorm';
import { WorkOrderEntity } from '../orders/order.entity';
import { CalendarRunEntity } from './calendar-run.entity';

/** Which open deadlines a calendar may concern: the provisional ones, and those due after the first day it changes. */
export interface Concerned {
  readonly dueAfter: Date | null;
}

/** What is read of an order to tell its times; nothing of the case. */
const TIMES = [
  'id',
  'code',
  'state',
  'repliedAt',
  'signedAt',
  'contactedAt',
  'prelimMetAt',
  'signDueAt',
  'contactDueAt',
  'prelimDueAt',
  'dueAt',
  'provisional',
  'rule',
  'turns',
] as const satisfies readonly (keyof WorkOrderEntity)[];
export type TimedOrder = Pick<WorkOrderEntity, (typeof TIMES)[number]>;

/** The only file with queries on `calendar_run`, and the walk over open deadlines. */
@Injectable()
export class CalendarRunsRepository {
  constructor(private readonly uow: UnitOfWork) {}

  newest(): Promise<CalendarRunEntity | null> {
    return this.uow.manager.findOne(CalendarRunEntity, { where: {}, order: { version: 'DESC' } });
  }

  async start(row: Omit<CalendarRunEntity, 'id'>): Promise<void> {
    await this.uow.run(() => insertRow(this.uow.manager, CalendarRunEntity, row));
  }

  /** Moves the run on from where it was read; false when another process did. */
  advance({ version, pass, cursorId }: CalendarRunEntity, changes: NewRow<CalendarRunEntity>): Promise<boolean> {
    const where = { version, pass, cursorId, finishedAt: null };
    return this.uow.run(() => compareAndSet(this.uow.manager, CalendarRunEntity, where, changes));
  }

  /** Counts what was moved, whoever else counts. */
  async addMoved(version: number, moved: number): Promise<void> {
    if (moved === 0) return;
    await this.uow.run(() => this.uow.manager.increment(CalendarRunEntity, { version }, 'moved', moved));
  }

  /** A stretch of the walk, by the orders' numbers. */
  after(id: number, concerned: Concerned, limit: number): Promise<TimedOrder[]> {
    return this.open(concerned)
      .select(TIMES.map((column) => `o.${column}`))
      .andWhere('o.id > :id', { id })
      .orderBy('o.id', 'ASC')
      .limit(limit)
      .getMany();
  }

  count(concerned: Concerned): Promise<number> {
    return this.open(concerned).getCount();
  }

  private open({ dueAfter }: Concerned): SelectQueryBuilder<WorkOrderEntity> {
    const query = this.uow.manager
      .createQueryBuilder(WorkOrderEntity, 'o')
      .where('o.owesReply = :owes', { owes: true });
    if (dueAfter === null) return query.andWhere('o.provisional = :provisional', { provisional: true });
    const dated = { provisional: true, dueAfter };
    return query.andWhere('(o.provisional = :provisional OR o.dueSort > :dueAfter)', dated);
  }
}
