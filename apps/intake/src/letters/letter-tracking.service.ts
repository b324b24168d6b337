import { Injectable } from '@nestjs/common';
import { type LetterView } from '@minsheng/contracts';
import { DomainError, type UnitTree } from '@minsheng/domain';
import { Clock, Outbox, Sealer, Settings, UnitOfWork } from '@minsheng/platform';
import { type AppealEntity } from '../appeals/appeal.entity';
import { AppealsRepository } from '../appeals/appeals.repository';
import { type OrderProgressEntity } from '../orders/order-progress.entity';
import { OrderProgressRepository } from '../orders/order-progress.repository';
import { RepliesService } from '../replies/replies.service';
import { UnitsCopy } from '../units/units-copy.repository';
import { mayRate, type RatingMoment, toLetterView } from './letter-view';
import { type RateLetterDto } from './letters.dto';
import { normaliseQueryCode, sameHash } from './query-code';

/** Compared with when there is no such letter, so that the answer takes as long. */
const NO_HASH = '0'.repeat(64);

/** What a query code is judged by. */
@Injectable()
export class LetterSecrets {
  constructor(
    private readonly sealer: Sealer,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  now(): RatingMoment {
    return { now: this.clock.now(), ratingDays: this.settings.rules().ratingDays };
  }

  /** Every known key is tried, and something is compared even where there is no letter. */
  matches(queryCode: string, queryHash: string | null): boolean {
    const hashes = this.sealer.hashes(normaliseQueryCode(queryCode));
    return hashes.map((hash) => sameHash(hash, queryHash ?? NO_HASH)).includes(true) && queryHash !== null;
  }

  /** The writer of a confidential letter may read its own title. */
  title(letter: AppealEntity): string {
    return (JSON.parse(this.sealer.open(letter.content)) as { title: string }).title;
  }
}

/** What intake knows of a letter besides the letter: how its order stands, its units, its place in the public column. */
@Injectable()
export class LetterFacts {
  constructor(
    private readonly progress: OrderProgressRepository,
    private readonly tree: UnitsCopy,
    private readonly replies: RepliesService,
  ) {}

  order(orderCode: string): Promise<OrderProgressEntity | null> {
    return this.progress.byCode(orderCode);
  }

  published(orderCode: string): Promise<LetterView['published']> {
    return this.replies.placeOf(orderCode);
  }

  units(): Promise<UnitTree> {
    return this.tree.tree();
  }
}

/** Following and rating one's own letter. */
@Injectable()
export class LetterTracking {
  constructor(
    private readonly appeals: AppealsRepository,
    private readonly facts: LetterFacts,
    private readonly uow: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly secrets: LetterSecrets,
  ) {}

  /** @throws DomainError not_found: no such letter or a wrong query code, told in the same words */
  async follow(code: string, queryCode: string): Promise<LetterView> {
    return this.view(await this.letter(code, queryCode));
  }

  /** Once, while the reply is fresh. @throws DomainError not_found, rating_not_open, rating_done */
  async rate(code: string, { queryCode, resolved, satisfaction }: RateLetterDto): Promise<LetterView> {
    const letter = await this.letter(code, queryCode);
    const orderCode = letter.orderCode ?? '';
    const [order, moment] = [await this.facts.order(orderCode), this.secrets.now()];
    const { now, ratingDays: days } = moment;
    if (letter.rating) throw new DomainError('rating_done');
    if (!order || !mayRate(order, moment)) throw new DomainError('rating_not_open', { days });
    await this.uow.run(async () => {
      if (!(await this.appeals.rate(letter, { resolved, satisfaction }, now))) throw new DomainError('rating_done');
      const rated = { orderCode, letterCode: code, resolved, satisfaction, at: now.toISOString() };
      await this.outbox.add('intake.letter-rated', orderCode, rated);
    });
    return this.view({ ...letter, rating: { resolved, satisfaction } });
  }

  private async letter(code: string, queryCode: string): Promise<AppealEntity> {
    const letter = await this.appeals.byCode(code);
    const right = this.secrets.matches(queryCode, letter?.queryHash ?? null);
    if (!letter || !right) throw new DomainError('not_found');
    return letter;
  }

  private async view(letter: AppealEntity): Promise<LetterView> {
    const order = letter.orderCode === null ? null : await this.facts.order(letter.orderCode);
    const published = letter.orderCode === null ? null : await this.facts.published(letter.orderCode);
    const title = letter.confidential ? this.secrets.title(letter) : letter.title;
    return toLetterView({ ...letter, title }, order, await this.facts.units(), { ...this.secrets.now(), published });
  }
}
