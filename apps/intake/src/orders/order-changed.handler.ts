import { Injectable } from '@nestjs/common';
import { type EventEnvelope, type OrderChanged } from '@minsheng/contracts';
import { isOpen } from '@minsheng/domain';
import { HandlesMany } from '@minsheng/platform';
import { PublishedReplies } from '../replies/published-replies';
import { type OrderProgressEntity } from './order-progress.entity';
import { OrderProgressRepository } from './order-progress.repository';

/** Keeps the copy of each order: the newest facts win, in whatever order they arrive. */
@Injectable()
export class OrderChangedHandler {
  constructor(
    private readonly progress: OrderProgressRepository,
    private readonly replies: PublishedReplies,
  ) {}

  @HandlesMany(['dispatch.order-changed'], { consumer: 'intake.order-progress' })
  async follow(envelopes: readonly EventEnvelope<'dispatch.order-changed'>[]): Promise<void> {
    const newest = new Map<string, OrderChanged>();
    for (const { payload } of envelopes) {
      if ((newest.get(payload.code)?.seq ?? 0) < payload.seq) newest.set(payload.code, payload);
    }
    const known = await this.progress.seqs([...newest.keys()]);
    const fresh = [...newest.values()].filter((order) => order.seq > (known.get(order.code) ?? 0));
    await this.progress.addAll(fresh.filter((order) => !known.has(order.code)).map(toProgress));
    for (const order of fresh) if (known.has(order.code)) await this.progress.change(toProgress(order));
    await this.replies.follow(fresh);
  }
}

export function toProgress(order: OrderChanged): Omit<OrderProgressEntity, 'id'> {
  const { turns, publicReply, publicProgress, closedAt, lastActionAt } = order;
  const { leadUnitCode, coUnitCodes, subjectUnitCode, terminationReason, mergedInto, replyTakenOverAt } = order;
  const { instructed } = order;
  return {
    orderCode: order.code,
    seq: order.seq,
    state: order.state,
    isOpen: isOpen(order.state),
    facts: {
      turns,
      publicReply,
      publicProgress,
      closedAt,
      lastActionAt,
      leadUnitCode,
      coUnitCodes,
      subjectUnitCode,
      terminationReason,
      mergedInto,
      replyTakenOverAt,
      ...(instructed ? { instructed } : {}),
    },
  };
}
