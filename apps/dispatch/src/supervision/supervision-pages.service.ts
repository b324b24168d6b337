import { Injectable } from '@nestjs/common';
import { type CardRow, type Page, type SheetRow, sheetLabel, STATE_LABELS, type UnitCards } from '@minsheng/contracts';
import {
  type Actor,
  CONFIDENTIAL_TITLE,
  maskText,
  mayRead,
  monthPeriod,
  orderScope,
  orderScopeIn,
  type RuleContext,
} from '@minsheng/domain';
import { decodeNumbers, encodeCursor } from '@minsheng/platform';
import { type WorkOrderEntity } from '../orders/order.entity';
import { RuleContexts } from '../orders/rule-context.provider';
import { AccountsRepository } from '../staff/accounts.repository';
import { type CardCountQueryDto, type CardQueryDto, type SheetQueryDto } from './supervision.dto';
import { type CardEntity, type SheetEntity } from './supervision.entity';
import { SupervisionListRepository } from './supervision-list.repository';

const PAGE = 50;

/** Reading the ledgers of supervision: cards, their counts, sheets with the units' reports. */
@Injectable()
export class SupervisionPages {
  constructor(
    private readonly lists: SupervisionListRepository,
    private readonly accounts: AccountsRepository,
    private readonly contexts: RuleContexts,
  ) {}

  /** Newest first. Units' staff see the cards of their own unit and of those below it. */
  async cards(query: CardQueryDto, actor: Actor): Promise<Page<CardRow>> {
    const context = await this.contexts.now();
    const units = unitsOf(query.unit, actor, context);
    if (units?.length === 0) return { items: [], nextCursor: null };
    const cursor = decodeNumbers(query.cursor, 2);
    const limit = query.limit ?? PAGE;
    const rows = await this.lists.cards({
      units,
      level: query.level,
      ...(query.month === undefined ? {} : { month: monthPeriod(query.month) }),
      before: cursor ? { at: new Date(cursor[0] ?? 0), id: cursor[1] ?? 0 } : null,
      limit: limit + 1,
    });
    const shown = rows.slice(0, limit);
    const orders = await this.lists.ordersOf(shown.map((row) => row.orderCode));
    const names = await this.accounts.names(shown.flatMap((row) => row.givenBy ?? []));
    const last = rows.length > limit ? shown.at(-1) : undefined;
    return {
      items: shown.map((row) => toCard(row, { actor, context, names, order: orders.get(row.orderCode) })),
      nextCursor: last ? encodeCursor([last.at.getTime(), last.id]) : null,
    };
  }

  /** The units that were shown cards in a month, those with the most red ones first. */
  async cardCounts({ month }: CardCountQueryDto, actor: Actor): Promise<{ items: UnitCards[]; nextCursor: null }> {
    const context = await this.contexts.now();
    const units = unitsOf(undefined, actor, context);
    const counts = units?.length === 0 ? [] : await this.lists.cardCounts(units, monthPeriod(month));
    const byUnit = new Map<string, UnitCards>();
    for (const { unitCode, level, count } of counts) {
      const blank = { unitCode, unitName: context.units.name(unitCode), blue: 0, yellow: 0, red: 0 };
      byUnit.set(unitCode, { ...(byUnit.get(unitCode) ?? blank), [level]: count });
    }
    const items = [...byUnit.values()].sort(
      (a, b) => b.red - a.red || b.yellow - a.yellow || b.blue - a.blue || (a.unitCode < b.unitCode ? -1 : 1),
    );
    return { items, nextCursor: null };
  }

  /** 督办台账: overdue reports first, then the others that are owed, then what is done. */
  async sheets(query: SheetQueryDto, actor: Actor): Promise<Page<SheetRow>> {
    const context = await this.contexts.now();
    const cursor = decodeNumbers(query.cursor, 3);
    const limit = query.limit ?? PAGE;
    const rows = await this.lists.sheets({
      scope: orderScopeIn(actor, context.units),
      unit: query.unit,
      kind: query.kind,
      ...(query.state === undefined ? {} : { done: query.state === 'done' }),
      after: cursor ? { done: cursor[0] === 1, due: new Date(cursor[1] ?? 0), id: cursor[2] ?? 0 } : null,
      limit: limit + 1,
    });
    const shown = rows.slice(0, limit);
    const orders = await this.lists.ordersOf(shown.map((row) => row.orderCode));
    const names = await this.accounts.names([...new Set(shown.map((row) => row.givenBy))]);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    return {
      items: shown.flatMap((row) => {
        const order = orders.get(row.orderCode);
        return order ? [toSheet(row, order, { context, names })] : [];
      }),
      nextCursor: last ? encodeCursor([Number(last.done), last.dueSort.getTime(), last.id]) : null,
    };
  }
}

/** The units whose cards are asked for, as far as the account may see them; null: all. */
function unitsOf(asked: string | undefined, actor: Actor, { units }: RuleContext): readonly string[] | null {
  const { all, unitCode } = orderScope(actor);
  if (all) return asked === undefined ? null : [asked];
  const own = unitCode === null ? [] : units.subtree(unitCode);
  return asked === undefined ? own : own.filter((code) => code === asked);
}

interface CardParts {
  readonly actor: Actor;
  readonly context: RuleContext;
  readonly names: ReadonlyMap<string, string>;
  readonly order: WorkOrderEntity | undefined;
}

/** The card stays a unit's own when its order went elsewhere; the order itself is then no longer its to know of. */
function toCard(row: CardEntity, { actor, context, names, order }: CardParts): CardRow {
  const isReadable = order !== undefined && mayRead(order, actor, context.units);
  const { id, unitCode, level, cause, at, givenBy } = row;
  return {
    ...{ id, unitCode, level, cause },
    unitName: context.units.name(unitCode),
    at: at.toISOString(),
    byName: givenBy === null ? null : (names.get(givenBy) ?? givenBy),
    orderCode: isReadable ? order.code : null,
    orderTitle: isReadable ? titleOf(order) : null,
  };
}

function toSheet(
  row: SheetEntity,
  order: WorkOrderEntity,
  { context, names }: Pick<CardParts, 'context' | 'names'>,
): SheetRow {
  const { id, kind, year, number, level, unitCode, done, givenBy } = row;
  const fact = order.supervisions.find(
    (each) => each.kind === kind && each.no.year === year && each.no.number === number,
  );
  const words = (text: string | null | undefined): string | null =>
    order.confidential || text == null ? null : maskText(text);
  return {
    ...{ id, kind, level, unitCode, done },
    label: sheetLabel(kind, { year, number }),
    orderCode: order.code,
    orderTitle: titleOf(order),
    orderStateLabel: STATE_LABELS[order.state],
    unitName: unitCode === null ? null : context.units.name(unitCode),
    at: row.at.toISOString(),
    byName: names.get(givenBy) ?? givenBy,
    text: words(fact?.text),
    dueAt: fact?.dueAt ?? null,
    reportedAt: fact?.reportedAt ?? null,
    report: words(fact?.report),
    overdue: !done && row.dueSort.getTime() < context.now.getTime(),
  };
}

function titleOf(order: WorkOrderEntity): string {
  return order.confidential ? CONFIDENTIAL_TITLE : maskText(order.title);
}
