import { type Period, type WorkingCalendar } from '@minsheng/domain';
import { CalendarProvider, Clock } from '@minsheng/platform';
import { Injectable } from '@nestjs/common';

/** "Now" for a report: a month that still runs ends at this moment. */
@Injectable()
export class ReportMoment {
  constructor(
    private readonly clock: Clock,
    private readonly calendars: CalendarProvider,
  ) {}

  clip({ from, to }: Period): Period {
    const now = this.clock.now();
    return { from, to: to <= now ? to : new Date(Math.max(now.getTime(), from.getTime())) };
  }

  calendar(): WorkingCalendar {
    return this.calendars.current();
  }
}
