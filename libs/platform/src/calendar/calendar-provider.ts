import { Injectable } from '@nestjs/common';
import { DEFAULT_LIMIT_TABLE, type LimitTable, WorkingCalendar } from '@minsheng/domain';

/**
 * The working calendar and the table of limits that hold now. They are those shipped with the program until an
 * administrator can edit them; whoever needs them asks here, so that only this place will change.
 */
@Injectable()
export class CalendarProvider {
  private readonly shipped = WorkingCalendar.shipped();

  current(): WorkingCalendar {
    return this.shipped;
  }

  limits(): LimitTable {
    return DEFAULT_LIMIT_TABLE;
  }
}
