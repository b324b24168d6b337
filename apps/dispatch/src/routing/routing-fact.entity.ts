import { type Disagreement, type ReturnReason } from '@minsheng/contracts';
import { type RecordedChoice, type ReturnOutcome } from '@minsheng/domain';
import { BoolColumn, CodeColumn, IdColumn, InstantColumn, IntColumn } from '@minsheng/platform';
import { Entity, Index } from 'typeorm';

/** An order given to a unit, beside what the directory proposed at that moment. */
@Entity('dispatch_choice')
@Index('ux_choice_order', ['orderCode', 'seq'], { unique: true })
@Index('ix_choice_at', ['at', 'unitCode'])
@Index('ix_choice_disagreement', ['disagreement', 'standing', 'at'])
export class DispatchChoiceEntity implements RecordedChoice {
  @IdColumn() id: number;
  @CodeColumn(14) orderCode: string;
  /** The row of the order's history that gave it. */
  @IntColumn() seq: number;
  @InstantColumn() at: Date;
  @CodeColumn(60, { nullable: true }) actor: string | null;
  @CodeColumn(40, { nullable: true }) categoryCode: string | null;
  @CodeColumn(40, { nullable: true }) townshipCode: string | null;
  @CodeColumn(40) unitCode: string;
  @CodeColumn(40, { nullable: true }) fromUnitCode: string | null;
  @CodeColumn(40, { nullable: true }) proposedUnitCode: string | null;
  @IntColumn({ nullable: true }) entryNumber: number | null;
  @IntColumn({ nullable: true }) entryVersion: number | null;
  /** null: as proposed. */
  @CodeColumn(20, { nullable: true }) disagreement: Disagreement | null;
  /** Nobody gave the order to another unit since: what was put right again teaches nothing. */
  @BoolColumn() standing: boolean;
}

/** A unit asked to give an order back, and what became of it. */
@Entity('return_record')
@Index('ux_return_order', ['orderCode', 'seq'], { unique: true })
@Index('ix_return_at', ['at', 'unitCode', 'reasonCode', 'outcome'])
export class ReturnRecordEntity {
  @IdColumn() id: number;
  @CodeColumn(14) orderCode: string;
  @IntColumn() seq: number;
  @InstantColumn() at: Date;
  @CodeColumn(40) unitCode: string;
  @CodeColumn(30) reasonCode: ReturnReason;
  @CodeColumn(20) outcome: ReturnOutcome | 'pending';
  @InstantColumn({ nullable: true }) decidedAt: Date | null;
}
