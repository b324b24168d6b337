import { type Segment } from '@minsheng/domain';
import { CodeColumn, IdColumn, InstantColumn, IntColumn, TextColumn } from '@minsheng/platform';
import { Entity, Index } from 'typeorm';

/** A sealed stretch of the history table: what has once been in it can no longer leave it unnoticed (docs/adr/0010). */
@Entity('history_segment')
export class HistorySegmentEntity implements Segment {
  @IdColumn() id: number;
  @Index('ux_segment_no', { unique: true })
  @IntColumn()
  no: number;
  @IntColumn() afterId: number;
  @IntColumn() throughId: number;
  @IntColumn() rowCount: number;
  @IntColumn() born: number;
  @TextColumn() heads: string;
  @CodeColumn(80) digest: string;
  @InstantColumn() sealedAt: Date;
}
