import { Injectable } from '@nestjs/common';
import { GROUP_BASIS_LABELS, type GroupAlertView, type GroupCase, type Page, STATE_LABELS } from '@minsheng/contracts';
import { maskText } from '@minsheng/domain';
import { decodeNumbers, encodeCursor } from '@minsheng/platform';
import { AppealsRepository } from '../appeals/appeals.repository';
import { OrderProgressRepository } from '../orders/order-progress.repository';
import { type GroupAlertEntity } from './group-alert.entity';
import { GroupAlertsRepository } from './group-alerts.repository';

const PAGE = 20;

/** The list of group alerts with the orders behind each, so that they can be looked at and merged. */
@Injectable()
export class GroupAlerts {
  constructor(
    private readonly alerts: GroupAlertsRepository,
    private readonly appeals: AppealsRepository,
    private readonly progress: OrderProgressRepository,
  ) {}

  /** Newest first; `nextCursor` is null on the last page. */
  async list({ limit = PAGE, cursor }: { limit?: number; cursor?: string }): Promise<Page<GroupAlertView>> {
    const [at, id] = decodeNumbers(cursor, 2) ?? [];
    const after = at === undefined || id === undefined ? null : { at: new Date(at), id };
    const found = await this.alerts.page(after, limit + 1);
    const shown = found.slice(0, limit);
    const cases = await this.casesOf([...new Set(shown.flatMap(({ orderCodes }) => orderCodes))]);
    const last = shown.at(-1);
    return {
      items: shown.map((alert) => toView(alert, cases)),
      nextCursor: found.length > limit && last ? encodeCursor([last.openedAt.getTime(), last.id]) : null,
    };
  }

  private async casesOf(orderCodes: readonly string[]): Promise<Map<string, GroupCase>> {
    if (orderCodes.length === 0) return new Map();
    const appeals = await this.appeals.ofOrders(orderCodes);
    const orders = new Map((await this.progress.ofOrders(orderCodes)).map((order) => [order.orderCode, order]));
    const cases = new Map<string, GroupCase>();
    for (const { orderCode, title } of appeals) {
      if (orderCode === null) continue;
      const order = orders.get(orderCode);
      const known = cases.get(orderCode);
      cases.set(orderCode, {
        orderCode,
        // The first appeal raised the order; the others joined it.
        title: known?.title ?? maskText(title),
        callers: (known?.callers ?? 0) + 1,
        stateLabel: order ? STATE_LABELS[order.state] : null,
        isOpen: order?.isOpen ?? true,
        mergedInto: order?.facts.mergedInto ?? null,
      });
    }
    return cases;
  }
}

function toView(alert: GroupAlertEntity, cases: ReadonlyMap<string, GroupCase>): GroupAlertView {
  const { id, basis, subject, callers, openedAt, changedAt, orderCodes } = alert;
  return {
    ...{ id, basis, basisLabel: GROUP_BASIS_LABELS[basis], subject: maskText(subject), callers },
    openedAt: openedAt.toISOString(),
    changedAt: changedAt.toISOString(),
    cases: orderCodes.flatMap((code) => cases.get(code) ?? []),
  };
}
