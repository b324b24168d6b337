import { Injectable } from '@nestjs/common';
import { type RuleContext } from '@minsheng/domain';
import { Clock, CalendarProvider } from '@minsheng/platform';
import { UnitsService } from '../units/units.service';

/** Gathers what the rules may look at: now, the working calendar, the table of limits, the units. */
@Injectable()
export class RuleContexts {
  constructor(
    private readonly clock: Clock,
    private readonly calendars: CalendarProvider,
    private readonly units: UnitsService,
  ) {}

  async now(): Promise<RuleContext> {
    return {
      now: this.clock.now(),
      calendar: this.calendars.current(),
      limits: this.calendars.limits(),
      rules: this.calendars.rules(),
      units: await this.units.tree(),
    };
  }
}
