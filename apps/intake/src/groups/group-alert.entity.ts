import { type GroupBasis } from '@minsheng/contracts';
import { CodeColumn, IdColumn, InstantColumn, IntColumn, JsonColumn, VarcharColumn } from '@minsheng/platform';
import { Entity, Index } from 'typeorm';

/** 群诉预警: several callers on one matter or place within a window of hours. */
@Entity('group_alert')
@Index('ix_group_alert_subject', ['subjectHash', 'openedAt'])
@Index('ix_group_alert_opened', ['openedAt', 'id'])
export class GroupAlertEntity {
  @IdColumn() id: number;
  /** What it is about and in which window: two who find it at once store it once. */
  @Index('ux_group_alert', { unique: true })
  @CodeColumn(64)
  alertKey: string;
  @CodeColumn(20) basis: GroupBasis;
  @CodeColumn(64) subjectHash: string;
  @VarcharColumn(300) subject: string;
  @CodeColumn(40, { nullable: true }) townshipCode: string | null;
  @CodeColumn(40, { nullable: true }) categoryCode: string | null;
  @IntColumn() callers: number;
  @JsonColumn() orderCodes: readonly string[];
  @InstantColumn() openedAt: Date;
  @InstantColumn() changedAt: Date;
}
