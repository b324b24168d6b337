import { Injectable } from '@nestjs/common';
import { type Action, type OrderView } from '@minsheng/contracts';
import {
  type Actor,
  type Decision,
  DomainError,
  isAction,
  mayAct,
  mayRead,
  type RuleContext,
  seesOrders,
  TRANSITIONS,
} from '@minsheng/domain';
import { invalidField, UnitOfWork, validateAs } from '@minsheng/platform';
import { OrderFamilies, type Step } from '../merging/order-families.service';
import { type WorkOrderEntity } from './order.entity';
import { OrderPages } from './order-pages.service';
import { OrderWriter } from './order-writer.service';
import { ACTION_INPUTS, type VersionedInput } from './orders.dto';
import { OrdersRepository } from './orders.repository';
import { RuleContexts, type ViewContext } from './rule-context.provider';

/** An action that needs no version loses the race against another and simply tries again; somebody wins each round. */
const MOST_TRIES = 60;

/** The single write path of an order. */
@Injectable()
export class OrdersService {
  constructor(
    private readonly orders: OrdersRepository,
    private readonly pages: OrderPages,
    private readonly families: OrderFamilies,
    private readonly contexts: RuleContexts,
    private readonly uow: UnitOfWork,
    private readonly writer: OrderWriter,
  ) {}

  /**
   * One action by one person, judged in the contract's order: unknown action, visibility and role, fields, version,
   * rules. Answers with the order as the actor now sees it.
   * @throws DomainError unknown_action, not_found, forbidden, not_your_unit, invalid_field, stale_version, or a rule's code
   */
  async act(code: string, action: string, body: unknown, actor: Actor): Promise<OrderView> {
    if (!isAction(action)) throw new DomainError('unknown_action', { action });
    if (!seesOrders(actor)) throw new DomainError('forbidden');
    for (let attempt = 1; attempt <= MOST_TRIES; attempt += 1) {
      const context = await this.contexts.now();
      const done = await this.uow.run(() => this.tryAct(code, action, body, { actor, context }));
      if (done) return this.pages.view(done, actor, context);
    }
    throw new DomainError('conflict');
  }

  /**
   * Applies what the system itself decides (an event, a rating, a new calendar), under the same compare-and-set; null
   * where it decides nothing.
   */
  async apply(
    code: string,
    work: (order: WorkOrderEntity, context: RuleContext) => Decision | null,
  ): Promise<WorkOrderEntity | null> {
    for (let attempt = 1; attempt <= MOST_TRIES; attempt += 1) {
      const context = await this.contexts.now();
      const order = await this.orders.byCode(code);
      if (!order) throw new DomainError('not_found');
      const decision = work(order, context);
      if (decision === null) return null;
      const stored = await this.uow.run(async () => {
        const others = await this.families.followerSteps(order, decision.order, context);
        return this.storeAll([{ of: order, decision }, ...others], context);
      });
      if (stored) return order;
    }
    throw new DomainError('conflict');
  }

  private async tryAct(
    code: string,
    action: Action,
    body: unknown,
    { actor, context }: { actor: Actor; context: ViewContext },
  ): Promise<WorkOrderEntity | null> {
    const order = await this.orders.byCode(code);
    if (!order || !mayRead(order, actor, context.units)) throw new DomainError('not_found');
    const verdict = mayAct(action, order, actor);
    if (verdict !== 'yes') throw new DomainError(verdict === 'wrong_role' ? 'forbidden' : 'not_your_unit');
    const { version, ...input } = await validateAs<VersionedInput>(ACTION_INPUTS[action], body ?? {});
    this.contexts.refuseReason(action, input);
    if (action === 'dispatch' || action === 'split') await this.contexts.refuseCategory(input);
    if (TRANSITIONS[action].versioned) await this.refuseStale(order, version, actor, context);
    const rules = await this.pages.ruleContext(action, order, context);
    const given = await this.writer.numbered(action, stripUndefined(input), context.now);
    const steps = await this.families.steps(order, { action, input: given, actor }, rules);
    if (!(await this.storeAll(steps, context))) return null;
    if (action === 'split') await this.requestParts(order, steps, actor);
    return order;
  }

  /** All or nothing: where several orders are written, each is held before the first of them changes. */
  private async storeAll(steps: readonly Step[], context: RuleContext): Promise<boolean> {
    const orders = [...new Set(steps.map(({ of }) => of))];
    if (orders.length > 1 && !(await this.orders.hold(orders))) return false;
    for (const { of, decision } of steps) {
      const stored = await this.writer.store(of, decision, context);
      if (!stored) return false;
      Object.assign(of, stored);
    }
    return true;
  }

  private async requestParts(order: WorkOrderEntity, steps: readonly Step[], actor: Actor): Promise<void> {
    for (const step of steps) await this.writer.requestParts(this.families.splitRequest(order, step, actor));
  }

  /** The page keeps what was typed and shows what changed meanwhile. */
  private async refuseStale(
    order: WorkOrderEntity,
    version: number | undefined,
    actor: Actor,
    context: ViewContext,
  ): Promise<void> {
    if (version === undefined) throw invalidField('version', '版本号必填，请填写您所见工单的 version');
    if (version === order.version) return;
    throw new DomainError('stale_version', {}, { current: await this.pages.view(order, actor, context) });
  }
}

function stripUndefined(input: object): object {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}
