import { Injectable } from '@nestjs/common';
import { audienceCode, levelOfNotice, type NoticeDraft } from '@minsheng/domain';
import { Clock, newId, UnitOfWork } from '@minsheng/platform';
import { GatewayTable } from './gateway-table.provider';
import { NoticesRepository } from './notices.repository';
import { WebhooksRepository } from './webhooks.repository';

/**
 * The one way to tell people something. Called inside the caller's unit of work, so that a notice and its deliveries
 * stand or fall with the fact they tell of.
 */
@Injectable()
export class Notices {
  constructor(
    private readonly notices: NoticesRepository,
    private readonly webhooks: WebhooksRepository,
    private readonly gateways: GatewayTable,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Stores a notice once: a key that is there already changes nothing. Imported cases never cause one (rules §5), which
   * is why the order is handed in rather than its code.
   * @throws Error outside of UnitOfWork.run(): a bug of the caller
   */
  async add({ to, kind, params, order, key }: NoticeDraft): Promise<void> {
    if (!this.uow.isWriting) throw new Error(`Notice ${kind} outside of UnitOfWork.run()`);
    if (order?.imported) return;
    const at = this.clock.now();
    const level = levelOfNotice(kind, order);
    const orderCode = order?.code ?? null;
    const row = { noticeKey: key, kind, level, audience: audienceCode(to), orderCode, params, at };
    const noticeId = await this.notices.add(row);
    if (noticeId === null) return;
    const { targets } = await this.gateways.current();
    const told = targets.filter(({ enabled, kinds }) => enabled && (kinds.length === 0 || kinds.includes(kind)));
    if (told.length === 0) return;
    await this.webhooks.addDeliveries(
      told.map(({ code }) => ({
        ...{ code: newId(), noticeId, targetCode: code, kind, orderCode, urgent: level === 'urgent' },
        ...{ status: 'waiting', attempts: 0, failures: 0, nextAt: at, createdAt: at },
        ...{ finishedAt: null, lastStatus: null, lastError: null },
      })),
    );
  }
}
