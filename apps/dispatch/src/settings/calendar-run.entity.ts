import { IdColumn, InstantColumn, IntColumn } from '@minsheng/platform';
import { Entity, Index } from 'typeorm';

/** The recomputing of open deadlines after a calendar came into force: how far it is, so that another process can go on. */
@Entity('calendar_run')
@Index('ux_calendar_run', ['version'], { unique: true })
export class CalendarRunEntity {
  @IdColumn() id: number;
  /** The calendar's version, and the one that was applied before it. */
  @IntColumn() version: number;
  @IntColumn() fromVersion: number;
  /** 1: every open deadline; 2: those that were written in the seconds of the change. */
  @IntColumn() pass: number;
  /** The last order looked at. */
  @IntColumn() cursorId: number;
  @IntColumn() total: number;
  @IntColumn() done: number;
  @IntColumn() moved: number;
  @InstantColumn() startedAt: Date;
  @InstantColumn({ nullable: true }) finishedAt: Date | null;
}
