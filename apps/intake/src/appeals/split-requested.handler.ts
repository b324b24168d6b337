import { Injectable } from '@nestjs/common';
import { type SplitPart, type SplitRequested } from '@minsheng/contracts';
import { appealCode, civilDateOf, DomainError, orderCode, placeKey } from '@minsheng/domain';
import { Handles } from '@minsheng/platform';
import { type AppealEntity } from './appeal.entity';
import { AppealRules } from './appeal-rules';
import { AppealsRepository } from './appeals.repository';
import { AppealsService } from './appeals.service';
import { type NewAppeal } from './new-appeal';
import { OrderNumbers } from './order-numbers.repository';

/**
 * 拆单: each matter taken out of an order becomes an appeal of the same caller, received when the first was, with an
 * order of its own. The inbox sees to it that a repeated event gives no second number.
 */
@Injectable()
export class SplitRequestedHandler {
  constructor(
    private readonly appeals: AppealsRepository,
    private readonly registration: AppealsService,
    private readonly rules: AppealRules,
    private readonly numbers: OrderNumbers,
  ) {}

  @Handles('dispatch.split-requested', { consumer: 'intake.split-appeal' })
  async split(request: SplitRequested): Promise<void> {
    const original = await this.appeals.raisedBy(request.orderCode);
    if (!original) throw new DomainError('not_found');
    const { registeredAt, channel } = original;
    const first = await this.numbers.takeMany(civilDateOf(registeredAt), request.parts.length);
    const { instructionChain, leaderInstructed } = request;
    const instructionRequired = instructionChain.length > 0;
    const more = { splitFrom: request.orderCode, instructionChain, instructionRequired, leaderInstructed };
    for (const [index, part] of request.parts.entries()) {
      const appeal = partOf(original, part, orderCode(registeredAt, first + index));
      await this.registration.store(appeal, this.rules.channel(channel), more);
    }
  }
}

/**
 * The same person, sealed as it was, with one matter of the several. A letter's query code opens its parts too. What
 * belongs to the first appeal alone (its identity in an import, its rating, that it repeats none) stays with it.
 */
function partOf({ id: _id, ...original }: AppealEntity, part: SplitPart, number: string): NewAppeal {
  const location = original.confidential ? null : (part.location ?? original.location);
  return {
    ...original,
    appealCode: appealCode(number),
    orderCode: number,
    title: part.title,
    content: part.content,
    kind: part.kind ?? original.kind,
    categoryCode: part.categoryCode ?? null,
    location,
    placeKey: placeKey(location),
    splitFrom: original.orderCode,
    repeatKey: null,
    rating: null,
    ratedAt: null,
    sourceKey: null,
    sourceDigest: null,
  };
}
