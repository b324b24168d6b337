import { Injectable } from '@nestjs/common';
import { DEFAULT_DELIVERY_RULES, type DeliveryRules } from '@minsheng/domain';
import { Clock } from '@minsheng/platform';
import { type WebhookTargetEntity } from './webhook.entity';
import { WebhooksRepository } from './webhooks.repository';

/** Another replica's change is seen after this long at the latest. */
const SECONDS = 5;

interface Gateways {
  readonly targets: readonly WebhookTargetEntity[];
  readonly rules: DeliveryRules;
  readonly version: number;
}

/** The gateways and delivery rules that hold now: asked at every notice, changed once a year. */
@Injectable()
export class GatewayTable {
  private cached: { table: Gateways; at: number } | null = null;

  constructor(
    private readonly webhooks: WebhooksRepository,
    private readonly clock: Clock,
  ) {}

  async current(): Promise<Gateways> {
    const now = this.clock.now().getTime();
    if (this.cached && Math.abs(now - this.cached.at) < SECONDS * 1000) return this.cached.table;
    const stored = await this.webhooks.rules();
    const table = {
      targets: await this.webhooks.targets(),
      rules: stored?.rules ?? DEFAULT_DELIVERY_RULES,
      version: stored?.version ?? 0,
    };
    this.cached = { table, at: now };
    return table;
  }

  /** Called once a change is committed. */
  forget(): void {
    this.cached = null;
  }
}
