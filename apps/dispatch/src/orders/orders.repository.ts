import { Injectable } from '@nestjs/common';
import { type OrderState, type SealedContact, type Waiting, WAITINGS } from '@minsheng/contracts';
import {
  type Decision,
  isOpen,
  nextStepAt,
  type NoticeSubject,
  type OrderScope,
  owesReply,
  readerUnits,
  type UnitTree,
  waitingFor,
  type WorkOrder,
} from '@minsheng/domain';
import { bulkInsert, CalendarProvider, compareAndSet, insertRow, UnitOfWork } from '@minsheng/platform';
import { In } from 'typeorm';
import { NO_DUE } from './no-due';
import { RoutingRecorder } from '../routing/routing-recorder.service';
import { OrderContactEntity, OrderReaderEntity, WorkOrderEntity } from './order.entity';
import { OrderHistoryEntity } from './order-history.entity';

/** Sort columns follow from the facts and are written together with them. */
function sortColumns(order: Pick<WorkOrder, 'dueAt' | 'state' | 'repliedAt' | 'applications'>) {
  const waits = waitingFor(order);
  return {
    dueSort: order.dueAt ?? NO_DUE,
    isOpen: isOpen(order.state),
    owesReply: owesReply(order),
    waiting: waits.length === 0 ? null : `,${waits.join(',')},`,
  };
}

const SUBJECT_COLUMNS = {
  id: true,
  code: true,
  title: true,
  confidential: true,
  leadUnitCode: true,
  coUnitCodes: true,
  subjectUnitCode: true,
  registeredBy: true,
  wasInCallback: true,
} as const;

/** An order as its request made it, with the person behind it. */
export interface NewbornOrder extends Pick<Decision, 'order' | 'history'> {
  readonly contact: SealedContact;
}

/** Storing and loading the order aggregate: row, history, contact, readers. */
@Injectable()
export class OrdersRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly calendars: CalendarProvider,
    private readonly routing: RoutingRecorder,
  ) {}

  byCode(code: string): Promise<WorkOrderEntity | null> {
    return this.uow.manager.findOneBy(WorkOrderEntity, { code });
  }

  /** The database's number of each order. */
  async idsOf(codes: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.uow.manager.find(WorkOrderEntity, {
      select: { id: true, code: true },
      where: { code: In([...codes]) },
    });
    return new Map(rows.map((row) => [row.code, row.id]));
  }

  /** By code, what decides who may be told of each order, and its title. */
  async subjects(codes: readonly string[]): Promise<Map<string, NoticeSubject>> {
    if (codes.length === 0) return new Map();
    const rows = await this.uow.manager.find(WorkOrderEntity, {
      select: SUBJECT_COLUMNS,
      where: { code: In([...codes]) },
    });
    return new Map(rows.map((row) => [row.code, row]));
  }

  history(orderCode: string): Promise<OrderHistoryEntity[]> {
    return this.uow.manager.find(OrderHistoryEntity, { where: { orderCode }, order: { seq: 'ASC' } });
  }

  contact(orderCode: string): Promise<OrderContactEntity | null> {
    return this.uow.manager.findOneBy(OrderContactEntity, { orderCode });
  }

  /** Stores newborn orders and says their numbers. @throws a duplicate key error when one is there already. */
  async addAll(born: readonly NewbornOrder[], tree: UnitTree): Promise<Map<string, number>> {
    const { manager } = this.uow;
    await bulkInsert(
      manager,
      WorkOrderEntity,
      born.map(({ order }) => this.rowOf(order)),
    );
    await bulkInsert(
      manager,
      OrderHistoryEntity,
      born.map(({ order, history }) => ({ ...history, orderCode: order.code })),
    );
    await bulkInsert(
      manager,
      OrderContactEntity,
      born.map(({ order, contact }) => ({ orderCode: order.code, ...contact })),
    );
    const ids = await this.idsOf(born.map(({ order }) => order.code));
    const readers = born.flatMap(({ order }) => readerRows(ids.get(order.code) ?? 0, order, tree));
    await bulkInsert(manager, OrderReaderEntity, readers);
    return ids;
  }

  /**
   * Stores a decision if the order is still as it was read; false when somebody else was faster. Serialised by `seq`,
   * which every action moves, so that two actions never share a history number.
   */
  async store(before: WorkOrderEntity, decision: Decision, tree: UnitTree): Promise<boolean> {
    const { manager } = this.uow;
    const changes = { ...decision.changes, ...this.derived(decision.order) };
    const stored = await compareAndSet(manager, WorkOrderEntity, { id: before.id, seq: before.seq }, changes);
    if (!stored) return false;
    await insertRow(manager, OrderHistoryEntity, { ...decision.history, orderCode: before.code });
    await this.routing.record(before, decision);
    if (readersMove(before, decision.order)) {
      await manager.delete(OrderReaderEntity, { orderId: before.id });
      await this.addReaders(before.id, decision.order, tree);
    }
    return true;
  }

  /** Open orders by state, as far as the scope reaches: the numbers beside the menu. */
  async countsByState(scope: OrderScope): Promise<Map<OrderState, number>> {
    const query = this.uow.manager
      .createQueryBuilder(WorkOrderEntity, 'o')
      .select('o.state', 'state')
      .addSelect('COUNT(*)', 'count')
      .where('o.isOpen = :open', { open: true })
      .groupBy('o.state');
    this.restrict(query, scope);
    const rows = await query.getRawMany<{ state: OrderState; count: number | string }>();
    return new Map(rows.map((row) => [row.state, Number(row.count)]));
  }

  /** Orders by the decision that they wait for. */
  async countsByWaiting(scope: OrderScope): Promise<Map<Waiting, number>> {
    const query = this.uow.manager
      .createQueryBuilder(WorkOrderEntity, 'o')
      .select('o.waiting', 'waiting')
      .addSelect('COUNT(*)', 'count')
      .where("o.waiting > ''")
      .groupBy('o.waiting');
    this.restrict(query, scope);
    const counts = new Map<Waiting, number>();
    for (const row of await query.getRawMany<{ waiting: string; count: number | string }>()) {
      for (const waiting of WAITINGS.filter((each) => row.waiting.includes(`,${each},`))) {
        counts.set(waiting, (counts.get(waiting) ?? 0) + Number(row.count));
      }
    }
    return counts;
  }

  async countOverdue(scope: OrderScope, now: Date): Promise<number> {
    const query = this.uow.manager
      .createQueryBuilder(WorkOrderEntity, 'o')
      .where('o.owesReply = :owes AND o.dueSort < :now', { owes: true, now });
    this.restrict(query, scope);
    return query.getCount();
  }

  /** A stretch of orders by number, for the checks of `verify`. */
  after(id: number, limit: number): Promise<WorkOrderEntity[]> {
    return this.uow.manager
      .createQueryBuilder(WorkOrderEntity, 'o')
      .where('o.id > :id', { id })
      .orderBy('o.id', 'ASC')
      .limit(limit)
      .getMany();
  }

  historiesOf(codes: readonly string[]): Promise<OrderHistoryEntity[]> {
    if (codes.length === 0) return Promise.resolve([]);
    const where = { orderCode: In([...codes]) };
    return this.uow.manager.find(OrderHistoryEntity, { where, order: { orderCode: 'ASC', seq: 'ASC' } });
  }

  /** Narrows a query on `o` to what the policy's scope allows: the same rule as `mayRead`, in SQL. */
  restrict(query: { andWhere(sql: string, params?: object): unknown }, scope: OrderScope): void {
    if (scope.all) return;
    const ways: string[] = [];
    if (scope.unitCode !== null) {
      ways.push('EXISTS (SELECT 1 FROM order_reader r WHERE r.order_id = o.id AND r.unit_code = :readerUnit)');
    }
    if (scope.registeredBy !== null) ways.push('o.registeredBy = :registeredBy');
    if (scope.callbacks) ways.push('o.wasInCallback = :wasInCallback');
    query.andWhere(ways.length === 0 ? '1 = 0' : `(${ways.join(' OR ')})`, {
      readerUnit: scope.unitCode,
      registeredBy: scope.registeredBy,
      wasInCallback: true,
    });
  }

  /** The row as it is stored: facts and what follows from them. */
  rowOf(order: WorkOrder): Omit<WorkOrderEntity, 'id'> {
    return { ...order, ...this.derived(order) };
  }

  private derived(order: WorkOrder) {
    const { calendars } = this;
    const tables = { calendar: calendars.current(), limits: calendars.limits(), rules: calendars.rules() };
    return { ...sortColumns(order), nextStepAt: nextStepAt(order, tables) };
  }

  private async addReaders(orderId: number, order: WorkOrder, tree: UnitTree): Promise<void> {
    const rows = readerRows(orderId, order, tree);
    if (rows.length > 0) await bulkInsert(this.uow.manager, OrderReaderEntity, rows);
  }
}

/** The units that may read the order, with the sort columns of their lists. */
export function readerRows(orderId: number, order: WorkOrder, tree: UnitTree): Omit<OrderReaderEntity, 'id'>[] {
  const { dueSort, isOpen: open } = sortColumns(order);
  const shared = { orderId, isOpen: open, dueSort, receivedAt: order.receivedAt };
  return readerUnits(order, tree).map((unitCode) => ({ ...shared, unitCode }));
}

function readersMove(before: WorkOrder, after: WorkOrder): boolean {
  return (
    before.leadUnitCode !== after.leadUnitCode ||
    before.subjectUnitCode !== after.subjectUnitCode ||
    before.dueAt?.getTime() !== after.dueAt?.getTime() ||
    isOpen(before.state) !== isOpen(after.state) ||
    before.coUnitCodes.join() !== after.coUnitCodes.join()
  );
}
