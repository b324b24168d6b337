import {
  type AppealOutcome,
  type HandoverService,
  type Kind,
  type RefusalReason,
  type Satisfaction,
  type Urgency,
} from '@minsheng/contracts';
import {
  BoolColumn,
  CodeColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  TextColumn,
  VarcharColumn,
} from '@minsheng/platform';
import { Entity, Index } from 'typeorm';

/** An appeal 诉求: who said what, through which channel. Personal values are sealed (rules §9). */
@Entity('appeal')
@Index('ix_appeal_phone', ['phoneHash', 'registeredAt'])
@Index('ix_appeal_place', ['townshipCode', 'registeredAt'])
@Index('ix_appeal_category', ['categoryCode'])
@Index('ix_appeal_place_key', ['placeKey', 'registeredAt'])
export class AppealEntity {
  @IdColumn() id: number;
  @Index('ux_appeal_code', { unique: true })
  @CodeColumn(20)
  appealCode: string;
  @Index('ix_appeal_order')
  @CodeColumn(14, { nullable: true })
  orderCode: string | null;
  @CodeColumn(20) outcome: AppealOutcome;
  @CodeColumn(40) channel: string;
  @CodeColumn(20) kind: Kind;
  @CodeColumn(20) urgency: Urgency;
  /** "保密件" when confidential: the real one is sealed in `content`. */
  @VarcharColumn(200) title: string;
  /** Plain text; of a confidential appeal the sealed `{title, content, location}`. */
  @TextColumn() content: string;
  @VarcharColumn(300, { nullable: true }) location: string | null;
  @CodeColumn(40, { nullable: true }) townshipCode: string | null;
  @CodeColumn(40, { nullable: true }) categoryCode: string | null;
  @CodeColumn(40, { nullable: true }) subjectUnitCode: string | null;
  @BoolColumn() confidential: boolean;
  @BoolColumn() anonymous: boolean;
  @BoolColumn() publishable: boolean;
  @BoolColumn() callbackWanted: boolean;
  @TextColumn({ nullable: true }) name: string | null;
  @TextColumn({ nullable: true }) phone: string | null;
  @TextColumn({ nullable: true }) address: string | null;
  @CodeColumn(64, { nullable: true }) phoneHash: string | null;
  @InstantColumn({ nullable: true }) occurredAt: Date | null;
  @VarcharColumn(40, { nullable: true }) language: string | null;
  @VarcharColumn(40, { nullable: true }) dialect: string | null;
  @TextColumn({ nullable: true }) answer: string | null;
  @JsonColumn({ nullable: true }) refusal: { reasonCode: RefusalReason; route: string } | null;
  @JsonColumn({ nullable: true }) handover: { service: HandoverService; note: string | null } | null;
  @InstantColumn() registeredAt: Date;
  @CodeColumn(60, { nullable: true }) registeredBy: string | null;
  /** Letters only: keyed hash of the query code, which nobody can read back. */
  @CodeColumn(64, { nullable: true }) queryHash: string | null;
  /** Letters only: the same number, title and content on one day is one letter. */
  @Index('ux_appeal_repeat', { unique: true })
  @CodeColumn(64, { nullable: true })
  repeatKey: string | null;
  @JsonColumn({ nullable: true }) rating: { resolved: boolean; satisfaction: Satisfaction } | null;
  @InstantColumn({ nullable: true }) ratedAt: Date | null;
  /** Imported cases: identity within the channel and digest of the content (contract.md). */
  @Index('ux_appeal_source', { unique: true })
  @CodeColumn(120, { nullable: true })
  sourceKey: string | null;
  @CodeColumn(64, { nullable: true }) sourceDigest: string | null;
  /** The order that this matter was taken out of 拆单. */
  @CodeColumn(14, { nullable: true }) splitFrom: string | null;
  /** The place as it is compared with others; null where there is none, or it may not be known. */
  @CodeColumn(80, { nullable: true }) placeKey: string | null;
}
