import { Injectable } from '@nestjs/common';
import { type ExtensionPreview, type TimeBounds } from '@minsheng/contracts';
import { type Actor, dueIfExtended, latestCoDue, longestPause, civilDateOf, mostWorkdays } from '@minsheng/domain';
import { OrderPages } from './order-pages.service';
import { RuleContexts } from './rule-context.provider';

/** What an action would come to, shown while its form is being filled in; nothing here changes an order. */
@Injectable()
export class OrderPreviews {
  constructor(
    private readonly pages: OrderPages,
    private readonly contexts: RuleContexts,
  ) {}

  /**
   * What so many working days more would come to, and how many may be asked for at most.
   * @throws DomainError not_found
   */
  async extension(code: string, workdays: number | null, actor: Actor): Promise<ExtensionPreview> {
    const context = await this.contexts.now();
    const order = await this.pages.readable(code, actor, context);
    const { dueAt } = order;
    const most = dueAt ? mostWorkdays(order, dueAt, context) : 0;
    const granted = workdays !== null && workdays <= most ? workdays : null;
    const newDueAt = dueIfExtended({ dueAt }, granted, context.calendar);
    return {
      dueAt: dueAt?.toISOString() ?? null,
      workdays,
      most,
      newDueAt: newDueAt?.toISOString() ?? null,
      provisional: newDueAt !== null && context.calendar.isProvisional(civilDateOf(new Date(newDueAt.getTime() - 1))),
    };
  }

  /** Until when the clock may stand and a co-unit may take, were it decided now. @throws DomainError not_found */
  async bounds(code: string, actor: Actor): Promise<TimeBounds> {
    const context = await this.contexts.now();
    const order = await this.pages.readable(code, actor, context);
    const bound = (reason: 'citizen' | 'hearing') => {
      const { workdays, until } = longestPause(reason, context);
      return { workdays, until: until.toISOString() };
    };
    return {
      pause: { citizen: bound('citizen'), statutory: bound('hearing') },
      coUnitDueAt: latestCoDue(order.dueAt, context)?.toISOString() ?? null,
    };
  }
}
