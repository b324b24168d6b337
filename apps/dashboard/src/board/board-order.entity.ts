import { type CallbackFact, type HistoryAction, type Kind, type OrderState } from '@minsheng/contracts';
import { type Placement } from '@minsheng/domain';
import { BoolColumn, CodeColumn, InstantColumn, IntColumn, JsonColumn, VarcharColumn } from '@minsheng/platform';
import { Entity, Index } from 'typeorm';

/** An order as the board needs it: the facts of its newest event, and no more. */
@Entity('board_order')
@Index('ix_board_order_open', ['isOpen', 'channel', 'leadUnitCode'])
@Index('ix_board_order_lamp', ['lampDueAt', 'yellowAt', 'leadUnitCode', 'channel'])
@Index('ix_board_order_unit_lamp', ['leadUnitCode', 'lampDueAt', 'yellowAt'])
@Index('ix_board_order_channel_lamp', ['channel', 'lampDueAt', 'yellowAt'])
@Index('ix_board_order_action', ['lastActionAt', 'code'])
@Index('ix_board_order_unit_action', ['leadUnitCode', 'lastActionAt', 'code'])
@Index('ix_board_order_channel_action', ['channel', 'lastActionAt', 'code'])
export class BoardOrderEntity implements Omit<Placement, 'unitCode'> {
  @CodeColumn(14, { primary: true }) code: string;
  /** Of the order's history: an event that is not younger changes nothing. */
  @IntColumn() seq: number;
  @CodeColumn(40) channel: string;
  @CodeColumn(20) kind: Kind;
  @CodeColumn(40, { nullable: true }) categoryCode: string | null;
  @CodeColumn(40, { nullable: true }) townshipCode: string | null;
  @CodeColumn(40, { nullable: true }) subjectUnitCode: string | null;
  @CodeColumn(40, { nullable: true }) leadUnitCode: string | null;
  /** 保密件 for a confidential order: dispatch masks it before it tells. */
  @VarcharColumn(200) title: string;
  @CodeColumn(30) state: OrderState;
  @BoolColumn() isOpen: boolean;
  @IntColumn() round: number;
  @IntColumn() weight: number;
  @BoolColumn() imported: boolean;
  @InstantColumn() receivedAt: Date;
  /** The due time of the lamp that burns; null where no reply is owed. */
  @InstantColumn({ nullable: true }) lampDueAt: Date | null;
  /** From when on the lamp is yellow. */
  @InstantColumn({ nullable: true }) yellowAt: Date | null;
  @CodeColumn(30) lastAction: HistoryAction;
  @InstantColumn() lastActionAt: Date;
  @JsonColumn() callbacks: readonly CallbackFact[];
}
