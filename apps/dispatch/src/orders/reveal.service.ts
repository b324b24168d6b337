import { Injectable } from '@nestjs/common';
import { type CallerView } from '@minsheng/contracts';
import { type Actor, DomainError, mayReveal } from '@minsheng/domain';
import { RevealLog, validateAs } from '@minsheng/platform';
import { RelatedOrders } from '../merging/related-orders.service';
import { OrderPages } from './order-pages.service';
import { RevealDto } from './orders.dto';
import { RuleContexts } from './rule-context.provider';

/** Opening a caller's data: allowed by the policy, counted, and on the auditor's list in the same breath. */
@Injectable()
export class RevealService {
  constructor(
    private readonly pages: OrderPages,
    private readonly contexts: RuleContexts,
    private readonly log: RevealLog,
    private readonly relatives: RelatedOrders,
  ) {}

  /** What was asked is read only once it may be asked. @throws DomainError not_found, reveal_not_allowed, reveal_limit */
  async reveal(code: string, body: object, actor: Actor): Promise<CallerView> {
    const context = await this.contexts.now();
    const order = await this.pages.readable(code, actor, context);
    if (!mayReveal(order, actor)) throw new DomainError('reveal_not_allowed');
    const { fields, reason, appealCode } = await validateAs(RevealDto, body);
    const joined = appealCode !== undefined && appealCode !== order.appealCode ? appealCode : null;
    const caller =
      joined === null ? await this.pages.openContact(code) : await this.relatives.caller(order, joined, actor);
    const object = joined === null ? `order:${code}` : `appeal:${joined}`;
    await this.log.record({ actor: actor.username, object, fields, reason });
    return {
      name: fields.includes('name') ? caller.name : null,
      phone: fields.includes('phone') ? caller.phone : null,
      address: fields.includes('address') ? caller.address : null,
    };
  }
}
