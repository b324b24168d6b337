import { type HistoryAction, type OrderState } from '@minsheng/contracts';
import { type HistoryFacts, type HistoryRecord } from '@minsheng/domain';
import { CodeColumn, EvidenceColumn, IdColumn, InstantColumn, IntColumn } from '@minsheng/platform';
import { Entity, Index } from 'typeorm';

/** One action, one row, never changed. */
@Entity('order_history')
@Index('ux_history_order_seq', ['orderCode', 'seq'], { unique: true })
export class OrderHistoryEntity implements HistoryRecord {
  @IdColumn() id: number;
  @CodeColumn(14) orderCode: string;
  @IntColumn() seq: number;
  @IntColumn() round: number;
  @CodeColumn(30) action: HistoryAction;
  @InstantColumn() at: Date;
  @CodeColumn(60, { nullable: true }) actor: string | null;
  @CodeColumn(30, { nullable: true }) actorRole: string | null;
  @CodeColumn(40, { nullable: true }) actorUnit: string | null;
  @CodeColumn(30, { nullable: true }) fromState: OrderState | null;
  @CodeColumn(30) toState: OrderState;
  @EvidenceColumn() facts: HistoryFacts;
  /** Proves the row and everything before it (docs/adr/0010); null only in rows older than the chain. */
  @CodeColumn(80, { nullable: true }) link: string | null;
}
