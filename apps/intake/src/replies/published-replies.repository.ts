import { Injectable } from '@nestjs/common';
import { insertRow, SearchIndex, UnitOfWork } from '@minsheng/platform';
import { Brackets, In, LessThan } from 'typeorm';
import { PublishedReplyEntity } from './published-reply.entity';

const SEARCH = 'reply_search';

/** What the public column is asked for. */
export interface ReplyFilter {
  readonly words?: string;
  /** A category with everything below it. */
  readonly categories?: readonly string[];
  /** Published at or after, before. */
  readonly from?: Date;
  readonly to?: Date;
  readonly after: { readonly at: Date; readonly id: number } | null;
  readonly limit: number;
}

type Changes = Partial<Omit<PublishedReplyEntity, 'id'>> & { readonly seq: number; readonly live: boolean };

/** The only file with queries on `published_reply`. */
@Injectable()
export class PublishedRepliesRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly search: SearchIndex,
  ) {}

  liveById(id: number): Promise<PublishedReplyEntity | null> {
    return this.uow.manager.findOneBy(PublishedReplyEntity, { id, live: true });
  }

  liveByOrder(orderCode: string): Promise<PublishedReplyEntity | null> {
    return this.uow.manager.findOneBy(PublishedReplyEntity, { orderCode, live: true });
  }

  /** Newest first. */
  async page(filter: ReplyFilter): Promise<PublishedReplyEntity[]> {
    const { words, categories, from, to, after, limit } = filter;
    const query = this.uow.manager
      .createQueryBuilder(PublishedReplyEntity, 'p')
      .where('p.live = :live', { live: true });
    if (categories) query.andWhere('p.categoryCode IN (:...categories)', { categories });
    if (from) query.andWhere('p.publishedAt >= :from', { from });
    if (to) query.andWhere('p.publishedAt < :to', { to });
    if (after) {
      query
        .andWhere('p.publishedAt <= :at', { at: after.at })
        .andWhere(
          new Brackets((either) =>
            either.where('p.publishedAt < :at').orWhere('p.id < :afterId', { afterId: after.id }),
          ),
        );
    }
    if (words) {
      const { sql, params } = await this.search.pageCondition(SEARCH, 'p.id', words);
      query.andWhere(sql, params);
    }
    return query.orderBy('p.publishedAt', 'DESC').addOrderBy('p.id', 'DESC').limit(limit).getMany();
  }

  async known(orderCodes: readonly string[]): Promise<Map<string, PublishedReplyEntity>> {
    const rows = await this.uow.manager.findBy(PublishedReplyEntity, { orderCode: In([...orderCodes]) });
    return new Map(rows.map((row) => [row.orderCode, row]));
  }

  async add(row: Omit<PublishedReplyEntity, 'id'>): Promise<void> {
    await this.index(await insertRow(this.uow.manager, PublishedReplyEntity, row), row);
  }

  /** Takes newer facts; where another replica stored still newer ones meanwhile, nothing happens. */
  async change(id: number, row: Changes): Promise<void> {
    const { affected } = await this.uow.manager.update(
      PublishedReplyEntity,
      { id, seq: LessThan(row.seq) },
      { ...row },
    );
    if (affected !== 1) return;
    if (row.live) await this.index(id, row);
    else await this.search.remove(SEARCH, id);
  }

  private async index(id: number, { title, content, reply }: Changes): Promise<void> {
    await this.search.put(SEARCH, id, [title, content, reply].join('\n'));
  }
}
