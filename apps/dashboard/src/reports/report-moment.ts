import { type Period, type WorkingCalendar } from '@minsheng/domain';
import { Clock, Settings } from '@minsheng/platform';
import { Injectable } from '@nestjs/common';

/** What a report is judged and worded by: a month that still runs ends at this moment. */
@Injectable()
export class ReportMoment {
  constructor(
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  clip({ from, to }: Period): Period {
    const now = this.clock.now();
    return { from, to: to <= now ? to : new Date(Math.max(now.getTime(), from.getTime())) };
  }

  calendar(): WorkingCalendar {
    return this.settings.current();
  }

  /** What reports call a channel. */
  channelLabel(code: string): string {
    return this.settings.reportLabel(code);
  }
}
