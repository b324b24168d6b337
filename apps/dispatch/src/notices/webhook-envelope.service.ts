import { Injectable } from '@nestjs/common';
import { type WebhookPayload } from '@minsheng/contracts';
import { AppConfig, Sealer } from '@minsheng/platform';
import { OrdersRepository } from '../orders/orders.repository';
import { UnitsService } from '../units/units.service';
import { NoticesRepository } from './notices.repository';
import { payloadOf, trialPayload } from './webhook-payload';
import { type Receipt, WebhookSender } from './webhook-sender';
import { signatureOf } from './webhook-signature';
import { type WebhookDeliveryEntity, type WebhookTargetEntity } from './webhook.entity';

/** What sending needs that is neither order nor gateway. */
@Injectable()
export class WebhookEnvelope {
  constructor(
    private readonly notices: NoticesRepository,
    private readonly orders: OrdersRepository,
    private readonly units: UnitsService,
    private readonly sealer: Sealer,
    private readonly config: AppConfig,
    private readonly sender: WebhookSender,
  ) {}

  /** The body as it may be sent now; null when nobody may be told any more. */
  async open(delivery: WebhookDeliveryEntity, now: Date): Promise<WebhookPayload | null> {
    if (delivery.noticeId === null) return trialPayload(now);
    const [notice] = await this.notices.byIds([delivery.noticeId]);
    if (!notice) return null;
    const { orderCode } = notice;
    const subject = orderCode === null ? null : ((await this.orders.subjects([orderCode])).get(orderCode) ?? null);
    return payloadOf(notice, { subject, units: await this.units.tree(), publicUrl: this.config.publicUrl });
  }

  /** Signed afresh at each attempt: receivers refuse old times. */
  send(target: WebhookTargetEntity, deliveryCode: string, payload: WebhookPayload, now: Date): Promise<Receipt> {
    const secret = this.secretOf(target);
    if (secret === null) return Promise.resolve({ status: null, error: '签名密钥无法打开，请更换密钥' });
    const body = JSON.stringify(payload);
    const headers = {
      'User-Agent': 'minsheng-webhook/1',
      'X-Minsheng-Delivery': deliveryCode,
      'X-Minsheng-Signature': signatureOf(secret, body, now),
    };
    return this.sender.send({ url: target.url, allowPrivate: target.allowPrivate, body, headers });
  }

  /** Null when it was sealed with a key that is gone: a fault to show to the administrator, not one to stop the job. */
  private secretOf(target: WebhookTargetEntity): string | null {
    try {
      return this.sealer.open(target.secret);
    } catch {
      return null;
    }
  }
}
