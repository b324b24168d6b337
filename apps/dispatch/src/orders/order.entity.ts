import {
  type ApplicationFact,
  type CallbackFact,
  type CoUnitFact,
  type InstructionFact,
  type Kind,
  type LeaderPost,
  type MergeFact,
  type OrderState,
  type PauseFact,
  type PublicationFact,
  type PublicProgress,
  type RefusalReason,
  type ResultCode,
  type SupervisionFact,
  type SuspensionFact,
  type Track,
  type TurnFact,
  type Urgency,
  type WarningFact,
} from '@minsheng/contracts';
import { type RuleSnapshot, type WorkOrder } from '@minsheng/domain';
import {
  BoolColumn,
  CodeColumn,
  IdColumn,
  InstantColumn,
  IntColumn,
  JsonColumn,
  JsonListColumn,
  TextColumn,
  VarcharColumn,
} from '@minsheng/platform';
import { Entity, Index } from 'typeorm';

/** The work order's row: exactly the facts of the domain, and the columns that lists and the sweep go by. */
@Entity('work_order')
@Index('ix_order_received', ['receivedAt', 'id'])
@Index('ix_order_state_received', ['state', 'receivedAt', 'id'])
@Index('ix_order_state_due', ['state', 'dueSort', 'id'])
@Index('ix_order_owes_due', ['owesReply', 'dueSort', 'id'])
@Index('ix_order_lead_received', ['leadUnitCode', 'receivedAt', 'id'])
@Index('ix_order_lead_due', ['leadUnitCode', 'isOpen', 'dueSort', 'id'])
@Index('ix_order_open_due', ['isOpen', 'dueSort', 'id'])
@Index('ix_order_channel_received', ['channel', 'receivedAt', 'id'])
@Index('ix_order_registrar', ['registeredBy', 'receivedAt', 'id'])
@Index('ix_order_next_step', ['nextStepAt', 'id'])
@Index('ix_order_waiting', ['waiting', 'dueSort', 'id'])
@Index('ix_order_callback', ['wasInCallback', 'receivedAt', 'id'])
@Index('ix_order_merged', ['mergedInto', 'id'])
@Index('ix_order_split', ['splitFrom', 'id'])
@Index('ix_order_awaiting_post', ['awaitingPost', 'receivedAt', 'id'])
export class WorkOrderEntity implements WorkOrder {
  @IdColumn() id: number;
  @Index('ux_order_code', { unique: true })
  @CodeColumn(14)
  code: string;
  @CodeColumn(20) appealCode: string;
  @CodeColumn(40) channel: string;
  @CodeColumn(40) track: Track;
  @CodeColumn(20) kind: Kind;
  @CodeColumn(20) urgency: Urgency;
  @VarcharColumn(200) title: string;
  @TextColumn() content: string;
  @TextColumn({ nullable: true }) brief: string | null;
  @VarcharColumn(300, { nullable: true }) location: string | null;
  @CodeColumn(40, { nullable: true }) townshipCode: string | null;
  @CodeColumn(40, { nullable: true }) categoryCode: string | null;
  @CodeColumn(40, { nullable: true }) subjectUnitCode: string | null;
  @BoolColumn() confidential: boolean;
  @BoolColumn() anonymous: boolean;
  @BoolColumn() publishable: boolean;
  @BoolColumn() callbackWanted: boolean;
  @BoolColumn() leaderInstructed: boolean;
  @BoolColumn() imported: boolean;
  @BoolColumn({ default: false }) quiet: boolean;
  @BoolColumn() hasPhone: boolean;
  @CodeColumn(60, { nullable: true }) registeredBy: string | null;

  @CodeColumn(30) state: OrderState;
  @InstantColumn() stateSince: Date;
  @IntColumn() version: number;
  @IntColumn() seq: number;
  @IntColumn() round: number;

  @CodeColumn(40, { nullable: true }) leadUnitCode: string | null;
  @JsonColumn() coUnitCodes: readonly string[];
  @IntColumn() dispatchCount: number;
  @JsonColumn() returnCounts: Readonly<Record<string, number>>;
  @CodeColumn(30, { nullable: true }) stateBeforeReturn: OrderState | null;
  @InstantColumn({ nullable: true }) returnRequestedAt: Date | null;
  @CodeColumn(40, { nullable: true }) suggestedUnitCode: string | null;
  @BoolColumn({ default: false }) designated: boolean;
  @JsonListColumn() coWork: readonly CoUnitFact[];
  @TextColumn({ nullable: true }) proposal: string | null;
  @JsonListColumn() instructionChain: readonly LeaderPost[];
  @JsonListColumn() instructions: readonly InstructionFact[];
  @JsonListColumn() applications: readonly ApplicationFact[];
  @JsonColumn({ nullable: true }) pause: PauseFact | null;
  @JsonColumn({ nullable: true }) suspension: SuspensionFact | null;
  @JsonListColumn() warnings: readonly WarningFact[];
  @JsonListColumn() supervisions: readonly SupervisionFact[];
  @CodeColumn(40, { nullable: true }) terminationReason: RefusalReason | 'withdrawn' | null;
  @JsonColumn({ nullable: true }) publication: PublicationFact | null;

  @InstantColumn() receivedAt: Date;
  @InstantColumn({ nullable: true }) dispatchedAt: Date | null;
  @InstantColumn({ nullable: true }) signDueAt: Date | null;
  @InstantColumn({ nullable: true }) contactDueAt: Date | null;
  @InstantColumn({ nullable: true }) prelimDueAt: Date | null;
  @InstantColumn({ nullable: true }) dueAt: Date | null;
  @InstantColumn({ nullable: true }) promisedAt: Date | null;
  @BoolColumn() provisional: boolean;
  @JsonColumn({ nullable: true }) rule: RuleSnapshot | null;

  @InstantColumn({ nullable: true }) signedAt: Date | null;
  @InstantColumn({ nullable: true }) contactedAt: Date | null;
  @InstantColumn({ nullable: true }) prelimMetAt: Date | null;
  @InstantColumn({ nullable: true }) repliedAt: Date | null;
  @InstantColumn({ nullable: true }) closedAt: Date | null;

  @CodeColumn(20, { nullable: true }) resultCode: ResultCode | null;
  @TextColumn({ nullable: true }) publicReply: string | null;
  @TextColumn({ nullable: true }) internalAccount: string | null;
  @JsonColumn() publicProgress: readonly PublicProgress[];
  @JsonColumn() turns: readonly TurnFact[];
  @JsonColumn() callbacks: readonly CallbackFact[];

  @IntColumn() appealCount: number;
  @IntColumn() urgeCount: number;
  @IntColumn() redoCount: number;
  @BoolColumn() redoAsked: boolean;
  @BoolColumn() wasInCallback: boolean;
  @JsonColumn() participants: readonly string[];

  @CodeColumn(14, { nullable: true }) mergedInto: string | null;
  @BoolColumn({ default: false }) follows: boolean;
  @JsonColumn({ nullable: true }) merge: MergeFact | null;
  @IntColumn({ default: 0 }) followerCount: number;
  @CodeColumn(14, { nullable: true }) splitFrom: string | null;
  @IntColumn({ default: 0 }) partCount: number;
  @BoolColumn({ name: 'group_appeal', default: false }) group: boolean;

  /** `dueAt`, or the end of time: a list by due time has no gaps. */
  @InstantColumn() dueSort: Date;
  @BoolColumn() isOpen: boolean;
  /** Decisions that it waits for, between commas; null for none. */
  @CodeColumn(80, { nullable: true }) waiting: string | null;
  /** The unit owes a reply: the lamps burn. */
  @BoolColumn() owesReply: boolean;
  /** Proves how many rows the history has and which is the last (docs/adr/0010); moves with `seq`. */
  @CodeColumn(80, { nullable: true }) chainHead: string | null;
  /** Whose instruction it waits for: the first of the chain while it waits for one. */
  @CodeColumn(20, { nullable: true }) awaitingPost: LeaderPost | null;
  /** When the sweep has next something to do: `nextStepAt` of the facts, or later where the last attempt failed. */
  @InstantColumn({ nullable: true }) nextStepAt: Date | null;
}

/** The person behind an order, sealed (rules §9): apart from the order, so that no list can carry it along. */
@Entity('order_contact')
export class OrderContactEntity {
  @IdColumn() id: number;
  @Index('ux_order_contact_code', { unique: true })
  @CodeColumn(14)
  orderCode: string;
  @TextColumn({ nullable: true }) name: string | null;
  @TextColumn({ nullable: true }) phone: string | null;
  @TextColumn({ nullable: true }) address: string | null;
  @Index('ix_order_contact_phone')
  @CodeColumn(64, { nullable: true })
  phoneHash: string | null;
}

/** Units whose staff may read an order, with what their lists are sorted by: the policy's `readerUnits`, kept per order. */
@Entity('order_reader')
@Index('ix_reader_due', ['unitCode', 'isOpen', 'dueSort', 'orderId'])
@Index('ix_reader_received', ['unitCode', 'receivedAt', 'orderId'])
@Index('ix_reader_order', ['orderId'])
export class OrderReaderEntity {
  @IdColumn() id: number;
  @CodeColumn(40) unitCode: string;
  @IntColumn() orderId: number;
  @BoolColumn() isOpen: boolean;
  @InstantColumn() dueSort: Date;
  @InstantColumn() receivedAt: Date;
}

/** A caller who joined an order without one of his own 追加, sealed: called back like the first. */
@Entity('order_caller')
export class OrderCallerEntity {
  @IdColumn() id: number;
  @Index('ix_caller_order')
  @CodeColumn(14)
  orderCode: string;
  @Index('ux_caller_appeal', { unique: true })
  @CodeColumn(20)
  appealCode: string;
  @TextColumn({ nullable: true }) name: string | null;
  @TextColumn({ nullable: true }) phone: string | null;
  @TextColumn({ nullable: true }) address: string | null;
  @Index('ix_caller_phone')
  @CodeColumn(64, { nullable: true })
  phoneHash: string | null;
  /** Confidential or anonymous: shown to no unit. */
  @BoolColumn() hidden: boolean;
  @InstantColumn() joinedAt: Date;
}
