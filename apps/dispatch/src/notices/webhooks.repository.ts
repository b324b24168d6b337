import { Injectable } from '@nestjs/common';
import { type DeliveryStatus } from '@minsheng/contracts';
import { type DeliveryRules } from '@minsheng/domain';
import { bulkInsert, compareAndSet, insertRow, UnitOfWork, updateRows } from '@minsheng/platform';
import { In, LessThan, LessThanOrEqual } from 'typeorm';
import { DeliveryRulesEntity, WebhookDeliveryEntity, WebhookTargetEntity } from './webhook.entity';

const CHUNK = 500;

/** What an attempt came to. */
export type DeliveryChanges = Partial<
  Pick<WebhookDeliveryEntity, 'status' | 'attempts' | 'failures' | 'nextAt' | 'finishedAt' | 'lastStatus' | 'lastError'>
>;

export interface DueFilter {
  readonly targetCode: string;
  readonly urgent: boolean;
  readonly now: Date;
  readonly limit: number;
}

/** The only file with queries on gateways, deliveries and the rules of both. */
@Injectable()
export class WebhooksRepository {
  constructor(private readonly uow: UnitOfWork) {}

  targets(): Promise<WebhookTargetEntity[]> {
    return this.uow.manager.find(WebhookTargetEntity, { order: { id: 'ASC' } });
  }

  target(code: string): Promise<WebhookTargetEntity | null> {
    return this.uow.manager.findOneBy(WebhookTargetEntity, { code });
  }

  async addTarget(target: Omit<WebhookTargetEntity, 'id'>): Promise<void> {
    await insertRow(this.uow.manager, WebhookTargetEntity, target);
  }

  /** False when somebody else changed it meanwhile. */
  changeTarget(
    { code, version }: Pick<WebhookTargetEntity, 'code' | 'version'>,
    changes: Partial<Omit<WebhookTargetEntity, 'id' | 'code'>>,
  ): Promise<boolean> {
    const next = { ...changes, version: version + 1 };
    return compareAndSet(this.uow.manager, WebhookTargetEntity, { code, version }, next);
  }

  /** What waits for the gateway goes with it. */
  async removeTarget(code: string, now: Date): Promise<void> {
    const { manager } = this.uow;
    await manager.delete(WebhookTargetEntity, { code });
    await updateRows(
      manager,
      WebhookDeliveryEntity,
      { targetCode: code, status: 'waiting' },
      { status: 'dropped', finishedAt: now, lastError: '网关已删除' },
    );
  }

  addDeliveries(rows: readonly Omit<WebhookDeliveryEntity, 'id'>[]): Promise<void> {
    return bulkInsert(this.uow.manager, WebhookDeliveryEntity, rows);
  }

  delivery(code: string): Promise<WebhookDeliveryEntity | null> {
    return this.uow.manager.findOneBy(WebhookDeliveryEntity, { code });
  }

  /** What is to be sent to one gateway now, the longest waiting first. */
  due({ targetCode, urgent, now, limit }: DueFilter): Promise<WebhookDeliveryEntity[]> {
    const where = { targetCode, status: 'waiting', urgent, nextAt: LessThanOrEqual(now) } as const;
    return this.uow.manager.find(WebhookDeliveryEntity, { where, order: { nextAt: 'ASC', id: 'ASC' }, take: limit });
  }

  /** Records an attempt, if nobody else recorded one since the delivery was read. */
  settle(
    { code, attempts, status }: Pick<WebhookDeliveryEntity, 'code' | 'attempts' | 'status'>,
    changes: DeliveryChanges,
  ): Promise<boolean> {
    return this.uow.run(() =>
      compareAndSet(this.uow.manager, WebhookDeliveryEntity, { code, attempts, status }, changes),
    );
  }

  /** Newest first. */
  log(filter: { status?: DeliveryStatus; before: number | null; limit: number }): Promise<WebhookDeliveryEntity[]> {
    const where = {
      ...(filter.status === undefined ? {} : { status: filter.status }),
      ...(filter.before === null ? {} : { id: LessThan(filter.before) }),
    };
    return this.uow.manager.find(WebhookDeliveryEntity, { where, order: { id: 'DESC' }, take: filter.limit });
  }

  rules(): Promise<DeliveryRulesEntity | null> {
    return this.uow.manager.findOne(DeliveryRulesEntity, { where: {}, order: { version: 'DESC' } });
  }

  /** @throws a duplicate key error when the version is there already */
  async addRules(row: { version: number; at: Date; account: string; rules: DeliveryRules }): Promise<void> {
    await insertRow(this.uow.manager, DeliveryRulesEntity, row);
  }

  /** Removes one stretch of deliveries older than the instant; false when none are left. */
  forgetSome(before: Date): Promise<boolean> {
    return this.uow.run(async () => {
      const { manager } = this.uow;
      const old = await manager.find(WebhookDeliveryEntity, {
        select: { id: true },
        where: { createdAt: LessThan(before) },
        take: CHUNK,
      });
      if (old.length === 0) return false;
      await manager.delete(WebhookDeliveryEntity, { id: In(old.map((row) => row.id)) });
      return old.length === CHUNK;
    });
  }
}
