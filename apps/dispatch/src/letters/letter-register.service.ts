import { Injectable } from '@nestjs/common';
import { type LetterRegisterRow, type Page, SHIPPED_CHANNELS } from '@minsheng/contracts';
import { type Actor, DomainError, isLetterTrack, monthPeriod, orderScope } from '@minsheng/domain';
import { decodeNumbers, encodeCursor, Sealer } from '@minsheng/platform';
import { type WorkOrderEntity } from '../orders/order.entity';
import { type OrderHistoryEntity } from '../orders/order-history.entity';
import { type OrderFilter, OrderListRepository } from '../orders/order-list.repository';
import { maskedCaller } from '../orders/order-view';
import { OrdersRepository } from '../orders/orders.repository';
import { RuleContexts, type ViewContext } from '../orders/rule-context.provider';
import { AccountsRepository } from '../staff/accounts.repository';
import { type RegisterQuery } from './letters.dto';
import { toRegisterRow } from './register-row';

const PAGE = 50;
/** Letters read at a time for a file. */
const BATCH = 200;
const MAILBOXES = SHIPPED_CHANNELS.filter((channel) => isLetterTrack(channel.track)).map(({ code }) => code);
const NOBODY = { name: null, phone: null, address: null };

/** 信箱台账: every letter of the mailboxes with the dates of its road, as a page and as a file of the same query. */
@Injectable()
export class LetterRegister {
  constructor(
    private readonly lists: OrderListRepository,
    private readonly orders: OrdersRepository,
    private readonly accounts: AccountsRepository,
    private readonly contexts: RuleContexts,
    private readonly sealer: Sealer,
  ) {}

  /** Newest first. @throws DomainError channel_not_letters, month_unreadable, invalid_cursor */
  async page(query: RegisterQuery, actor: Actor): Promise<Page<LetterRegisterRow>> {
    const context = await this.contexts.now();
    const limit = query.limit ?? PAGE;
    const orders = await this.lists.page({ ...filterOf(query, actor), limit: limit + 1 });
    const shown = orders.slice(0, limit);
    const last = orders.length > limit ? shown.at(-1) : undefined;
    return {
      items: await this.rows(shown, context),
      nextCursor: last ? encodeCursor([last.receivedAt.getTime(), last.id]) : null,
    };
  }

  /** All pages of the query, one after another: memory does not grow with them. */
  async *all(query: RegisterQuery, actor: Actor): AsyncGenerator<LetterRegisterRow> {
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Page<LetterRegisterRow> = await this.page({ ...query, limit: BATCH, cursor }, actor);
      yield* page.items;
      cursor = page.nextCursor;
    }
  }

  private async rows(orders: readonly WorkOrderEntity[], context: ViewContext): Promise<LetterRegisterRow[]> {
    const codes = orders.map((order) => order.code);
    const histories = byOrder(await this.orders.historiesOf(codes));
    const contacts = new Map((await this.orders.contacts(codes)).map((contact) => [contact.orderCode, contact]));
    const people = [...histories.values()].flat().flatMap(({ actor }) => (actor === null ? [] : [actor]));
    const names = await this.accounts.names([...new Set(people)]);
    return orders.map((order) => {
      const contact = contacts.get(order.code);
      const caller = contact
        ? maskedCaller({
            name: this.sealer.openOrNull(contact.name),
            phone: this.sealer.openOrNull(contact.phone),
            address: null,
          })
        : NOBODY;
      const history = histories.get(order.code) ?? [];
      return toRegisterRow(order, { context, caller, history, nameOf: (name) => names.get(name) ?? name });
    });
  }
}

function byOrder(rows: readonly OrderHistoryEntity[]): ReadonlyMap<string, readonly OrderHistoryEntity[]> {
  const groups = new Map<string, OrderHistoryEntity[]>();
  for (const row of rows) groups.set(row.orderCode, [...(groups.get(row.orderCode) ?? []), row]);
  return groups;
}

/** One query object: what the page shows is what the file holds. */
function filterOf({ channel, month, state, cursor }: RegisterQuery, actor: Actor): Omit<OrderFilter, 'limit'> {
  if (channel !== undefined && !MAILBOXES.includes(channel)) throw new DomainError('channel_not_letters', { channel });
  const after = decodeNumbers(cursor, 2);
  const period = month === undefined ? null : monthPeriod(month);
  return {
    scope: orderScope(actor),
    sort: 'received',
    ...(channel === undefined ? { channels: MAILBOXES } : { channel }),
    ...(state === undefined ? {} : { state }),
    ...(period ? { from: period.from, to: period.to } : {}),
    after: after ? { at: new Date(after[0] ?? 0), id: after[1] ?? 0 } : null,
  };
}
