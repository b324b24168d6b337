import { type AppealRegistered, type OrderChanged, type UnitChanged } from '@minsheng/contracts';
import { Injectable } from '@nestjs/common';
import { BoardProjection } from '../board/board.projection';
import { BoardUnits } from '../units/board-units';

/** What a load brings: the same facts that events carry. */
export interface BoardRows {
  readonly orders?: readonly OrderChanged[];
  readonly appeals?: readonly AppealRegistered[];
  readonly units?: readonly UnitChanged[];
}

/** Loading many cases at once (demo, import, generator): the same path as events, but no patch comes of it. */
@Injectable()
export class BoardBulkPort {
  constructor(
    private readonly projection: BoardProjection,
    private readonly units: BoardUnits,
  ) {}

  async load({ orders = [], appeals = [], units = [] }: BoardRows): Promise<void> {
    if (units.length > 0) await this.units.apply(units);
    await this.projection.apply(orders, appeals);
  }
}
