import { Injectable } from '@nestjs/common';
import { type LedgerView } from '@minsheng/contracts';
import { type Actor, daysOffBetween, type Ledger, ledgerOf, type RuleContext } from '@minsheng/domain';
import { UnitOfWork } from '@minsheng/platform';
import { OrderPages } from './order-pages.service';
import { OrdersRepository } from './orders.repository';
import { RuleContexts } from './rule-context.provider';

/** The clock ledger of an order, for everybody who may read the order. */
@Injectable()
export class OrderLedgers {
  constructor(
    private readonly orders: OrdersRepository,
    private readonly pages: OrderPages,
    private readonly contexts: RuleContexts,
    private readonly uow: UnitOfWork,
  ) {}

  /** @throws DomainError not_found: it is not there, or not yours to know of */
  async of(code: string, actor: Actor): Promise<LedgerView> {
    const context = await this.contexts.now();
    return this.uow.read(async () => {
      const order = await this.pages.readable(code, actor, context);
      const history = await this.orders.history(order.code);
      return toLedgerView(ledgerOf(history, order, context.now, context.calendar), context);
    });
  }
}

function toLedgerView({ segments, total }: Ledger, { calendar }: RuleContext): LedgerView {
  const [first, last] = [segments[0], segments.at(-1)];
  const daysOff = first && last ? daysOffBetween(first.from, last.to, calendar) : [];
  return {
    segments: segments.map((segment) => ({
      holder: segment.holder,
      reason: segment.reason,
      from: segment.from.toISOString(),
      to: segment.to.toISOString(),
      workingMinutes: segment.workingMinutes,
    })),
    total,
    daysOff: daysOff.map(({ from, to, reason }) => ({ from: from.toISOString(), to: to.toISOString(), reason })),
  };
}
