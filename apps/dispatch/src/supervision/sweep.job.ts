import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Settings, SingleRun } from '@minsheng/platform';
import { SweepService } from './sweep.service';

/** Once a minute, in one process however many there are (rules §5). */
@Injectable()
export class SweepJob {
  /** The tables that the alarms of this process's sweeps were last known to follow. */
  private tables: string | null = null;

  constructor(
    private readonly single: SingleRun,
    private readonly service: SweepService,
    private readonly settings: Settings,
  ) {}

  @Cron('* * * * *')
  async sweep(): Promise<void> {
    await this.single.run('dispatch.sweep', 120, async () => {
      await this.followTables();
      await this.service.sweep();
    });
  }

  /** An administrator changed limits, rules or calendar, or a version came into force: every alarm is set anew. */
  private async followTables(): Promise<void> {
    await this.settings.refresh();
    const { settings } = this;
    const tables = [settings.limits().version, settings.rules().version, settings.calendarVersion()].join();
    if (this.tables !== null && this.tables !== tables) await this.service.rearm();
    this.tables = tables;
  }

  /** What a process that came later does not know of is set right overnight. */
  @Cron('40 3 * * *', { timeZone: 'Asia/Shanghai' })
  async rearm(): Promise<void> {
    await this.single.run('dispatch.rearm', 600, async () => {
      await this.service.rearm();
    });
  }
}
