import { Injectable } from '@nestjs/common';
import {
  DEFAULT_LIMIT_TABLE,
  DEFAULT_ORDER_RULES,
  type LimitTable,
  type OrderRules,
  WorkingCalendar,
} from '@minsheng/domain';

/**
 * The working calendar, the limits and the rules of orders that hold now. They are those shipped with the program until an
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

  rules(): OrderRules {
    return DEFAULT_ORDER_RULES;
  }
}
