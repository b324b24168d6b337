import { Injectable } from '@nestjs/common';
import { type AppealOutcome, type Channel } from '@minsheng/contracts';
import { DomainError, readerUnits, refuseReason } from '@minsheng/domain';
import { Settings } from '@minsheng/platform';
import { CategoriesService } from '../categories/categories.service';
import { OrderProgressRepository } from '../orders/order-progress.repository';
import { UnitsCopy } from '../units/units-copy.repository';
import { type RegisterAppealDto } from './appeals.dto';
import { type PlainContact } from './new-appeal';

/** What may be registered (rules §2, §3): judged before anything is stored. */
@Injectable()
export class AppealRules {
  constructor(
    private readonly units: UnitsCopy,
    private readonly categories: CategoriesService,
    private readonly progress: OrderProgressRepository,
    private readonly settings: Settings,
  ) {}

  /** The channel as it takes appeals now. @throws DomainError unknown_channel, channel_closed */
  channel(code: string): Channel {
    const channel = this.settings.channel(code);
    if (!channel) throw new DomainError('unknown_channel', { channel: code });
    if (channel.active) return channel;
    const allowed = this.settings.channels().filter(({ active }) => active);
    throw new DomainError('channel_closed', {
      channel: channel.label,
      allowed: allowed.map(({ label }) => label).join('、'),
    });
  }

  /** @throws DomainError one_outcome, outcome_not_for_channel, reason_not_offered */
  outcome(dto: RegisterAppealDto, channel: Channel): AppealOutcome {
    const chosen: AppealOutcome[] = [];
    if (dto.answer !== undefined) chosen.push('answered');
    if (dto.refusal) chosen.push('refused');
    if (dto.handover) chosen.push('handed_over');
    if (dto.joinOrderCode !== undefined) chosen.push('joined');
    if (chosen.length > 1) throw new DomainError('one_outcome');
    if (dto.refusal) refuseReason(this.settings.reasons(), 'refusal', dto.refusal.reasonCode);
    const outcome = chosen[0] ?? 'order';
    if (channel.instructionRequired && outcome === 'answered') {
      throw new DomainError('outcome_not_for_channel', { channel: channel.label });
    }
    return outcome;
  }

  /**
   * Who is behind it. Of an anonymous appeal only the line's number is kept, for calling back; no name, no address.
   * Where the channel does not ask for identity (rules §2), a caller may leave out either.
   * @throws DomainError identity_required
   */
  contact(dto: RegisterAppealDto, channel: Channel): PlainContact {
    const { name, phone, address } = dto.caller ?? {};
    if (channel.identityRequired && (dto.anonymous || !name || !phone)) {
      throw new DomainError('identity_required', { channel: channel.label });
    }
    if (dto.anonymous) return phone ? { phone } : {};
    return { ...(name ? { name } : {}), ...(phone ? { phone } : {}), ...(address ? { address } : {}) };
  }

  /** @throws DomainError unknown_unit, unknown_category */
  async places(dto: Pick<RegisterAppealDto, 'subjectUnitCode' | 'townshipCode' | 'categoryCode'>): Promise<void> {
    const tree = await this.units.tree();
    for (const code of [dto.subjectUnitCode, dto.townshipCode]) {
      if (code !== undefined && !tree.has(code)) throw new DomainError('unknown_unit', { unit: code });
    }
    if (dto.categoryCode !== undefined) await this.categories.refuseUnknown(dto.categoryCode);
  }

  /**
   * A repeat call joins an open order, but never one that the unit complained of can read (信访工作条例 第三十条), nor one
   * that complains of another unit: an order keeps away from one unit and those below it.
   * @throws DomainError join_not_open, join_subject_unit
   */
  async join(orderCode: string, subjectUnitCode: string | undefined): Promise<void> {
    const order = await this.progress.byCode(orderCode);
    if (!order?.isOpen) throw new DomainError('join_not_open', { order: orderCode });
    if (subjectUnitCode === undefined) return;
    const tree = await this.units.tree();
    const other = order.facts.subjectUnitCode;
    if (other !== null && !tree.isWithin(subjectUnitCode, other)) {
      throw new DomainError('join_subject_unit', { order: orderCode });
    }
    const readers = readerUnits({ ...order.facts, registeredBy: null, wasInCallback: false }, tree);
    if (readers.some((reader) => tree.isWithin(reader, subjectUnitCode))) {
      throw new DomainError('join_subject_unit', { order: orderCode });
    }
  }
}
