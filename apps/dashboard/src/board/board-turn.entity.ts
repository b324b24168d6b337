import { type Kind, type TurnFact } from '@minsheng/contracts';
import { type Placement, type TurnOutcome, type TurnScore } from '@minsheng/domain';
import { BoolColumn, CodeColumn, InstantColumn, IntColumn, JsonColumn } from '@minsheng/platform';
import { Entity, Index } from 'typeorm';

/** One unit's turn at an order with its stored scores: what the indicators of any period are summed from. */
@Entity('board_turn')
@Index('ix_board_turn_settled', ['settledAt', 'unitCode', 'channel', 'outcome', 'weight', 'accepted', 'finalAt'])
@Index('ix_board_turn_span', ['lateSpan', 'firstDueAt', 'settledAt'])
@Index('ix_board_turn_open', ['outcome', 'dueAt', 'unitCode', 'channel', 'weight'])
@Index('ix_board_turn_dispatched', [
  'dispatchedAt',
  'unitCode',
  'channel',
  'received',
  'receivedReplied',
  'signBase',
  'signMet',
  'finalAt',
])
@Index('ix_board_turn_sign', ['signWaiting', 'signDueAt'])
@Index('ix_board_turn_left', ['leftAt', 'unitCode'])
export class BoardTurnEntity implements TurnScore, Placement {
  @CodeColumn(14, { primary: true }) orderCode: string;
  @IntColumn({ primary: true }) turn: number;
  @CodeColumn(40, { nullable: true }) unitCode: string | null;
  @CodeColumn(40) channel: string;
  @CodeColumn(20) kind: Kind;
  @CodeColumn(40, { nullable: true }) categoryCode: string | null;
  @CodeColumn(40, { nullable: true }) townshipCode: string | null;
  /** Callers on the matter. */
  @IntColumn() weight: number;
  @InstantColumn() dispatchedAt: Date;
  @InstantColumn({ nullable: true }) signDueAt: Date | null;
  @InstantColumn({ nullable: true }) leftAt: Date | null;
  @InstantColumn() settledAt: Date;
  @InstantColumn({ nullable: true }) firstDueAt: Date | null;
  @InstantColumn({ nullable: true }) dueAt: Date | null;
  @InstantColumn({ nullable: true }) repliedAt: Date | null;
  @CodeColumn(10) outcome: TurnOutcome;
  @IntColumn() lateSpan: number;
  @InstantColumn() finalAt: Date;
  @BoolColumn() accepted: boolean;
  @BoolColumn() received: boolean;
  @BoolColumn() receivedReplied: boolean;
  @BoolColumn() signBase: boolean;
  @BoolColumn() signMet: boolean;
  @BoolColumn() signWaiting: boolean;
  @BoolColumn() praise: boolean;
  @JsonColumn() facts: TurnFact;
}
