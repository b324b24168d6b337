import { Injectable } from '@nestjs/common';
import { type SheetNumber, type SupervisionFact, type SupervisionKind } from '@minsheng/contracts';
import { isOpen, monthBefore, type WorkOrder } from '@minsheng/domain';
import { bulkInsert, insertRow, type NewRow, updateRows, UnitOfWork } from '@minsheng/platform';
import { MoreThan } from 'typeorm';
import { CardEntity, SheetEntity } from './supervision.entity';
import { NO_DUE } from '../orders/no-due';

/** A card before it is numbered. */
export type NewCard = Omit<CardEntity, 'id' | 'number' | 'spent'>;

/** Stores cards and sheets beside the order that they stand on, in its transaction. */
@Injectable()
export class SupervisionRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** The next number of a kind in a year. Two that ask at once get the same: the second to store it fails and asks again. */
  async nextNumber(kind: SupervisionKind, year: number): Promise<SheetNumber> {
    const last = await this.uow.manager.maximum(SheetEntity, 'number', { kind, year });
    return { year, number: (last ?? 0) + 1 };
  }

  /** @throws a duplicate key error when another card of the unit was stored meanwhile */
  async addCard(card: NewCard): Promise<void> {
    const { unitCode, level } = card;
    const last = await this.uow.manager.maximum(CardEntity, 'number', { unitCode, level });
    await insertRow(this.uow.manager, CardEntity, { ...card, number: (last ?? 0) + 1, spent: false });
  }

  /** Yellow cards of a unit within one month up to `at` that have not gone into a red one. */
  unspentYellows(unitCode: string, at: Date): Promise<CardEntity[]> {
    const where = { unitCode, level: 'yellow', spent: false, at: MoreThan(monthBefore(at)) } as const;
    return this.uow.manager.find(CardEntity, { where });
  }

  async spend(cards: readonly CardEntity[]): Promise<void> {
    for (const { id } of cards) await updateRows(this.uow.manager, CardEntity, { id }, { spent: true });
  }

  /**
   * Brings the ledger's lines of an order up to date: new sheets, reports, another unit, closing.
   * @throws a duplicate key error when another sheet took the number meanwhile
   */
  async putSheets(order: WorkOrder): Promise<void> {
    const { manager } = this.uow;
    const known = await manager.findBy(SheetEntity, { orderCode: order.code });
    const keyOf = (kind: SupervisionKind, { year, number }: SheetNumber): string => `${kind}${year}/${number}`;
    const byKey = new Map(known.map((row) => [keyOf(row.kind, row), row]));
    const rows = order.supervisions.map((fact) => ({ row: sheetRow(order, fact), key: keyOf(fact.kind, fact.no) }));
    const added = rows.filter(({ key }) => !byKey.has(key)).map(({ row }) => row);
    if (added.length > 0) await bulkInsert(manager, SheetEntity, added);
    for (const { row, key } of rows) {
      const old = byKey.get(key);
      const { unitCode, done } = row;
      if (!old || (old.unitCode === unitCode && old.done === done)) continue;
      await updateRows(manager, SheetEntity, { id: old.id }, { unitCode, done });
    }
  }
}

function sheetRow(order: WorkOrder, { kind, no, level, at, by, dueAt, reportedAt }: SupervisionFact) {
  const row: NewRow<SheetEntity> & Pick<SheetEntity, 'unitCode' | 'done'> = {
    kind,
    ...no,
    orderCode: order.code,
    unitCode: order.leadUnitCode,
    level,
    at: new Date(Date.parse(at)),
    givenBy: by,
    dueSort: dueAt === null ? NO_DUE : new Date(Date.parse(dueAt)),
    done: reportedAt !== null || !isOpen(order.state),
  };
  return row;
}
