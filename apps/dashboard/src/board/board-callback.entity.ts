import { type Kind } from '@minsheng/contracts';
import { type CallbackScore, type Placement } from '@minsheng/domain';
import { BoolColumn, CodeColumn, InstantColumn, IntColumn } from '@minsheng/platform';
import { Entity, Index } from 'typeorm';

/** One call to a citizen, or one rating by code, with its stored scores. */
@Entity('board_callback')
@Index('ix_board_callback_at', ['at', 'unitCode', 'channel', 'asked', 'resolved', 'rated', 'satisfied', 'nextRatedAt'])
export class BoardCallbackEntity implements CallbackScore, Placement {
  @CodeColumn(14, { primary: true }) orderCode: string;
  /** 1, 2, 3… over the life of the order. */
  @IntColumn({ primary: true }) attempt: number;
  @CodeColumn(40, { nullable: true }) unitCode: string | null;
  @CodeColumn(40) channel: string;
  @CodeColumn(20) kind: Kind;
  @CodeColumn(40, { nullable: true }) categoryCode: string | null;
  @CodeColumn(40, { nullable: true }) townshipCode: string | null;
  @InstantColumn() at: Date;
  @BoolColumn() asked: boolean;
  @BoolColumn() resolved: boolean;
  @BoolColumn() rated: boolean;
  @BoolColumn() satisfied: boolean;
  @BoolColumn() lastOfMonth: boolean;
  @InstantColumn() nextRatedAt: Date;
}
