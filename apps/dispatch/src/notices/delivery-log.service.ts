import { Injectable } from '@nestjs/common';
import { DELIVERY_STATUS_LABELS, type DeliveryStatus, type DeliveryView, type Page } from '@minsheng/contracts';
import { type Actor, DomainError } from '@minsheng/domain';
import { AuditTrail, Clock, decodeNumbers, encodeCursor, newId, UnitOfWork } from '@minsheng/platform';
import { WebhookCourier } from './webhook-courier.service';
import { deliveryKindLabel } from './webhook-payload';
import { type WebhookDeliveryEntity } from './webhook.entity';
import { WebhooksRepository } from './webhooks.repository';

const PAGE = 50;
/** The ten-second job must not send a trial a second time while it is under way. */
const TRIAL_MS = 600_000;

/** The log of deliveries, and the administrator's two buttons: try it, send it again. */
@Injectable()
export class DeliveryLog {
  constructor(
    private readonly webhooks: WebhooksRepository,
    private readonly courier: WebhookCourier,
    private readonly audit: AuditTrail,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Newest first. @throws DomainError invalid_cursor */
  async list(query: { status?: DeliveryStatus; cursor?: string; limit?: number }): Promise<Page<DeliveryView>> {
    const limit = query.limit ?? PAGE;
    const before = decodeNumbers(query.cursor, 1)?.[0] ?? null;
    const rows = await this.webhooks.log({ status: query.status, before, limit: limit + 1 });
    const names = new Map((await this.webhooks.targets()).map(({ code, name }) => [code, name]));
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return {
      items: items.map((row) => toView(row, names.get(row.targetCode))),
      nextCursor: last && rows.length > limit ? encodeCursor([last.id]) : null,
    };
  }

  /** Sends a trial at once and says how it went; it is never repeated. @throws DomainError not_found */
  async trial(targetCode: string, actor: Actor): Promise<DeliveryView> {
    const target = await this.webhooks.target(targetCode);
    if (!target) throw new DomainError('not_found');
    const [code, now] = [newId(), this.clock.now()];
    await this.uow.run(async () => {
      const parked = { nextAt: new Date(now.getTime() + TRIAL_MS), createdAt: now, finishedAt: null };
      const blank = { attempts: 0, failures: 0, lastStatus: null, lastError: null };
      const what = { code, noticeId: null, targetCode, kind: 'test', orderCode: null, urgent: true } as const;
      await this.webhooks.addDeliveries([{ ...what, ...parked, ...blank, status: 'waiting' }]);
      await this.audit.record({ actor: actor.username, action: 'webhook_test', object: `webhook:${targetCode}` });
    });
    await this.courier.carry(await this.existing(code));
    return toView(await this.existing(code), target.name);
  }

  /** Sets a finished delivery on its way again, under the same number. @throws DomainError not_found, delivery_waiting */
  async redeliver(code: string, actor: Actor): Promise<DeliveryView> {
    const delivery = await this.existing(code);
    if (delivery.status === 'waiting') throw new DomainError('delivery_waiting');
    await this.uow.run(async () => {
      const again = { status: 'waiting', failures: 0, nextAt: this.clock.now(), finishedAt: null } as const;
      if (!(await this.webhooks.settle(delivery, again))) throw new DomainError('conflict');
      await this.audit.record({ actor: actor.username, action: 'webhook_redeliver', object: `delivery:${code}` });
    });
    const target = await this.webhooks.target(delivery.targetCode);
    return toView(await this.existing(code), target?.name);
  }

  private async existing(code: string): Promise<WebhookDeliveryEntity> {
    const delivery = await this.webhooks.delivery(code);
    if (!delivery) throw new DomainError('not_found');
    return delivery;
  }
}

function toView(row: WebhookDeliveryEntity, target = '（已删除）'): DeliveryView {
  const { code, kind, orderCode, status, attempts, lastStatus, lastError } = row;
  return {
    id: code,
    target,
    kind,
    kindLabel: deliveryKindLabel(kind),
    orderCode,
    status,
    statusLabel: DELIVERY_STATUS_LABELS[status],
    attempts,
    lastStatus,
    lastError,
    createdAt: row.createdAt.toISOString(),
    nextAt: status === 'waiting' ? row.nextAt.toISOString() : null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}
