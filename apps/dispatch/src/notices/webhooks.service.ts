import { Injectable } from '@nestjs/common';
import {
  type ChangeWebhookTargetRequest,
  type DeliveryRulesRequest,
  type DeliveryRulesView,
  type WebhookSecretView,
  type WebhookSettings,
  type WebhookTargetRequest,
  type WebhookTargetView,
} from '@minsheng/contracts';
import { type Actor, type DeliveryRules, DomainError } from '@minsheng/domain';
import { AuditTrail, Clock, invalidField, isDuplicateKey, newId, Sealer, UnitOfWork } from '@minsheng/platform';
import { GatewayTable } from './gateway-table.provider';
import { faultOfUrl } from './target-address';
import { newSecret } from './webhook-signature';
import { type WebhookTargetEntity } from './webhook.entity';
import { WebhooksRepository } from './webhooks.repository';

/** What the administrator sets: gateways, their secrets, quiet hours and retries. Every change is in the audit trail. */
@Injectable()
export class WebhooksService {
  constructor(
    private readonly webhooks: WebhooksRepository,
    private readonly gateways: GatewayTable,
    private readonly audit: AuditTrail,
    private readonly sealer: Sealer,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async settings(): Promise<WebhookSettings> {
    this.gateways.forget();
    const { targets, rules, version } = await this.gateways.current();
    return { targets: targets.map(toTargetView), rules: toRulesView(rules, version) };
  }

  /** A new gateway with its secret, which is shown this once. @throws DomainError invalid_field */
  async create(request: WebhookTargetRequest, actor: Actor): Promise<WebhookSecretView> {
    const secret = newSecret();
    const target = { ...factsOf(request), code: newId(), secret: this.sealer.seal(secret), version: 1 };
    return this.change(actor, 'webhook_create', target.code, async () => {
      await this.webhooks.addTarget(target);
      return { target: toTargetView(target), secret };
    });
  }

  /** @throws DomainError not_found, invalid_field, conflict when it was changed meanwhile */
  async update(
    code: string,
    { version, ...request }: ChangeWebhookTargetRequest,
    actor: Actor,
  ): Promise<WebhookTargetView> {
    const facts = factsOf(request);
    return this.change(actor, 'webhook_change', code, async () => {
      const target = await this.existing(code);
      if (!(await this.webhooks.changeTarget({ code, version }, facts))) throw new DomainError('conflict');
      return toTargetView({ ...target, ...facts, version: version + 1 });
    });
  }

  /** A new secret in place of the old one, which ends at once. @throws DomainError not_found, conflict */
  renewSecret(code: string, actor: Actor): Promise<WebhookSecretView> {
    const secret = newSecret();
    return this.change(actor, 'webhook_secret', code, async () => {
      const target = await this.existing(code);
      const sealed = { secret: this.sealer.seal(secret) };
      if (!(await this.webhooks.changeTarget(target, sealed))) throw new DomainError('conflict');
      return { target: toTargetView({ ...target, version: target.version + 1 }), secret };
    });
  }

  /** What still waits for the gateway is cancelled. @throws DomainError not_found */
  remove(code: string, actor: Actor): Promise<WebhookTargetView> {
    return this.change(actor, 'webhook_remove', code, async () => {
      const target = await this.existing(code);
      await this.webhooks.removeTarget(code, this.clock.now());
      return toTargetView(target);
    });
  }

  /** The next version of the delivery rules. @throws DomainError invalid_field, conflict */
  async setRules(request: DeliveryRulesRequest, actor: Actor): Promise<DeliveryRulesView> {
    const { version } = request;
    const rules = rulesOf(request);
    try {
      return await this.change(actor, 'delivery_rules', `version:${String(version + 1)}`, async () => {
        if (((await this.webhooks.rules())?.version ?? 0) !== version) throw new DomainError('conflict');
        const row = { version: version + 1, at: this.clock.now(), account: actor.username, rules };
        await this.webhooks.addRules(row);
        return toRulesView(rules, row.version);
      });
    } catch (error) {
      if (isDuplicateKey(error)) throw new DomainError('conflict');
      throw error;
    }
  }

  private async change<T>(actor: Actor, action: string, what: string, work: () => Promise<T>): Promise<T> {
    return this.uow.run(async () => {
      const result = await work();
      await this.audit.record({ actor: actor.username, action, object: `webhook:${what}` });
      this.uow.afterCommit(() => this.gateways.forget());
      return result;
    });
  }

  private async existing(code: string): Promise<WebhookTargetEntity> {
    const target = await this.webhooks.target(code);
    if (!target) throw new DomainError('not_found');
    return target;
  }
}

function factsOf(request: WebhookTargetRequest) {
  const { name, url, kinds = [], enabled = true, allowPrivate = false } = request;
  const fault = faultOfUrl(url, allowPrivate);
  if (fault !== null) throw invalidField('url', `网址 url：${fault}`);
  return { name, url, kinds: [...new Set(kinds)], enabled, allowPrivate };
}

function rulesOf({ quietFrom, quietTo, retryMinutes, keepDays }: DeliveryRulesRequest): DeliveryRules {
  if ((quietFrom === undefined) !== (quietTo === undefined))
    throw invalidField('quietTo', '免打扰的起止时间须同时填写，或都不填');
  if (quietFrom !== undefined && quietFrom === quietTo)
    throw invalidField('quietTo', '免打扰的起止时间不能相同；不需要免打扰请都不填');
  const quiet = quietFrom === undefined || quietTo === undefined ? null : { from: quietFrom, to: quietTo };
  return { quiet, retryMinutes: [...retryMinutes], keepDays };
}

function toRulesView({ quiet, retryMinutes, keepDays }: DeliveryRules, version: number): DeliveryRulesView {
  return { quiet: quiet === null ? null : { ...quiet }, retryMinutes: [...retryMinutes], keepDays, version };
}

function toTargetView(target: Omit<WebhookTargetEntity, 'id'>): WebhookTargetView {
  const { code, name, url, kinds, enabled, allowPrivate, version } = target;
  return { code, name, url, kinds: [...kinds], enabled, allowPrivate, version };
}
