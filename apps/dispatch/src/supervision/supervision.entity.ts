import { type StepCause, type SupervisionKind, type SupervisionLevel } from '@minsheng/contracts';
import { BoolColumn, CodeColumn, IdColumn, InstantColumn, IntColumn } from '@minsheng/platform';
import { Entity, Index } from 'typeorm';

/** A card that a unit was shown: what its yellow ones of a month are counted by. */
@Entity('card')
@Index('ux_card_unit_number', ['unitCode', 'level', 'number'], { unique: true })
@Index('ux_card_order_step', ['orderCode', 'step'], { unique: true })
@Index('ix_card_at', ['at', 'id'])
@Index('ix_card_unit_at', ['unitCode', 'at', 'id'])
export class CardEntity {
  @IdColumn() id: number;
  @CodeColumn(40) unitCode: string;
  @CodeColumn(20) level: SupervisionLevel;
  /** Counted per unit and level: two that are shown at the same moment cannot both be the second. */
  @IntColumn() number: number;
  @CodeColumn(14) orderCode: string;
  /** The step of the sweep, or the sheet that it came with. */
  @CodeColumn(120) step: string;
  @CodeColumn(30) cause: StepCause;
  @InstantColumn() at: Date;
  /** Null: the sweep. */
  @CodeColumn(60, { nullable: true }) givenBy: string | null;
  /** A yellow card that has gone into a red one. */
  @BoolColumn() spent: boolean;
}

/** The ledger's line of a 督办单 or 批示; its words stand on the order. */
@Entity('supervision_sheet')
@Index('ux_sheet_number', ['kind', 'year', 'number'], { unique: true })
@Index('ix_sheet_order', ['orderCode'])
@Index('ix_sheet_due', ['done', 'dueSort', 'id'])
@Index('ix_sheet_unit_due', ['unitCode', 'done', 'dueSort', 'id'])
export class SheetEntity {
  @IdColumn() id: number;
  @CodeColumn(20) kind: SupervisionKind;
  @IntColumn() year: number;
  @IntColumn() number: number;
  @CodeColumn(14) orderCode: string;
  @CodeColumn(40, { nullable: true }) unitCode: string | null;
  @CodeColumn(20, { nullable: true }) level: SupervisionLevel | null;
  @InstantColumn() at: Date;
  @CodeColumn(60) givenBy: string;
  /** `dueAt`, or the end of time. */
  @InstantColumn() dueSort: Date;
  /** Reported, or the order has closed. */
  @BoolColumn() done: boolean;
}
