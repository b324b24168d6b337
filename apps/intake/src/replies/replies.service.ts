import { Injectable } from '@nestjs/common';
import {
  KIND_LABELS,
  type Page,
  type PublishedReplyRow,
  type PublishedReplyView,
  SATISFACTION_LABELS,
} from '@minsheng/contracts';
import { DomainError } from '@minsheng/domain';
import { decodeNumbers, encodeCursor } from '@minsheng/platform';
import { CategoriesService } from '../categories/categories.service';
import { UnitsCopy } from '../units/units-copy.repository';
import { type PublishedReplyEntity } from './published-reply.entity';
import { PublishedRepliesRepository } from './published-replies.repository';
import { type RepliesQuery } from './replies.dto';

const PAGE = 20;
const CODE = /^G(\d{6,9})$/;

/** `G000123`: a number for people to quote. */
export function publicNumber(id: number): string {
  return `G${String(id).padStart(6, '0')}`;
}

interface Names {
  readonly unit: (code: string) => string;
  readonly category: ReadonlyMap<string, string>;
}

/** Reading the public column 公开回复: no account, and no word that was not cleared. */
@Injectable()
export class RepliesService {
  constructor(
    private readonly replies: PublishedRepliesRepository,
    private readonly categories: CategoriesService,
    private readonly units: UnitsCopy,
  ) {}

  /** Newest first. @throws DomainError invalid_cursor */
  async list(query: RepliesQuery): Promise<Page<PublishedReplyRow>> {
    const limit = query.limit ?? PAGE;
    const cursor = decodeNumbers(query.cursor, 2);
    const rows = await this.replies.page({
      ...(query.q ? { words: query.q } : {}),
      ...(query.category ? { categories: await this.below(query.category) } : {}),
      from: query.from,
      to: query.to,
      after: cursor ? { at: new Date(cursor[0] ?? 0), id: cursor[1] ?? 0 } : null,
      limit: limit + 1,
    });
    const names = await this.names();
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      items: rows.slice(0, limit).map((row) => toRow(row, names)),
      nextCursor: last ? encodeCursor([last.publishedAt.getTime(), last.id]) : null,
    };
  }

  /** @throws DomainError not_found: there is no such number, or it was taken back */
  async get(code: string): Promise<PublishedReplyView> {
    const number = Number(CODE.exec(code)?.[1] ?? NaN);
    const reply = Number.isSafeInteger(number) ? await this.replies.liveById(number) : null;
    if (!reply) throw new DomainError('not_found');
    const { content, reply: answer, satisfaction } = reply;
    return {
      ...toRow(reply, await this.names()),
      content,
      reply: answer,
      satisfactionLabel: satisfaction === null ? null : SATISFACTION_LABELS[satisfaction],
    };
  }

  /** Where an order's reply stands now; null while it stands nowhere. */
  async placeOf(orderCode: string): Promise<{ code: string; at: string } | null> {
    const row = await this.replies.liveByOrder(orderCode);
    return row ? { code: publicNumber(row.id), at: row.publishedAt.toISOString() } : null;
  }

  private async names(): Promise<Names> {
    const tree = await this.units.tree();
    const category = new Map((await this.categories.list()).map(({ code, name }) => [code, name]));
    return { unit: (code) => tree.name(code), category };
  }

  /** The category and all below it. */
  private async below(code: string): Promise<readonly string[]> {
    const all = await this.categories.list();
    const found = [code];
    for (const parent of found) {
      for (const child of all) if (child.parentCode === parent && !found.includes(child.code)) found.push(child.code);
    }
    return found;
  }
}

function toRow(row: PublishedReplyEntity, names: Names): PublishedReplyRow {
  return {
    code: publicNumber(row.id),
    title: row.title,
    kind: row.kind,
    kindLabel: KIND_LABELS[row.kind],
    categoryName: row.categoryCode === null ? null : (names.category.get(row.categoryCode) ?? null),
    unitName: row.unitCode === null ? null : names.unit(row.unitCode),
    receivedAt: row.receivedAt.toISOString(),
    repliedAt: row.repliedAt?.toISOString() ?? null,
    publishedAt: row.publishedAt.toISOString(),
  };
}
