import { Injectable } from '@nestjs/common';
import { type MarkReadRequest, NOTICE_FORMS, type NoticeCount, type NoticeView, type Page } from '@minsheng/contracts';
import {
  type Actor,
  audiencesOf,
  type NoticeSight,
  noticeText,
  noticeTitle,
  type NoticeSubject,
  parseAudience,
  sightOfReader,
} from '@minsheng/domain';
import { Clock, decodeNumbers, encodeCursor, invalidField, UnitOfWork } from '@minsheng/platform';
import { OrdersRepository } from '../orders/orders.repository';
import { UnitsService } from '../units/units.service';
import { type NoticeEntity } from './notice.entity';
import { NoticesRepository } from './notices.repository';

const PAGE = 30;
/** Beyond this many the number says “99+”. */
const COUNT_CAP = 99;
/** Stretches looked at for one answer, where many notices are hidden from their reader. */
const MOST_SCANS = 5;
/** Numbers are given before the commit: a lower one may still be on its way for as long as a transaction can last. */
const SETTLED_MS = 120_000;

/** A notice and what its reader may see of it. */
interface Seen {
  readonly notice: NoticeEntity;
  readonly sight: NoticeSight;
  readonly subject: NoticeSubject | null;
}

/** Reading notices: each account its own audiences, and of each order what the policy allows now. */
@Injectable()
export class NoticePages {
  constructor(
    private readonly notices: NoticesRepository,
    private readonly orders: OrdersRepository,
    private readonly units: UnitsService,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** One page, newest first. @throws DomainError invalid_cursor */
  async list(query: { cursor?: string; unread?: boolean; limit?: number }, actor: Actor): Promise<Page<NoticeView>> {
    const limit = query.limit ?? PAGE;
    const before = decodeNumbers(query.cursor, 1)?.[0] ?? null;
    const { seen, next } = await this.scan(actor, { before, unread: query.unread ?? false, limit });
    const ids = seen.map(({ notice }) => notice.id);
    const read = await this.notices.readOf(actor.username, ids);
    return {
      items: seen.map((each) => toView(each, read.has(each.notice.id))),
      nextCursor: next === null ? null : encodeCursor([next]),
    };
  }

  /** Unread notices that the account may see, counted up to 99. */
  async count(actor: Actor): Promise<NoticeCount> {
    const { seen, next } = await this.scan(actor, { before: null, unread: true, limit: COUNT_CAP });
    return { count: seen.length, more: next !== null };
  }

  /**
   * Marks some of one's own notices as read, or all up to a number; numbers of other people's notices change nothing.
   * @throws DomainError invalid_field unless exactly one of the two is given
   */
  async markRead({ ids, upTo }: MarkReadRequest, actor: Actor): Promise<NoticeCount> {
    if ((ids === undefined) === (upTo === undefined)) throw invalidField('ids', 'ids 和 upTo 须填写其中一项');
    if (ids !== undefined) await this.uow.run(() => this.readThese(ids, actor));
    else if (upTo !== undefined) await this.uow.run(() => this.readUpTo(upTo, actor));
    return this.count(actor);
  }

  private async readThese(ids: readonly number[], actor: Actor): Promise<void> {
    const audiences = audiencesOf(actor);
    const own = (await this.notices.byIds(ids)).filter(({ audience }) => audiences.includes(audience));
    await this.notices.addReads(
      actor.username,
      own.map(({ id }) => id),
    );
  }

  /** The mark moves over what is settled; younger notices are marked one by one, or one still on its way would be lost. */
  private async readUpTo(upTo: number, actor: Actor): Promise<void> {
    const after = new Date(this.clock.now().getTime() - SETTLED_MS);
    const young = await this.notices.recent({ audiences: audiencesOf(actor), after, upTo });
    const settled = await this.notices.lastBefore(after, upTo);
    if (settled > 0) await this.notices.moveMark(actor.username, settled);
    await this.notices.addReads(
      actor.username,
      young.map(({ id }) => id),
    );
  }

  /** Goes on until the page is full: `next` is the number of the last notice looked at, null at the end. */
  private async scan(
    actor: Actor,
    { before, unread, limit }: { before: number | null; unread: boolean; limit: number },
  ): Promise<{ seen: readonly Seen[]; next: number | null }> {
    const filter = { audiences: audiencesOf(actor), account: actor.username, unread };
    const seen: Seen[] = [];
    let last = before;
    for (let scan = 1; scan <= MOST_SCANS; scan += 1) {
      const rows = await this.notices.page({ ...filter, before: last, limit: limit + 1 });
      const looked = await this.look(rows, actor);
      for (const [index, each] of looked.entries()) {
        if (seen.length === limit) return { seen, next: last };
        last = rows[index]?.id ?? last;
        if (each.sight !== 'none') seen.push(each);
      }
      if (rows.length <= limit) return { seen, next: null };
    }
    return { seen, next: last };
  }

  private async look(notices: readonly NoticeEntity[], actor: Actor): Promise<readonly Seen[]> {
    const codes = notices.flatMap(({ orderCode }) => (orderCode === null ? [] : [orderCode]));
    const subjects = await this.orders.subjects([...new Set(codes)]);
    const units = await this.units.tree();
    return notices.map((notice) => {
      const { orderCode } = notice;
      if (orderCode === null) return { notice, sight: 'full', subject: null };
      const subject = subjects.get(orderCode) ?? null;
      const sight = sightOfReader(subject, parseAudience(notice.audience), { actor, units });
      return { notice, sight, subject };
    });
  }
}

function toView({ notice, sight, subject }: Seen, read: boolean): NoticeView {
  const { id, kind, level, params, at, orderCode } = notice;
  const title = sight === 'full' && subject !== null ? noticeTitle(subject) : null;
  return {
    id,
    kind,
    kindLabel: NOTICE_FORMS[kind].label,
    level,
    text: noticeText(kind, params, title),
    at: at.toISOString(),
    orderCode,
    readable: sight === 'full' && orderCode !== null,
    read,
  };
}
