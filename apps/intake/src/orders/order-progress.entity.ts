import { type OrderChanged, type OrderState } from '@minsheng/contracts';
import { BoolColumn, CodeColumn, IdColumn, IntColumn, JsonColumn } from '@minsheng/platform';
import { Entity, Index } from 'typeorm';

/** What of an order a citizen may follow, and what a repeat caller's join is judged by. */
export type FollowedFacts = Pick<
  OrderChanged,
  | 'turns'
  | 'publicReply'
  | 'publicProgress'
  | 'closedAt'
  | 'lastActionAt'
  | 'leadUnitCode'
  | 'coUnitCodes'
  | 'subjectUnitCode'
  | 'terminationReason'
  | 'mergedInto'
  | 'replyTakenOverAt'
  | 'instructed'
>;

/** Intake's own copy of how an order stands, kept by dispatch's events. */
@Entity('order_progress')
export class OrderProgressEntity {
  @IdColumn() id: number;
  @Index('ux_progress_order', { unique: true })
  @CodeColumn(14)
  orderCode: string;
  @IntColumn() seq: number;
  @CodeColumn(30) state: OrderState;
  @BoolColumn() isOpen: boolean;
  @JsonColumn() facts: FollowedFacts;
}
