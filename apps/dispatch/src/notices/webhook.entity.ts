import { type DeliveryKind, type DeliveryStatus, type NoticeKind } from '@minsheng/contracts';
import { type DeliveryRules } from '@minsheng/domain';
import {
  BoolColumn,
  CodeColumn,
  IdColumn,
  InstantColumn,
  IntColumn,
  JsonColumn,
  TextColumn,
  VarcharColumn,
} from '@minsheng/platform';
import { Entity, Index } from 'typeorm';

/** A gateway of the county that is told of notices. */
@Entity('webhook_target')
export class WebhookTargetEntity {
  @IdColumn() id: number;
  @Index('ux_webhook_target', { unique: true })
  @CodeColumn(40)
  code: string;
  @VarcharColumn(60) name: string;
  @VarcharColumn(500) url: string;
  /** Sealed. */
  @TextColumn() secret: string;
  /** Empty: all. */
  @JsonColumn() kinds: readonly NoticeKind[];
  @BoolColumn() enabled: boolean;
  @BoolColumn() allowPrivate: boolean;
  @IntColumn() version: number;
}

/** One notice on its way to one gateway, and what became of it. */
@Entity('webhook_delivery')
@Index('ix_delivery_due', ['targetCode', 'status', 'urgent', 'nextAt', 'id'])
@Index('ix_delivery_status', ['status', 'id'])
export class WebhookDeliveryEntity {
  @IdColumn() id: number;
  /** What receivers tell a repeat by. */
  @Index('ux_delivery_code', { unique: true })
  @CodeColumn(40)
  code: string;
  /** Null for a trial. */
  @IntColumn({ nullable: true }) noticeId: number | null;
  @CodeColumn(40) targetCode: string;
  @CodeColumn(30) kind: DeliveryKind;
  @CodeColumn(14, { nullable: true }) orderCode: string | null;
  /** Goes out at night too. */
  @BoolColumn() urgent: boolean;
  @CodeColumn(12) status: DeliveryStatus;
  @IntColumn() attempts: number;
  /** Failures since it was last set on its way: what the next wait follows from. */
  @IntColumn() failures: number;
  @InstantColumn() nextAt: Date;
  @Index('ix_delivery_created')
  @InstantColumn()
  createdAt: Date;
  @InstantColumn({ nullable: true }) finishedAt: Date | null;
  @IntColumn({ nullable: true }) lastStatus: number | null;
  @VarcharColumn(200, { nullable: true }) lastError: string | null;
}

/** Every version of the delivery rules; the newest holds. */
@Entity('delivery_rules')
export class DeliveryRulesEntity {
  @IdColumn() id: number;
  @Index('ux_delivery_rules', { unique: true })
  @IntColumn()
  version: number;
  @InstantColumn() at: Date;
  @CodeColumn(60) account: string;
  @JsonColumn() rules: DeliveryRules;
}
