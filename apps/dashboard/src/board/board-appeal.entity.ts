import { type AppealOutcome, type Kind } from '@minsheng/contracts';
import { type AppealScore } from '@minsheng/domain';
import { BoolColumn, CodeColumn, InstantColumn } from '@minsheng/platform';
import { Entity, Index } from 'typeorm';

/** One registered appeal, whatever became of it: volumes and 直办率 are summed from these. */
@Entity('board_appeal')
@Index('ix_board_appeal_registered', ['registeredAt', 'channel', 'answered', 'valid', 'answeredDue'])
export class BoardAppealEntity implements AppealScore {
  @CodeColumn(20, { primary: true }) code: string;
  @CodeColumn(14, { nullable: true }) orderCode: string | null;
  @CodeColumn(20) outcome: AppealOutcome;
  @CodeColumn(40) channel: string;
  @CodeColumn(20) kind: Kind;
  @CodeColumn(40, { nullable: true }) categoryCode: string | null;
  @CodeColumn(40, { nullable: true }) townshipCode: string | null;
  @InstantColumn() registeredAt: Date;
  @BoolColumn() answered: boolean;
  @BoolColumn() valid: boolean;
  @BoolColumn() answeredDue: boolean;
}
