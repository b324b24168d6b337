import { Injectable } from '@nestjs/common';
import { type LeaderPost, type OrderState, type SealedContact, type Waiting, WAITINGS } from '@minsheng/contracts';
import {
  chainHistory,
  awaitingPost,
  type Decision,
  type HistoryRecord,
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
import { bulkInsert, ChainKeyRing, compareAndSet, insertRow, Settings, UnitOfWork } from '@minsheng/platform';
import { In } from 'typeorm';
import { NO_DUE } from './no-due';
import { RoutingRecorder } from '../routing/routing-recorder.service';
import { OrderContactEntity, OrderReaderEntity, WorkOrderEntity } from './order.entity';
import { OrderHistoryEntity } from './order-history.entity';

/** Sort columns follow from the facts and are written together with them. */
function sortColumns(
  order: Pick<WorkOrder, 'dueAt' | 'state' | 'repliedAt' | 'applications' | 'follows' | 'instructionChain'>,
) {
  const waits = waitingFor(order);
  return {
    dueSort: order.dueAt ?? NO_DUE,
    isOpen: isOpen(order.state),
    owesReply: owesReply(order),
    awaitingPost: awaitingPost(order),
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
    private readonly tables: Settings,
    private readonly routing: RoutingRecorder,
    private readonly keys: ChainKeyRing,
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

  /** The people behind several orders, still sealed. */
  contacts(orderCodes: readonly string[]): Promise<OrderContactEntity[]> {
    return this.uow.manager.findBy(OrderContactEntity, { orderCode: In([...orderCodes]) });
  }

  /** Stores newborn orders and says their numbers. @throws a duplicate key error when one is there already. */
  async addAll(born: readonly NewbornOrder[], tree: UnitTree): Promise<Map<string, number>> {
    const { manager } = this.uow;
    await this.insertChained(born.map(({ order, history }) => ({ order, history: [history] })));
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

  /** Stores new orders with the whole of their histories, chained from the first row on; two statements for all. */
  async insertChained(
    cases: readonly { readonly order: WorkOrder; readonly history: readonly HistoryRecord[] }[],
  ): Promise<void> {
    const chained = cases.map(({ order, history }) => {
      const { links, head } = chainHistory({ code: order.code, previous: null }, history, this.keys.current);
      return {
        order,
        head,
        rows: history.map((row, at) => ({ ...row, orderCode: order.code, link: links[at] ?? null })),
      };
    });
    const { manager } = this.uow;
    const orders = chained.map(({ order, head }) => ({ ...order, ...this.derived(order), chainHead: head }));
    await bulkInsert(manager, WorkOrderEntity, orders);
    await bulkInsert(
      manager,
      OrderHistoryEntity,
      chained.flatMap(({ rows }) => rows),
    );
  }

  /**
   * Stores a decision if the order is still as it was read; false when somebody else was faster. Serialised by `seq`,
   * which every action moves, so that two actions never share a history number.
   */
  async store(before: WorkOrderEntity, decision: Decision, tree: UnitTree): Promise<boolean> {
    const { manager } = this.uow;
    const { id, seq, code } = before;
    // Asked from the database, not from what the caller holds: one decision may follow another on the same entity.
    const previous = await this.linkAt(code, seq);
    const { links, head } = chainHistory({ code, previous }, [decision.history], this.keys.current);
    const changes = { ...decision.changes, ...this.derived(decision.order), chainHead: head };
    if (!(await compareAndSet(manager, WorkOrderEntity, { id, seq }, changes))) return false;
    await insertRow(manager, OrderHistoryEntity, { ...decision.history, orderCode: code, link: links[0] });
    await this.routing.record(before, decision);
    if (readersMove(before, decision.order)) {
      await manager.delete(OrderReaderEntity, { orderId: id });
      await this.addReaders(id, decision.order, tree);
    }
    return true;
  }

  /**
   * Keeps everybody else from several orders until the transaction ends, in the order of their codes so that two who
   * want the same ones do not wait for each other; false, with nothing changed, when one is not as it was read.
   */
  async hold(orders: readonly WorkOrderEntity[]): Promise<boolean> {
    const sorted = [...orders].sort((a, b) => (a.code < b.code ? -1 : 1));
    for (const { id, seq } of sorted) {
      if (!(await compareAndSet(this.uow.manager, WorkOrderEntity, { id, seq }, { seq }))) return false;
    }
    return true;
  }

  /** The orders that follow this one, in the order of their codes. */
  followers(code: string): Promise<WorkOrderEntity[]> {
    return this.uow.manager.find(WorkOrderEntity, {
      where: { mergedInto: code, follows: true },
      order: { code: 'ASC' },
    });
  }

  /** Open orders by state, as far as the scope reaches: the numbers beside the menu. */
  async countsByState(scope: OrderScope): Promise<Map<OrderState, number>> {
    const query = this.uow.manager
      .createQueryBuilder(WorkOrderEntity, 'o')
      .select('o.state', 'state')
      .addSelect('COUNT(*)', 'count')
      .where('o.isOpen = :open AND o.follows = :follows', { open: true, follows: false })
      .groupBy('o.state');
    this.restrict(query, scope);
    const rows = await query.getRawMany<{ state: OrderState; count: number | string }>();
    return new Map(rows.map((row) => [row.state, Number(row.count)]));
  }

  /** Letters before a leader: of one post, or (null) of any; `unproposed`: only those without a 拟办意见. */
  async countAwaiting(scope: OrderScope, post: LeaderPost | null, unproposed: boolean): Promise<number> {
    const query = this.uow.manager.createQueryBuilder(WorkOrderEntity, 'o');
    query.where(post === null ? 'o.awaitingPost IS NOT NULL' : 'o.awaitingPost = :post', { post });
    if (unproposed) query.andWhere('o.proposal IS NULL');
    this.restrict(query, scope);
    return query.getCount();
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

  /** What a unit still has to do: such a unit cannot be closed down. */
  countOpenLedBy(unitCode: string): Promise<number> {
    return this.uow.manager.countBy(WorkOrderEntity, { leadUnitCode: unitCode, isOpen: true });
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

  /** The same as far as every row can be read, whatever was written into its other columns. */
  namesAfter(id: number, limit: number): Promise<Pick<WorkOrderEntity, 'id' | 'code' | 'seq'>[]> {
    return this.uow.manager
      .createQueryBuilder(WorkOrderEntity, 'o')
      .select(['o.id', 'o.code', 'o.seq'])
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
    const place = placeCondition(scope);
    if (scope.unitCode !== null) {
      const kept = 'EXISTS (SELECT 1 FROM order_reader r WHERE r.order_id = o.id AND r.unit_code = :readerUnit)';
      ways.push(`(${kept} AND ${place.sql})`);
    }
    if (scope.registeredBy !== null) ways.push('o.registeredBy = :registeredBy');
    if (scope.callbacks) ways.push('o.wasInCallback = :wasInCallback');
    query.andWhere(ways.length === 0 ? '1 = 0' : `(${ways.join(' OR ')})`, {
      ...(scope.unitCode === null ? {} : place.params),
      readerUnit: scope.unitCode,
      registeredBy: scope.registeredBy,
      wasInCallback: true,
    });
  }

  private async linkAt(orderCode: string, seq: number): Promise<string | null> {
    const where = { orderCode, seq };
    const row = await this.uow.manager.findOne(OrderHistoryEntity, { select: { id: true, link: true }, where });
    return row?.link ?? null;
  }

  /** What follows from an order's facts and is stored beside them. */
  private derived(order: WorkOrder) {
    const { tables } = this;
    const rules = { calendar: tables.current(), limits: tables.limits(), rules: tables.rules() };
    return { ...sortColumns(order), nextStepAt: nextStepAt(order, rules) };
  }

  private async addReaders(orderId: number, order: WorkOrder, tree: UnitTree): Promise<void> {
    const rows = readerRows(orderId, order, tree);
    if (rows.length > 0) await bulkInsert(this.uow.manager, OrderReaderEntity, rows);
  }
}

/**
 * What `readerUnits` says of one unit, on the order's own columns and the tree as it is now. `order_reader` leads to the
 * orders quickly, but for a moment after a unit moved it still tells of the old tree: this keeps it from showing too much.
 */
export function placeCondition({ place }: OrderScope): { sql: string; params: Record<string, unknown> } {
  if (!place) return { sql: '1 = 1', params: {} };
  const helps = place.subtree.map((_, index) => `o.coUnitCodes LIKE :placeHelp${String(index)} ESCAPE '!'`);
  const names = place.subtree.map((code, index) => [`placeHelp${String(index)}`, `%"${code.replaceAll('_', '!_')}"%`]);
  const involved = `(o.leadUnitCode IN (:...placeSubtree) OR ${helps.join(' OR ')})`;
  const notComplainedOf = '(o.subjectUnitCode IS NULL OR o.subjectUnitCode NOT IN (:...placeAbove))';
  const params = { placeSubtree: place.subtree, placeAbove: place.above, ...Object.fromEntries(names) };
  return { sql: `${involved} AND ${notComplainedOf}`, params };
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
