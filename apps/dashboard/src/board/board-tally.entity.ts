import { type Figures } from '@minsheng/domain';
import { CodeColumn, IntColumn } from '@minsheng/platform';
import { Entity } from 'typeorm';

/** The sums of one scope on one day (or hour, or of the gauges), moved by the difference that each event makes. */
@Entity('board_tally')
export class BoardTallyEntity implements Figures {
  @CodeColumn(60, { primary: true }) scope: string;
  @CodeColumn(16, { primary: true }) bucket: string;
  @IntColumn({ default: 0 }) appeals: number;
  @IntColumn({ default: 0 }) answered: number;
  @IntColumn({ default: 0 }) valid: number;
  @IntColumn({ default: 0 }) answeredDue: number;
  @IntColumn({ default: 0 }) received: number;
  @IntColumn({ default: 0 }) receivedReplied: number;
  @IntColumn({ default: 0 }) signBase: number;
  @IntColumn({ default: 0 }) signMet: number;
  @IntColumn({ default: 0 }) onTime: number;
  @IntColumn({ default: 0 }) lateDone: number;
  @IntColumn({ default: 0 }) lateOpen: number;
  @IntColumn({ default: 0 }) dueWeight: number;
  @IntColumn({ default: 0 }) acceptedWeight: number;
  @IntColumn({ default: 0 }) asked: number;
  @IntColumn({ default: 0 }) resolved: number;
  @IntColumn({ default: 0 }) rated: number;
  @IntColumn({ default: 0 }) satisfied: number;
  @IntColumn({ default: 0 }) open: number;
}
