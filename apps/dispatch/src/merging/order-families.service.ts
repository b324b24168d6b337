import { Injectable } from '@nestjs/common';
import { type Action, type SplitPart, type SplitRequested } from '@minsheng/contracts';
import {
  CONFIDENTIAL_TITLE,
  absorb,
  type Actor,
  decideAll,
  type Decision,
  detach,
  followParent,
  type Inputs,
  type RuleContext,
  type WorkOrder,
} from '@minsheng/domain';
import { Sealer } from '@minsheng/platform';
import { type WorkOrderEntity } from '../orders/order.entity';
import { OrdersRepository } from '../orders/orders.repository';

/** One history row to be stored, and the order that it is about. */
export interface Step {
  readonly of: WorkOrderEntity;
  readonly decision: Decision;
}

/** What one person wants done to one order. */
export interface Deed {
  readonly action: Action;
  readonly input: object;
  readonly actor: Actor;
}

/** What an action on one order does to those that belong to it: merged orders follow, a merge touches two. */
@Injectable()
export class OrderFamilies {
  constructor(
    private readonly orders: OrdersRepository,
    private readonly sealer: Sealer,
  ) {}

  /** Every row that one action writes, on the order itself first. @throws DomainError whatever a rule refuses */
  async steps(order: WorkOrderEntity, deed: Deed, context: RuleContext): Promise<readonly Step[]> {
    const { action, actor } = deed;
    const input = action === 'split' ? this.sealParts(order, deed.input as Inputs['split']) : deed.input;
    const parent = await this.parentOf(order, deed);
    const decisions = decideAll(order, action, input, actor, parent ? { ...context, parent } : context);
    const own = decisions.map((decision) => ({ of: order, decision }));
    if (parent) return [...own, ...(await this.parentSteps(order, parent, deed, context))];
    const last = decisions.at(-1);
    return last ? [...own, ...(await this.followerSteps(order, last.order, context))] : own;
  }

  /** The rows of those who follow an order, once it stands as `after`. */
  async followerSteps(before: WorkOrder, after: WorkOrder, context: RuleContext): Promise<readonly Step[]> {
    if (before.followerCount === 0) return [];
    const followers = await this.orders.followers(before.code);
    return followers.flatMap((of) => {
      const decision = followParent(of, after, context);
      return decision ? [{ of, decision }] : [];
    });
  }

  /** What intake is asked for when matters are taken out of an order. */
  splitRequest(order: WorkOrder, { decision: { history } }: Step, by: Actor): SplitRequested {
    return {
      orderCode: order.code,
      parts: history.facts.input.parts as readonly SplitPart[],
      instructionChain: order.state === 'awaiting_instruction' ? order.instructionChain : [],
      leaderInstructed: order.leaderInstructed,
      by: by.username,
      at: history.at.toISOString(),
    };
  }

  /** A merge concerns the order named in it; undoing one, or withdrawing a merged order, the one that it follows. */
  private parentOf(order: WorkOrderEntity, { action, input }: Deed): Promise<WorkOrderEntity | null> {
    if (action === 'merge' && 'intoOrderCode' in input) return this.orders.byCode(String(input.intoOrderCode));
    const leaves = order.follows && (action === 'unmerge' || action === 'withdraw');
    return leaves ? this.orders.byCode(order.mergedInto ?? '') : Promise.resolve(null);
  }

  private async parentSteps(
    child: WorkOrderEntity,
    parent: WorkOrderEntity,
    { action, input, actor }: Deed,
    context: RuleContext,
  ): Promise<readonly Step[]> {
    const deed = { actor, reason: 'reason' in input ? String(input.reason) : null };
    if (action !== 'merge') {
      const others = (await this.orders.followers(parent.code)).filter(({ code }) => code !== child.code);
      return [{ of: parent, decision: detach(parent, child, deed, { ...context, others }) }];
    }
    const decision = absorb(parent, child, deed, context);
    return [{ of: parent, decision }, ...(await this.followerSteps(parent, decision.order, context))];
  }

  /** Texts of a confidential order lie sealed, also in its history and on the way to intake (rules §9). */
  private sealParts(order: WorkOrder, { parts }: Inputs['split']): Inputs['split'] {
    if (!order.confidential) return { parts };
    return {
      parts: parts.map(({ title, content, location = null, ...codes }) => ({
        ...codes,
        title: CONFIDENTIAL_TITLE,
        content: this.sealer.seal(JSON.stringify({ title, content, location })),
      })),
    };
  }
}
