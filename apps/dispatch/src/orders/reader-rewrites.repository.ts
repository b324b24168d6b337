import { Injectable } from '@nestjs/common';
import { readerUnits, type UnitTree } from '@minsheng/domain';
import { bulkInsert, Clock, insertRow, UnitOfWork, updateRows } from '@minsheng/platform';
import { Between, In, LessThanOrEqual } from 'typeorm';
import { OrderReaderEntity, WorkOrderEntity } from './order.entity';
import { ReaderRewriteEntity } from './reader-rewrite.entity';

/** Orders looked at in one transaction. */
const BATCH = 200;
/** An action that read the tree before the move is over after this long. */
const SECOND_PASS_MS = 60_000;

type Facts = Pick<
  WorkOrderEntity,
  | 'id'
  | 'leadUnitCode'
  | 'coUnitCodes'
  | 'subjectUnitCode'
  | 'registeredBy'
  | 'wasInCallback'
  | 'receivedAt'
  | 'dueSort'
  | 'isOpen'
>;
const FACTS = {
  id: true,
  leadUnitCode: true,
  coUnitCodes: true,
  subjectUnitCode: true,
  registeredBy: true,
  wasInCallback: true,
  receivedAt: true,
  dueSort: true,
  isOpen: true,
} as const;

/** Rewriting `order_reader` after a unit moved: a batch at a time, and after a restart from where it was. */
@Injectable()
export class ReaderRewrites {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * In the transaction of the move. Twice: at once, and when every action that had still read the old tree must be over.
   * Until then lists lean on the tree itself (see `OrdersRepository.restrict`), so nobody sees too much.
   */
  async request(unitCodes: readonly string[]): Promise<void> {
    if (unitCodes.length === 0) return;
    const { manager } = this.uow;
    const newest = await manager.find(WorkOrderEntity, { select: { id: true }, order: { id: 'DESC' }, take: 1 });
    const lastId = newest[0]?.id ?? 0;
    const now = this.clock.now();
    for (const notBefore of [now, new Date(now.getTime() + SECOND_PASS_MS)]) {
      const row = { unitCodes: [...new Set(unitCodes)], doneId: 0, lastId, notBefore, finished: false };
      await insertRow(manager, ReaderRewriteEntity, row);
    }
  }

  /** The oldest that can be worked on now. */
  next(): Promise<ReaderRewriteEntity | null> {
    const where = { finished: false, notBefore: LessThanOrEqual(this.clock.now()) };
    return this.uow.manager.findOne(ReaderRewriteEntity, { where, order: { id: 'ASC' } });
  }

  /** How far the first passes are; null where none is under way. */
  async progress(): Promise<{ done: number; total: number } | null> {
    const where = { finished: false, notBefore: LessThanOrEqual(this.clock.now()) };
    const rows = await this.uow.manager.find(ReaderRewriteEntity, { where });
    if (rows.length === 0) return null;
    const sum = (of: (row: ReaderRewriteEntity) => number): number => rows.reduce((all, row) => all + of(row), 0);
    return { done: sum((row) => row.doneId), total: sum((row) => row.lastId) };
  }

  /** One batch in a transaction of its own; done and progress are stored together, so it may stop at any moment. */
  async step(rewrite: ReaderRewriteEntity, tree: UnitTree): Promise<void> {
    const orders = await this.batch(rewrite);
    const ids = orders.filter((order) => concerns(order, rewrite)).map(({ id }) => id);
    await this.uow.run(async () => {
      if (ids.length > 0) await this.rewrite(ids, tree);
      const doneId = orders.at(-1)?.id ?? rewrite.lastId;
      const finished = orders.length < BATCH;
      await updateRows(this.uow.manager, ReaderRewriteEntity, { id: rewrite.id }, { doneId, finished });
    });
  }

  private batch({ doneId, lastId }: ReaderRewriteEntity): Promise<Facts[]> {
    const where = { id: Between(doneId + 1, lastId) };
    return this.uow.manager.find(WorkOrderEntity, { select: FACTS, where, order: { id: 'ASC' }, take: BATCH });
  }

  /** The orders are held before they are read: an action under way ends first, another one waits. */
  private async rewrite(ids: readonly number[], tree: UnitTree): Promise<void> {
    const { manager } = this.uow;
    const hold = manager
      .createQueryBuilder()
      .update(WorkOrderEntity)
      .set({ seq: () => 'seq' });
    await hold.where('id IN (:...ids)', { ids }).execute();
    const orders: Facts[] = await manager.find(WorkOrderEntity, { select: FACTS, where: { id: In([...ids]) } });
    await manager.delete(OrderReaderEntity, { orderId: In([...ids]) });
    const rows = orders.flatMap((order) => {
      const { id: orderId, isOpen, dueSort, receivedAt } = order;
      return readerUnits(order, tree).map((unitCode) => ({ unitCode, orderId, isOpen, dueSort, receivedAt }));
    });
    if (rows.length > 0) await bulkInsert(manager, OrderReaderEntity, rows);
  }
}

function concerns({ leadUnitCode, coUnitCodes }: Facts, { unitCodes }: ReaderRewriteEntity): boolean {
  return [leadUnitCode, ...coUnitCodes].some((code) => code !== null && unitCodes.includes(code));
}
