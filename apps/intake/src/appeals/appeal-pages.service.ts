import { Injectable } from '@nestjs/common';
import {
  APPEAL_OUTCOME_LABELS,
  type AppealView,
  type CallerView,
  type IntakeOptions,
  type SimilarAppealRow,
  STATE_LABELS,
} from '@minsheng/contracts';
import {
  type Actor,
  DomainError,
  hasRole,
  maskAddress,
  maskName,
  maskPhone,
  maskText,
  normalisePhone,
} from '@minsheng/domain';
import { Clock, RevealLog, Sealer, validateAs } from '@minsheng/platform';
import { OrderProgressRepository } from '../orders/order-progress.repository';
import { type AppealEntity } from './appeal.entity';
import { AppealsRepository } from './appeals.repository';
import { RevealAppealDto, type SimilarQueryDto } from './appeals.dto';
import { DeskOptions } from './desk-options.service';
import { titleLikeness } from './similarity';

/** How far back and how many cases of a place are compared while the agent types. */
const PLACE_DAYS = 30;
const MOST_COMPARED = 200;
const MOST_SHOWN = 10;
const ALIKE = 0.3;
const SEES_ALL = ['dispatcher', 'supervisor', 'leader'] as const;

/** Reading appeals, and what the agent is offered while typing. */
@Injectable()
export class AppealPages {
  constructor(
    private readonly appeals: AppealsRepository,
    private readonly progress: OrderProgressRepository,
    private readonly desk: DeskOptions,
    private readonly reveals: RevealLog,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError not_found: it is not there, or another agent's */
  async get(code: string, actor: Actor): Promise<AppealView> {
    const appeal = await this.readable(code, actor);
    return toView(appeal, this.desk.channelLabel(appeal.channel), this.sealer);
  }

  /** The agent's own caller, in clear; counted and audited. @throws DomainError not_found, reveal_not_allowed, reveal_limit */
  async reveal(code: string, body: object, actor: Actor): Promise<CallerView> {
    const appeal = await this.readable(code, actor);
    if (appeal.registeredBy !== actor.username && !hasRole(actor, 'dispatcher'))
      throw new DomainError('reveal_not_allowed');
    const { fields, reason } = await validateAs(RevealAppealDto, body);
    await this.reveals.record({ actor: actor.username, object: `appeal:${code}`, fields, reason });
    const open = (field: 'name' | 'phone' | 'address'): string | null =>
      fields.includes(field) ? this.sealer.openOrNull(appeal[field]) : null;
    return { name: open('name'), phone: open('phone'), address: open('address') };
  }

  /** Open orders of the same number, or of the same place with a like title: perhaps this is a repeat call (rules §3). */
  async similar(query: SimilarQueryDto): Promise<{ items: SimilarAppealRow[] }> {
    const [samePhone, samePlace] = [await this.ofPhone(query.phone ?? ''), await this.ofPlace(query)];
    const reasons = new Map<AppealEntity, string[]>();
    for (const appeal of samePhone) reasons.set(appeal, ['same_phone']);
    for (const appeal of samePlace) {
      const known = [...reasons.keys()].find((other) => other.id === appeal.id);
      reasons.set(known ?? appeal, [...(known ? (reasons.get(known) ?? []) : []), 'same_place', 'similar_text']);
    }
    const codes = [...reasons.keys()].flatMap((appeal) => (appeal.orderCode === null ? [] : [appeal.orderCode]));
    const open = new Map((await this.progress.openAmong(codes)).map((order) => [order.orderCode, order]));
    const items = [...reasons].flatMap(([appeal, why]): SimilarAppealRow[] => {
      const order = appeal.orderCode === null ? undefined : open.get(appeal.orderCode);
      return order ? [toSimilar(appeal, order.orderCode, STATE_LABELS[order.state], why)] : [];
    });
    return { items: items.slice(0, MOST_SHOWN) };
  }

  options(): Promise<IntakeOptions> {
    return this.desk.options();
  }

  private async readable(code: string, actor: Actor): Promise<AppealEntity> {
    const appeal = await this.appeals.byCode(code);
    const mine = appeal?.registeredBy === actor.username;
    if (!appeal || !(mine || hasRole(actor, ...SEES_ALL))) throw new DomainError('not_found');
    return appeal;
  }

  private ofPhone(phone: string): Promise<AppealEntity[]> {
    const digits = normalisePhone(phone);
    return digits.length < 5 ? Promise.resolve([]) : this.appeals.ofPhone(this.sealer.hashes(digits), MOST_COMPARED);
  }

  private async ofPlace({ townshipCode, title = '' }: SimilarQueryDto): Promise<AppealEntity[]> {
    if (townshipCode === undefined || title.length < 2) return [];
    const since = new Date(this.clock.now().getTime() - PLACE_DAYS * 86_400_000);
    const rows = await this.appeals.ofPlace(townshipCode, since, MOST_COMPARED);
    const scored = rows.map((appeal) => ({ appeal, likeness: titleLikeness(title, appeal.title) }));
    return scored
      .filter(({ likeness }) => likeness >= ALIKE)
      .sort((a, b) => b.likeness - a.likeness)
      .map(({ appeal }) => appeal);
  }
}

function toSimilar(appeal: AppealEntity, orderCode: string, statusLabel: string, reasons: string[]): SimilarAppealRow {
  const { appealCode, title, registeredAt } = appeal;
  return {
    appealCode,
    orderCode,
    title: maskText(title),
    statusLabel,
    registeredAt: registeredAt.toISOString(),
    reasons,
  };
}

function toView(appeal: AppealEntity, channelLabel: string, sealer: Sealer): AppealView {
  const texts = appeal.confidential
    ? (JSON.parse(sealer.open(appeal.content)) as { title: string; content: string; location: string | null })
    : appeal;
  const masked = (sealed: string | null, mask: (text: string) => string): string | null =>
    sealed === null ? null : mask(sealer.open(sealed));
  return {
    appealCode: appeal.appealCode,
    orderCode: appeal.orderCode,
    outcome: appeal.outcome,
    outcomeLabel: APPEAL_OUTCOME_LABELS[appeal.outcome],
    channel: appeal.channel,
    channelLabel,
    kind: appeal.kind,
    urgency: appeal.urgency,
    title: texts.title,
    content: texts.content,
    location: texts.location,
    caller: {
      name: masked(appeal.name, maskName),
      phone: masked(appeal.phone, maskPhone),
      address: masked(appeal.address, maskAddress),
    },
    townshipCode: appeal.townshipCode,
    categoryCode: appeal.categoryCode,
    subjectUnitCode: appeal.subjectUnitCode,
    confidential: appeal.confidential,
    anonymous: appeal.anonymous,
    publishable: appeal.publishable,
    occurredAt: appeal.occurredAt?.toISOString() ?? null,
    language: appeal.language,
    dialect: appeal.dialect,
    callbackWanted: appeal.callbackWanted,
    answer: appeal.answer,
    refusal: appeal.refusal,
    handover: appeal.handover,
    registeredAt: appeal.registeredAt.toISOString(),
    registeredBy: appeal.registeredBy,
  };
}
