import { Injectable } from '@nestjs/common';
import { isQuiet, retryAt } from '@minsheng/domain';
import { Clock } from '@minsheng/platform';
import { GatewayTable } from './gateway-table.provider';
import { WebhookEnvelope } from './webhook-envelope.service';
import { type Receipt } from './webhook-sender';
import { type WebhookDeliveryEntity } from './webhook.entity';
import { type DeliveryChanges, WebhooksRepository } from './webhooks.repository';

/** Deliveries taken up at once, and how many of one gateway are under way together. */
const BATCH = 200;
const AT_ONCE = 4;

/** Carries what waits to the gateways: at least once, later and later after failures, never inside a transaction. */
@Injectable()
export class WebhookCourier {
  constructor(
    private readonly webhooks: WebhooksRepository,
    private readonly gateways: GatewayTable,
    private readonly envelope: WebhookEnvelope,
    private readonly clock: Clock,
  ) {}

  /** Sends what is due now. A gateway that does not answer holds up nobody but itself. */
  async sendDue(): Promise<void> {
    const now = this.clock.now();
    const { rules } = await this.gateways.current();
    const due = await this.webhooks.due(now, true, BATCH);
    if (!isQuiet(now, rules)) due.push(...(await this.webhooks.due(now, false, BATCH)));
    const byTarget = new Map<string, WebhookDeliveryEntity[]>();
    for (const delivery of due)
      byTarget.set(delivery.targetCode, [...(byTarget.get(delivery.targetCode) ?? []), delivery]);
    await Promise.all([...byTarget.values()].map((queue) => this.carryAll(queue)));
  }

  /** One attempt, recorded; false when nobody may be told any more or the gateway is gone. */
  async carry(delivery: WebhookDeliveryEntity): Promise<boolean> {
    const now = this.clock.now();
    const target = await this.webhooks.target(delivery.targetCode);
    if (!target?.enabled) return this.drop(delivery, '网关已停用或删除');
    const payload = await this.envelope.open(delivery, now);
    if (payload === null) return this.drop(delivery, '工单已不对接收方开放');
    const receipt = await this.envelope.send(target, delivery.code, payload, now);
    return this.webhooks.settle(delivery, await this.outcome(delivery, receipt));
  }

  private async carryAll(queue: readonly WebhookDeliveryEntity[]): Promise<void> {
    const left = [...queue];
    const carrier = async (): Promise<void> => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) await this.carry(next);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, carrier));
  }

  private async outcome(delivery: WebhookDeliveryEntity, { status, error }: Receipt): Promise<DeliveryChanges> {
    const now = this.clock.now();
    const attempts = delivery.attempts + 1;
    const told = { attempts, lastStatus: status, lastError: error };
    if (error === null) return { ...told, status: 'delivered', finishedAt: now };
    const failures = delivery.failures + 1;
    const { rules } = await this.gateways.current();
    const nextAt = delivery.noticeId === null ? null : retryAt(failures, now, rules);
    if (nextAt === null) return { ...told, failures, status: 'given_up', finishedAt: now };
    return { ...told, failures, nextAt };
  }

  private async drop(delivery: WebhookDeliveryEntity, lastError: string): Promise<false> {
    await this.webhooks.settle(delivery, { status: 'dropped', finishedAt: this.clock.now(), lastError });
    return false;
  }
}
