import { Injectable } from '@nestjs/common';
import {
  type Action,
  type CallerView,
  type DeadlineMove,
  type DispatchPreview,
  DUE_MOVE_LABELS,
  LEADER_POSTS,
  type LeaderPost,
  type OrderCounts,
  type OrderRow,
  type OrderView,
  type Page,
} from '@minsheng/contracts';
import {
  type Actor,
  DomainError,
  explainDue,
  givenTimes,
  hasRole,
  lampBounds,
  lampOf,
  type LampRange,
  mayRead,
  maySearchPhone,
  normalisePhone,
  ORDER_CODE_PATTERN,
  orderScopeIn,
  owesReply,
  parseLimit,
  listsAsUnit,
  readsAsUnit,
  type RuleContext,
  seesOrders,
} from '@minsheng/domain';
import { decodeNumbers, encodeCursor, Sealer } from '@minsheng/platform';
import { AccountsRepository } from '../staff/accounts.repository';
import { RelatedOrders } from '../merging/related-orders.service';
import { type WorkOrderEntity } from './order.entity';
import { type OrderHistoryEntity } from './order-history.entity';
import { type OrderFilter, OrderListRepository } from './order-list.repository';
import { maskedCaller, toRow, toView, turnStart } from './order-view';
import { type OrderQueryDto, type PreviewQueryDto } from './orders.dto';
import { NO_DUE } from './no-due';
import { OrdersRepository } from './orders.repository';
import { RuleContexts, type ViewContext } from './rule-context.provider';

const PAGE = 50;
/** Rows looked at for one page of a lamp that only `lampOf` can tell exactly. */
const LAMP_SCAN = 5;

/** Reading orders: one, a list, the numbers beside the menu, the deadline's explanation. */
@Injectable()
export class OrderPages {
  constructor(
    private readonly orders: OrdersRepository,
    private readonly lists: OrderListRepository,
    private readonly accounts: AccountsRepository,
    private readonly contexts: RuleContexts,
    private readonly sealer: Sealer,
    private readonly relatives: RelatedOrders,
  ) {}

  /** @throws DomainError not_found: it is not there, or not yours to know of */
  async get(code: string, actor: Actor): Promise<OrderView> {
    const context = await this.contexts.now();
    return this.view(await this.readable(code, actor, context), actor, context);
  }

  /** @throws DomainError not_found */
  async readable(code: string, actor: Actor, context: ViewContext): Promise<WorkOrderEntity> {
    const order = await this.orders.byCode(code);
    if (!order || !mayRead(order, actor, context.units)) throw new DomainError('not_found');
    return order;
  }

  async view(order: WorkOrderEntity, actor: Actor, context: ViewContext): Promise<OrderView> {
    const history = await this.historyOf(order);
    const people = [...new Set(history.flatMap((row) => (row.actor === null ? [] : [row.actor])))];
    const asUnit = readsAsUnit(order, actor);
    const hidden = order.confidential && asUnit;
    return toView(order, {
      actor,
      context,
      caller:
        asUnit && (order.confidential || order.anonymous) ? NOBODY : maskedCaller(await this.openContact(order.code)),
      confidentialText: order.confidential && !hidden ? openText(this.sealer.open(order.content)) : null,
      history,
      names: await this.accounts.names(people),
      joined: await this.relatives.joined(order, actor),
      related: await this.relatives.of(order, actor, context),
    });
  }

  /** As far as this state of the order goes: what happened since it was read is left out, so no snapshot is needed. */
  private async historyOf({ code, seq }: WorkOrderEntity): Promise<OrderHistoryEntity[]> {
    return (await this.orders.history(code)).filter((row) => row.seq <= seq);
  }

  /** One page; `nextCursor` is null on the last. */
  async list(query: OrderQueryDto, actor: Actor): Promise<Page<OrderRow>> {
    if (!seesOrders(actor)) throw new DomainError('forbidden');
    const context = await this.contexts.now();
    const limit = query.limit ?? PAGE;
    const filter = this.filterOf(query, actor, context);
    const inexact = filter.lamp?.range.exact === false;
    const rows = await this.lists.page({ ...filter, limit: (inexact ? limit * LAMP_SCAN : limit) + 1 });
    return toPage(rows, { limit, sort: filter.sort, scanned: inexact ? limit * LAMP_SCAN : limit }, (order) => {
      if (inexact && lampOfOrder(order, context) !== filter.lamp?.lamp) return null;
      return toRow(order, context);
    });
  }

  async counts(actor: Actor): Promise<OrderCounts> {
    if (!seesOrders(actor)) throw new DomainError('forbidden');
    const { now, units } = await this.contexts.now();
    const scope = orderScopeIn(actor, units);
    const byState = Object.fromEntries(await this.orders.countsByState(scope));
    const awaited = awaitedOf(actor);
    const post = awaited === 'any' || awaited === 'nobody' ? null : awaited;
    return {
      byState,
      waiting: Object.fromEntries(await this.orders.countsByWaiting(scope)),
      overdue: await this.orders.countOverdue(scope, now),
      waitingForMe: awaited === 'nobody' ? 0 : await this.orders.countAwaiting(scope, post, false),
      unproposed: hasRole(actor, 'dispatcher') ? await this.orders.countAwaiting(scope, null, true) : 0,
    };
  }

  /** Why the order is due when it is: its own rule, day by day, and what it was moved by since. */
  async explain(code: string, actor: Actor): Promise<DispatchPreview> {
    const context = await this.contexts.now();
    const order = await this.readable(code, actor, context);
    const start = turnStart(order);
    const reply = order.rule?.reply;
    const explained = start && reply ? explainDue(start, parseLimit(reply), context.calendar) : null;
    return {
      signDueAt: order.signDueAt?.toISOString() ?? null,
      contactDueAt: order.contactDueAt?.toISOString() ?? null,
      dueAt: order.dueAt?.toISOString() ?? null,
      provisional: order.provisional,
      ruleLabel: order.rule?.label ?? '',
      days: explained?.days ?? [],
      moves: movesOf(order),
    };
  }

  /** What dispatching now would set: shown before it is confirmed (rules §4 `dispatch`). */
  async preview(code: string, query: PreviewQueryDto, actor: Actor): Promise<DispatchPreview> {
    const context = await this.contexts.now();
    const order = await this.readable(code, actor, context);
    const facts = { ...order, kind: query.kind ?? order.kind, urgency: query.urgency ?? order.urgency };
    const times = givenTimes(facts, order.round > 1, context.now, context);
    const reply = times.rule.reply;
    return {
      signDueAt: times.signDueAt?.toISOString() ?? null,
      contactDueAt: times.contactDueAt?.toISOString() ?? null,
      dueAt: times.dueAt?.toISOString() ?? null,
      provisional: times.provisional,
      ruleLabel: times.rule.label,
      days: reply === null ? [] : explainDue(context.now, parseLimit(reply), context.calendar).days,
      moves: [],
    };
  }

  /** What the rules of an action compare its texts with: the person is opened for those alone. */
  async ruleContext(action: Action, order: WorkOrderEntity, context: ViewContext): Promise<ViewContext & RuleContext> {
    const compares = action === 'clear_publication' || action === 'publish';
    return compares ? { ...context, person: await this.openContact(order.code) } : context;
  }

  /** The person behind the order, in clear: for masking, and for whoever was allowed to reveal. */
  async openContact(code: string): Promise<CallerView> {
    const contact = await this.orders.contact(code);
    if (!contact) return NOBODY;
    const { name, phone, address } = contact;
    return {
      name: this.sealer.openOrNull(name),
      phone: this.sealer.openOrNull(phone),
      address: this.sealer.openOrNull(address),
    };
  }

  private filterOf(
    query: OrderQueryDto,
    actor: Actor,
    { now, calendar, units }: ViewContext,
  ): Omit<OrderFilter, 'limit'> {
    const sort = query.sort ?? 'received';
    const cursor = decodeNumbers(query.cursor, 2);
    const range: LampRange | undefined =
      query.lamp && query.lamp !== 'none' ? lampBounds(now, calendar)[query.lamp] : undefined;
    return {
      scope: orderScopeIn(actor, units),
      sort,
      state: query.state,
      unit: query.unit,
      channel: query.channel,
      from: query.from,
      to: query.to,
      redoAsked: query.redoAsked === 'true',
      ...(query.waitingFor === 'me' ? { awaiting: awaitedOf(actor) } : {}),
      unproposed: query.unproposed === 'true',
      ...(query.waiting ? { waiting: [query.waiting] } : {}),
      ...(query.overdue === 'true' ? { overdueAt: now } : {}),
      hidePersons: listsAsUnit(actor),
      ...(query.lamp && range ? { lamp: { lamp: query.lamp, range } } : {}),
      lampless: query.lamp === 'none',
      ...this.wordsOf(query.q ?? '', actor),
      after: cursor ? { at: new Date(cursor[0] ?? 0), id: cursor[1] ?? 0 } : null,
    };
  }

  /** Fourteen digits are a code, eleven a telephone number, everything else words of the texts. */
  private wordsOf(q: string, actor: Actor): Pick<OrderFilter, 'code' | 'phoneHashes' | 'words'> {
    if (q === '') return {};
    if (ORDER_CODE_PATTERN.test(q)) return { code: q };
    const phone = normalisePhone(q);
    if (/^\d{11}$/.test(phone) && /^[\d+ -]+$/.test(q)) {
      return { phoneHashes: maySearchPhone(actor) ? this.sealer.hashes(phone) : [] };
    }
    return { words: q };
  }
}

/** A leader waits for nothing but the letters of the own post; one without a post may stand in for any. */
function awaitedOf(actor: Actor): LeaderPost | 'any' | 'nobody' {
  if (!hasRole(actor, 'leader')) return 'nobody';
  return LEADER_POSTS.find((post) => post === actor.post) ?? 'any';
}

const NOBODY: CallerView = { name: null, phone: null, address: null };

/** A confidential order's texts as intake sealed them. */
function openText(json: string): { title: string; content: string; location: string | null } {
  return JSON.parse(json) as { title: string; content: string; location: string | null };
}

function lampOfOrder(order: WorkOrderEntity, { now, calendar }: ViewContext) {
  return lampOf({ open: owesReply(order), startAt: turnStart(order), dueAt: order.dueAt }, now, calendar);
}

/** From when to when the running turn's due time was moved. */
function movesOf(order: WorkOrderEntity): DeadlineMove[] {
  const dues = order.turns.at(-1)?.dues ?? [];
  return dues.slice(1).map(({ since, dueAt, why = 'return_decided' }, index) => {
    const from = dues[index]?.dueAt ?? dueAt;
    return { at: since, from, to: dueAt, why, whyLabel: DUE_MOVE_LABELS[why] };
  });
}

interface PagePlan {
  readonly limit: number;
  readonly scanned: number;
  readonly sort: 'received' | 'due';
}

/** Fills a page from the rows fetched; the cursor stands after the last row looked at, kept or not. */
function toPage(
  rows: readonly WorkOrderEntity[],
  plan: PagePlan,
  keep: (order: WorkOrderEntity) => OrderRow | null,
): Page<OrderRow> {
  const items: OrderRow[] = [];
  let seen = 0;
  for (const order of rows.slice(0, plan.scanned)) {
    if (items.length === plan.limit) break;
    seen += 1;
    const row = keep(order);
    if (row) items.push(row);
  }
  const last = rows[seen - 1];
  if (!last || seen === rows.length) return { items, nextCursor: null };
  const at = plan.sort === 'due' ? (last.dueAt ?? NO_DUE) : last.receivedAt;
  return { items, nextCursor: encodeCursor([at.getTime(), last.id]) };
}
