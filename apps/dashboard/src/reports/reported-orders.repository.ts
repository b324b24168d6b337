import { UnitOfWork } from '@minsheng/platform';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { BoardOrderEntity } from '../board/board-order.entity';

const CODES_AT_ONCE = 500;

/** What a report says of an order beside its turn. */
export type ReportedOrder = Pick<
  BoardOrderEntity,
  'code' | 'title' | 'state' | 'round' | 'receivedAt' | 'subjectUnitCode' | 'lastActionAt' | 'leadUnitCode'
>;

/** The orders behind the rows of a report. */
@Injectable()
export class ReportedOrdersRepository {
  constructor(private readonly uow: UnitOfWork) {}

  async byCode(codes: readonly string[]): Promise<Map<string, ReportedOrder>> {
    const found = new Map<string, ReportedOrder>();
    for (let from = 0; from < codes.length; from += CODES_AT_ONCE) {
      const rows = await this.uow.manager.find(BoardOrderEntity, {
        select: {
          code: true,
          title: true,
          state: true,
          round: true,
          receivedAt: true,
          subjectUnitCode: true,
          lastActionAt: true,
          leadUnitCode: true,
        },
        where: { code: In(codes.slice(from, from + CODES_AT_ONCE)) },
      });
      for (const row of rows) found.set(row.code, row);
    }
    return found;
  }
}
