import { Injectable } from '@nestjs/common';
import { type OrderChanged } from '@minsheng/contracts';
import { type PublishedReplyEntity } from './published-reply.entity';
import { PublishedRepliesRepository } from './published-replies.repository';

/** Keeps the public column as dispatch tells it: what two people cleared comes in, what was taken back goes at once. */
@Injectable()
export class PublishedReplies {
  constructor(private readonly replies: PublishedRepliesRepository) {}

  /** The newest facts of each order; orders that were never cleared say nothing of it. */
  async follow(orders: readonly OrderChanged[]): Promise<void> {
    const telling = orders.filter((order) => order.publication !== undefined);
    if (telling.length === 0) return;
    const known = await this.replies.known(telling.map((order) => order.code));
    for (const order of telling) {
      const row = known.get(order.code);
      const facts = toPublished(order);
      if (facts && row) await this.replies.change(row.id, facts);
      else if (facts) await this.replies.add(facts);
      else if (row) await this.replies.change(row.id, { seq: order.seq, live: false, ...NO_TEXT });
    }
  }
}

/** What was taken back is not kept here either. */
const NO_TEXT = { title: '', content: '', reply: '' } as const;

function toPublished(order: OrderChanged): Omit<PublishedReplyEntity, 'id'> | null {
  const { publication } = order;
  if (!publication) return null;
  const acceptedAt = order.turns.at(-1)?.replies.at(-1)?.acceptedAt ?? null;
  return {
    orderCode: order.code,
    seq: order.seq,
    live: true,
    title: publication.title,
    content: publication.content,
    reply: publication.reply,
    kind: order.kind,
    categoryCode: order.categoryCode,
    unitCode: order.leadUnitCode,
    receivedAt: new Date(Date.parse(order.receivedAt)),
    repliedAt: acceptedAt === null ? null : new Date(Date.parse(acceptedAt)),
    satisfaction: order.callbacks.findLast((fact) => fact.satisfaction !== null)?.satisfaction ?? null,
    publishedAt: new Date(Date.parse(publication.at)),
  };
}
