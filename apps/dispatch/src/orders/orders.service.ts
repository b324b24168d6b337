import { Injectable } from '@nestjs/common';
import { type Action, type OrderView } from '@minsheng/contracts';
import {
  type Actor,
  decideAll,
  civilDateOf,
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
import { SupervisionRepository } from '../supervision/supervision.repository';
import { type WorkOrderEntity } from './order.entity';
import { OrderPages } from './order-pages.service';
import { OrderWriter } from './order-writer.service';
import { ACTION_INPUTS, type VersionedInput } from './orders.dto';
import { OrdersRepository } from './orders.repository';
import { RuleContexts } from './rule-context.provider';

/** An action that needs no version loses the race against another and simply tries again; somebody wins each round. */
const MOST_TRIES = 60;

/** The single write path of an order. */
@Injectable()
export class OrdersService {
  constructor(
    private readonly orders: OrdersRepository,
    private readonly pages: OrderPages,
    private readonly contexts: RuleContexts,
    private readonly uow: UnitOfWork,
    private readonly writer: OrderWriter,
    private readonly sheets: SupervisionRepository,
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

  /** Applies what the system itself decides (an event, a rating), under the same compare-and-set. */
  async apply(code: string, work: (order: WorkOrderEntity, context: RuleContext) => Decision): Promise<void> {
    for (let attempt = 1; attempt <= MOST_TRIES; attempt += 1) {
      const context = await this.contexts.now();
      const order = await this.orders.byCode(code);
      if (!order) throw new DomainError('not_found');
      if (await this.uow.run(() => this.writer.store(order, work(order, context), context))) return;
    }
    throw new DomainError('conflict');
  }

  private async tryAct(
    code: string,
    action: Action,
    body: unknown,
    { actor, context }: { actor: Actor; context: RuleContext },
  ): Promise<WorkOrderEntity | null> {
    const order = await this.orders.byCode(code);
    if (!order || !mayRead(order, actor, context.units)) throw new DomainError('not_found');
    const verdict = mayAct(action, order, actor);
    if (verdict !== 'yes') throw new DomainError(verdict === 'wrong_role' ? 'forbidden' : 'not_your_unit');
    const { version, ...input } = await validateAs<VersionedInput>(ACTION_INPUTS[action], body ?? {});
    if (TRANSITIONS[action].versioned) await this.refuseStale(order, version, actor, context);
    const given = await this.numbered(action, stripUndefined(input), context);
    let stored: WorkOrderEntity | null = order;
    for (const decision of decideAll(order, action, given, actor, context)) {
      stored = await this.writer.store(stored, decision, context);
      if (!stored) return null;
    }
    return stored;
  }

  /** A supervision sheet or instruction is given its number in the transaction that stores it: none is lost. */
  private async numbered(action: Action, input: object, { now }: RuleContext): Promise<object> {
    if (action !== 'supervise' && action !== 'note_instruction') return input;
    const kind = action === 'supervise' ? 'sheet' : 'instruction';
    return { ...input, no: await this.sheets.nextNumber(kind, Number(civilDateOf(now).slice(0, 4))) };
  }

  /** The page keeps what was typed and shows what changed meanwhile. */
  private async refuseStale(
    order: WorkOrderEntity,
    version: number | undefined,
    actor: Actor,
    context: RuleContext,
  ): Promise<void> {
    if (version === undefined) throw invalidField('version', '版本号必填，请填写您所见工单的 version');
    if (version === order.version) return;
    throw new DomainError('stale_version', {}, { current: await this.pages.view(order, actor, context) });
  }
}

function stripUndefined(input: object): object {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}
