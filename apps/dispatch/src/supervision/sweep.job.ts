import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { SingleRun } from '@minsheng/platform';
import { SweepService } from './sweep.service';

/** Once a minute, in one process however many there are (rules §5). */
@Injectable()
export class SweepJob {
  constructor(
    private readonly single: SingleRun,
    private readonly service: SweepService,
  ) {}

  @Cron('* * * * *')
  async sweep(): Promise<void> {
    await this.single.run('dispatch.sweep', 120, async () => {
      await this.service.sweep();
    });
  }

  /** Tables and calendars may have been changed: alarms that they moved are set anew, at the latest overnight. */
  @Cron('40 3 * * *', { timeZone: 'Asia/Shanghai' })
  async rearm(): Promise<void> {
    await this.single.run('dispatch.rearm', 600, async () => {
      await this.service.rearm();
    });
  }
}
