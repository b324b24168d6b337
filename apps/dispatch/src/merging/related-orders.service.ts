import { Injectable } from '@nestjs/common';
import { type CallerView, type JoinedCaller, type RelatedOrder, STATE_LABELS } from '@minsheng/contracts';
import {
  CONFIDENTIAL_TITLE,
  type Actor,
  DomainError,
  maskText,
  mayRead,
  readsAsUnit,
  type RuleContext,
} from '@minsheng/domain';
import { Sealer } from '@minsheng/platform';
import { type OrderCallerEntity, type WorkOrderEntity } from '../orders/order.entity';
import { maskedCaller } from '../orders/order-view';
import { RelationsRepository } from './relations.repository';

/** What an order's page shows of the orders and callers that belong to it. */
@Injectable()
export class RelatedOrders {
  constructor(
    private readonly relations: RelationsRepository,
    private readonly sealer: Sealer,
  ) {}

  /** Merged and split orders on both ends, as far as the reader may see each. */
  async of(order: WorkOrderEntity, actor: Actor, context: RuleContext): Promise<RelatedOrder[]> {
    if (!hasRelatives(order)) return [];
    const others = await this.relations.of(order);
    return others
      .filter((other) => mayRead(other, actor, context.units))
      .map((other) => toRelated(other, relationOf(order, other), context.now));
  }

  /** Callers who joined, masked; those who are not to be known are shown to no unit. */
  async joined(order: WorkOrderEntity, actor: Actor): Promise<JoinedCaller[]> {
    // Callers beyond the first come by joining or by merging: most orders have neither.
    if (order.appealCount < 2) return [];
    const callers = await this.relations.callers(order.code);
    return callers
      .filter((caller) => !(caller.hidden && readsAsUnit(order, actor)))
      .map((caller) => {
        const { name, phone } = maskedCaller(this.open(caller));
        return { appealCode: caller.appealCode, name, phone, joinedAt: caller.joinedAt.toISOString() };
      });
  }

  /** One of them in clear, for whoever was allowed to reveal. @throws DomainError not_found */
  async caller(order: WorkOrderEntity, appealCode: string, actor: Actor): Promise<CallerView> {
    const caller = (await this.relations.callers(order.code)).find((each) => each.appealCode === appealCode);
    if (!caller || (caller.hidden && readsAsUnit(order, actor))) throw new DomainError('not_found');
    return this.open(caller);
  }

  private open({ name, phone, address }: OrderCallerEntity): CallerView {
    return {
      name: this.sealer.openOrNull(name),
      phone: this.sealer.openOrNull(phone),
      address: this.sealer.openOrNull(address),
    };
  }
}

/** Most orders belong to no other: asking for theirs would cost each page a query. */
function hasRelatives({ mergedInto, splitFrom, partCount, appealCount }: WorkOrderEntity): boolean {
  return mergedInto !== null || splitFrom !== null || partCount > 0 || appealCount > 1;
}

function relationOf(order: WorkOrderEntity, other: WorkOrderEntity): RelatedOrder['relation'] {
  if (other.code === order.mergedInto) return 'main';
  if (other.mergedInto === order.code) return 'child';
  return other.splitFrom === order.code ? 'part' : 'source';
}

function toRelated(other: WorkOrderEntity, relation: RelatedOrder['relation'], now: Date): RelatedOrder {
  const ownDueAt = (other.follows && other.merge?.before.dueAt) || null;
  return {
    code: other.code,
    title: other.confidential ? CONFIDENTIAL_TITLE : maskText(other.title),
    state: other.state,
    stateLabel: STATE_LABELS[other.state],
    relation,
    follows: other.follows,
    appealCount: other.appealCount,
    ownDueAt,
    overdue: ownDueAt !== null && now.getTime() > Date.parse(ownDueAt),
  };
}
