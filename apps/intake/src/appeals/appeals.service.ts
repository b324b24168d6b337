import { Injectable } from '@nestjs/common';
import { type Channel, type OrderRequested, type RegisterAppealResponse } from '@minsheng/contracts';
import { type Actor, appealCode } from '@minsheng/domain';
import { Clock, type IdempotencyRequest, IdempotentRuns, Outbox, Sealer } from '@minsheng/platform';
import { toAppealJoined, toAppealRegistered, toOrderRequested } from './appeal-events';
import { AppealRules } from './appeal-rules';
import { type RegisterAppealDto } from './appeals.dto';
import { AppealsRepository } from './appeals.repository';
import { newAppeal, type NewAppeal } from './new-appeal';
import { OrderNumbers } from './order-numbers.repository';

/** Registering an appeal: answered on the spot, refused, handed over, joined, or raised as an order. */
@Injectable()
export class AppealsService {
  constructor(
    private readonly appeals: AppealsRepository,
    private readonly numbers: OrderNumbers,
    private readonly rules: AppealRules,
    private readonly idempotent: IdempotentRuns,
    private readonly outbox: Outbox,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
  ) {}

  /**
   * What an agent types while the caller waits. The number is issued at once, because the agent reads it out.
   * @throws DomainError unknown_channel, identity_required, one_outcome, outcome_not_for_channel, unknown_unit,
   *   unknown_category, join_not_open, join_subject_unit, key_reused
   */
  async register(dto: RegisterAppealDto, actor: Actor, request: IdempotencyRequest): Promise<RegisterAppealResponse> {
    const channel = this.rules.channel(dto.channel);
    const outcome = this.rules.outcome(dto, channel);
    const contact = this.rules.contact(dto, channel);
    await this.rules.places(dto);
    const now = this.clock.now();
    const number = await this.numbers.next(now);
    const { caller: _caller, joinOrderCode, handover, ...facts } = dto;
    const appeal = newAppeal(
      {
        ...facts,
        ...(handover ? { handover: { service: handover.service, note: handover.note ?? null } } : {}),
        appealCode: appealCode(number),
        orderCode: outcome === 'order' ? number : (joinOrderCode ?? null),
        outcome,
        registeredAt: now,
        registeredBy: actor.username,
      },
      contact,
      this.sealer,
    );
    return this.idempotent.run(request, async () => {
      if (joinOrderCode !== undefined) await this.rules.join(joinOrderCode, dto.subjectUnitCode);
      await this.store(appeal, channel);
      return { appealCode: appeal.appealCode, orderCode: appeal.orderCode };
    });
  }

  /** Stores the appeal and tells the others, in the caller's transaction; `more` is what only the caller knows of the order. */
  async store(appeal: NewAppeal, channel: Channel, more: Partial<OrderRequested> = {}): Promise<void> {
    await this.appeals.add(appeal);
    await this.outbox.add('intake.appeal-registered', appeal.appealCode, toAppealRegistered(appeal));
    const { orderCode, outcome } = appeal;
    if (orderCode === null) return;
    if (outcome === 'order') {
      const request = { ...toOrderRequested(appeal, orderCode, channel), ...more };
      await this.outbox.add('intake.order-requested', orderCode, request);
    } else {
      await this.outbox.add('intake.appeal-joined', orderCode, toAppealJoined(appeal, orderCode));
    }
  }
}
