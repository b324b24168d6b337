import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Clock, SingleRun } from '@minsheng/platform';
import { GatewayTable } from './gateway-table.provider';
import { NoticesRepository } from './notices.repository';
import { WebhookCourier } from './webhook-courier.service';
import { WebhooksRepository } from './webhooks.repository';

const DAY_MS = 86_400_000;

/** Carries deliveries every ten seconds, and forgets what is too old to matter every night. */
@Injectable()
export class NoticesJob {
  constructor(
    private readonly single: SingleRun,
    private readonly courier: WebhookCourier,
    private readonly gateways: GatewayTable,
    private readonly notices: NoticesRepository,
    private readonly webhooks: WebhooksRepository,
    private readonly clock: Clock,
  ) {}

  /** False while another process, or an earlier run, is at it. */
  @Cron('*/10 * * * * *')
  deliver(): Promise<boolean> {
    return this.single.run('dispatch.webhooks', 60, () => this.courier.sendDue());
  }

  @Cron('41 3 * * *', { timeZone: 'Asia/Shanghai' })
  forgetOld(): Promise<boolean> {
    return this.single.run('dispatch.forget-notices', 600, async () => {
      const { rules } = await this.gateways.current();
      const before = new Date(this.clock.now().getTime() - rules.keepDays * DAY_MS);
      while (await this.notices.forgetSome(before));
      while (await this.webhooks.forgetSome(before));
    });
  }
}
