import { Injectable, Logger } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { SingleRun } from '@minsheng/platform';
import { CalendarRecompute } from './calendar-recompute.service';

const LEASE_SECONDS = 30;

/** Looks every few seconds whether a calendar came into force, by being saved or because its day has come. */
@Injectable()
export class CalendarRecomputeJob {
  private readonly logger = new Logger(CalendarRecomputeJob.name);

  constructor(
    private readonly single: SingleRun,
    private readonly recompute: CalendarRecompute,
  ) {}

  @Cron('*/3 * * * * *')
  async tick(): Promise<void> {
    try {
      await this.single.run('dispatch.calendar', LEASE_SECONDS, () => this.recompute.work());
    } catch (error) {
      this.logger.error('Open deadlines could not be recomputed; the next run goes on', error);
    }
  }
}
