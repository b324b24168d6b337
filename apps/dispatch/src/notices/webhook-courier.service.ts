import { Injectable, Logger } from '@nestjs/common';
import { isQuiet, retryAt } from '@minsheng/domain';
import { Clock } from '@minsheng/platform';
import { GatewayTable } from './gateway-table.provider';
import { WebhookEnvelope } from './webhook-envelope.service';
import { type Receipt } from './webhook-sender';
import { type WebhookDeliveryEntity } from './webhook.entity';
import { type DeliveryChanges, WebhooksRepository } from './webhooks.repository';

/** Deliveries of one gateway taken up in one run, and how many of them are under way together. */
const BATCH = 100;
const AT_ONCE = 4;

/** Carries what waits to the gateways: at least once, later and later after failures, never inside a transaction. */
@Injectable()
export class WebhookCourier {
  private readonly logger = new Logger(WebhookCourier.name);

  constructor(
    private readonly webhooks: WebhooksRepository,
    private readonly gateways: GatewayTable,
    private readonly envelope: WebhookEnvelope,
    private readonly clock: Clock,
  ) {}

  /** Sends what is due now. A gateway that does not answer holds up nobody but itself: each has its own queue. */
  async sendDue(): Promise<void> {
    const targets = await this.webhooks.targets();
    await Promise.all(targets.map(({ code }) => this.carryAll(code)));
  }

  /** One attempt, recorded; false when the gateway failed. What nobody may be told any more is cancelled. */
  async carry(delivery: WebhookDeliveryEntity): Promise<boolean> {
    const now = this.clock.now();
    const target = await this.webhooks.target(delivery.targetCode);
    if (!target?.enabled) return this.drop(delivery, '网关已停用或删除');
    const payload = await this.envelope.open(delivery, now);
    if (payload === null) return this.drop(delivery, '工单已不对接收方开放');
    const receipt = await this.envelope.send(target, delivery.code, payload, now);
    await this.webhooks.settle(delivery, await this.outcome(delivery, receipt));
    return receipt.error === null;
  }

  /** One run of one gateway's queue. After a failure the rest waits for the next run: it would most likely fail too. */
  private async carryAll(targetCode: string): Promise<void> {
    const left = await this.queueOf(targetCode);
    let answers = true;
    const carrier = async (): Promise<void> => {
      for (let next = left.shift(); next !== undefined && answers; next = left.shift()) {
        const carried = await this.carry(next).catch((error: unknown) => {
          this.logger.error(`Delivery ${next?.code ?? ''} broke off`, error);
          return false;
        });
        answers &&= carried;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, carrier));
  }

  /** Urgent ones first; the others only when nobody is disturbed. */
  private async queueOf(targetCode: string): Promise<WebhookDeliveryEntity[]> {
    const now = this.clock.now();
    const { rules } = await this.gateways.current();
    const queue = await this.webhooks.due({ targetCode, urgent: true, now, limit: BATCH });
    if (isQuiet(now, rules)) return queue;
    return [...queue, ...(await this.webhooks.due({ targetCode, urgent: false, now, limit: BATCH }))];
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

  private async drop(delivery: WebhookDeliveryEntity, lastError: string): Promise<true> {
    await this.webhooks.settle(delivery, { status: 'dropped', finishedAt: this.clock.now(), lastError });
    return true;
  }
}
