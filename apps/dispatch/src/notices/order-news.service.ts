import { Injectable } from '@nestjs/common';
import { type Decision, noticesFor, type UnitTree } from '@minsheng/domain';
import { Outbox } from '@minsheng/platform';
import { toOrderChanged } from '../orders/order-event';
import { Notices } from './notices.service';

/** The one place from which an order's change is told: to the other services, and to the people concerned. */
@Injectable()
export class OrderNews {
  constructor(
    private readonly outbox: Outbox,
    private readonly notices: Notices,
  ) {}

  /** Inside the unit of work that stores the decision. */
  async tell(decision: Decision, units: UnitTree): Promise<void> {
    await this.outbox.add('dispatch.order-changed', decision.order.code, toOrderChanged(decision));
    for (const notice of noticesFor(decision, units)) await this.notices.add(notice);
  }
}
