import { bulkInsert, compareAndSet, UnitOfWork } from '@minsheng/platform';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { BoardAppealEntity } from './board-appeal.entity';
import { BoardCallbackEntity } from './board-callback.entity';
import { BoardOrderEntity } from './board-order.entity';
import { BoardTurnEntity } from './board-turn.entity';
import { type BoardOrderRows, callbackRowsOf } from './order-rows';

/** The read model's rows: loaded by the batch, replaced by the batch. */
@Injectable()
export class BoardRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** The orders among the given codes that the board knows, with their turns. */
  async load(codes: readonly string[]): Promise<Map<string, BoardOrderRows>> {
    const orders = await this.uow.manager.findBy(BoardOrderEntity, { code: In([...codes]) });
    if (orders.length === 0) return new Map();
    const turns = await this.uow.manager.findBy(BoardTurnEntity, { orderCode: In(orders.map((order) => order.code)) });
    const byOrder = new Map<string, BoardTurnEntity[]>();
    for (const turn of turns) byOrder.set(turn.orderCode, [...(byOrder.get(turn.orderCode) ?? []), turn]);
    return new Map(orders.map((order) => [order.code, { order, turns: byOrder.get(order.code) ?? [] }]));
  }

  /**
   * Puts new rows in the place of those that were loaded. An order that somebody else moved meanwhile stops the whole
   * batch, which the bus then delivers again: differences are only right against what was really stored.
   */
  async replace(known: readonly BoardOrderRows[], rows: readonly BoardOrderRows[]): Promise<void> {
    await this.removeOrders(known.map(({ order }) => order));
    const codes = known.map(({ order }) => order.code);
    if (codes.length > 0) await this.uow.manager.delete(BoardTurnEntity, { orderCode: In(codes) });
    const rated = known.filter(({ order }) => order.callbacks.length > 0).map(({ order }) => order.code);
    if (rated.length > 0) await this.uow.manager.delete(BoardCallbackEntity, { orderCode: In(rated) });
    await bulkInsert(
      this.uow.manager,
      BoardOrderEntity,
      rows.map(({ order }) => order),
    );
    await bulkInsert(
      this.uow.manager,
      BoardTurnEntity,
      rows.flatMap(({ turns }) => turns),
    );
    await bulkInsert(
      this.uow.manager,
      BoardCallbackEntity,
      rows.flatMap(({ order }) => callbackRowsOf(order)),
    );
  }

  /** Those of the appeals that the board already counts. */
  async knownAppeals(codes: readonly string[]): Promise<Set<string>> {
    const rows = await this.uow.manager.find(BoardAppealEntity, {
      select: { code: true },
      where: { code: In([...codes]) },
    });
    return new Set(rows.map((row) => row.code));
  }

  async addAppeals(rows: readonly BoardAppealEntity[]): Promise<void> {
    await bulkInsert(this.uow.manager, BoardAppealEntity, rows);
  }

  /** A page of orders with their turns, in the order of their codes: for the verifier. */
  async page(after: string, limit: number): Promise<BoardOrderRows[]> {
    const codes = await this.uow.manager
      .createQueryBuilder(BoardOrderEntity, 'o')
      .select('o.code', 'code')
      .where('o.code > :after', { after })
      .orderBy('o.code')
      .limit(limit)
      .getRawMany<{ code: string }>();
    if (codes.length === 0) return [];
    const rows = await this.load(codes.map((row) => row.code));
    return [...rows.values()].sort((a, b) => (a.order.code < b.order.code ? -1 : 1));
  }

  /** The same for appeals. */
  async appealPage(after: string, limit: number): Promise<BoardAppealEntity[]> {
    return this.uow.manager
      .createQueryBuilder(BoardAppealEntity, 'a')
      .where('a.code > :after', { after })
      .orderBy('a.code')
      .limit(limit)
      .getMany();
  }

  /** A page of orders on which a lamp burns, with their turns, in the order of their codes. */
  async burning(after: string, limit: number): Promise<BoardOrderRows[]> {
    const codes = await this.uow.manager
      .createQueryBuilder(BoardOrderEntity, 'o')
      .select('o.code', 'code')
      .where('o.isOpen = :open AND o.lampDueAt IS NOT NULL AND o.code > :after', { open: true, after })
      .orderBy('o.code')
      .limit(limit)
      .getRawMany<{ code: string }>();
    const rows = codes.length === 0 ? [] : [...(await this.load(codes.map((row) => row.code))).values()];
    return rows.sort((a, b) => (a.order.code < b.order.code ? -1 : 1));
  }

  /** Another yellow time, unless the order moved meanwhile. */
  setYellow({ code, seq }: BoardOrderEntity, yellowAt: Date | null): Promise<boolean> {
    return compareAndSet(this.uow.manager, BoardOrderEntity, { code, seq }, { yellowAt });
  }

  async counts(): Promise<{ orders: number; appeals: number }> {
    const orders = await this.uow.manager.count(BoardOrderEntity);
    return { orders, appeals: await this.uow.manager.count(BoardAppealEntity) };
  }

  private async removeOrders(known: readonly BoardOrderEntity[]): Promise<void> {
    if (known.length === 0) return;
    const runner = this.uow.manager.queryRunner;
    if (!runner) throw new Error('The board is written inside UnitOfWork.run() only');
    const same = known.map(() => '(code = ? AND seq = ?)').join(' OR ');
    const result = await runner.query(
      `DELETE FROM board_order WHERE ${same}`,
      known.flatMap((order) => [order.code, order.seq]),
      true,
    );
    if (result.affected !== known.length) throw new Error('An order of the batch was moved by another replica');
  }
}
