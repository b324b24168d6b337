import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type SubmitLetterResponse } from '@minsheng/contracts';
import { appealCode, civilDateOf, DomainError, normalisePhone } from '@minsheng/domain';
import { Clock, type IdempotencyRequest, IdempotentRuns, isDuplicateKey, Sealer } from '@minsheng/platform';
import { AppealRules } from '../appeals/appeal-rules';
import { AppealsRepository } from '../appeals/appeals.repository';
import { AppealsService } from '../appeals/appeals.service';
import { newAppeal, type NewAppeal } from '../appeals/new-appeal';
import { OrderNumbers } from '../appeals/order-numbers.repository';
import { CaptchaService } from './captcha.service';
import { type SubmitLetterDto } from './letters.dto';
import { newQueryCode } from './query-code';

/** Mailboxes that the public writes to. */
const MAILBOXES: readonly string[] = ['county_mailbox'];

/** Makes the stored letter out of what was typed. */
@Injectable()
export class LetterKeys {
  constructor(
    private readonly sealer: Sealer,
    private readonly clock: Clock,
  ) {}

  now(): Date {
    return this.clock.now();
  }

  letter(dto: SubmitLetterDto, issued: { number: string; queryCode: string; now: Date }): NewAppeal {
    const { mailbox, kind, title, content, location, townshipCode, publishable, confidential, name, phone, address } =
      dto;
    const { number, queryCode, now } = issued;
    return newAppeal(
      {
        channel: mailbox,
        kind,
        title,
        content,
        publishable,
        confidential: confidential ?? false,
        ...(location === undefined ? {} : { location }),
        ...(townshipCode === undefined ? {} : { townshipCode }),
        appealCode: appealCode(number),
        orderCode: number,
        registeredAt: now,
        queryHash: this.sealer.hash(queryCode),
        repeatKey: this.repeatKey(dto, now),
      },
      { name, phone, ...(address === undefined ? {} : { address }) },
      this.sealer,
    );
  }

  /** The same number with the same title and content on one Shanghai date is one letter (rules §3). */
  private repeatKey({ phone, title, content }: SubmitLetterDto, now: Date): string {
    const text = createHash('sha256').update(`${title}\n${content}`).digest('hex');
    return this.sealer.hash(`${normalisePhone(phone)} ${civilDateOf(now)} ${text}`);
  }
}

/** Writing to the mayor: no account; the letter's code and its query code are the key from then on. */
@Injectable()
export class LettersService {
  constructor(
    private readonly registration: AppealsService,
    private readonly appeals: AppealsRepository,
    private readonly rules: AppealRules,
    private readonly numbers: OrderNumbers,
    private readonly captcha: CaptchaService,
    private readonly idempotent: IdempotentRuns,
    private readonly keys: LetterKeys,
  ) {}

  /** @throws DomainError mailbox_unknown, captcha_wrong, letter_repeated, unknown_unit, key_reused */
  async submit(dto: SubmitLetterDto, request: IdempotencyRequest): Promise<SubmitLetterResponse> {
    if (!MAILBOXES.includes(dto.mailbox)) throw new DomainError('mailbox_unknown', { mailbox: dto.mailbox });
    const channel = this.rules.channel(dto.mailbox);
    await this.rules.places(dto);
    const now = this.keys.now();
    const number = await this.numbers.next(now);
    const queryCode = newQueryCode();
    const letter = this.keys.letter(dto, { number, queryCode, now });
    const repeatKey = letter.repeatKey ?? '';
    return this.idempotent
      .run(request, async () => {
        await this.captcha.use(dto.captchaId, dto.captchaAnswer);
        if (await this.appeals.isRepeated(repeatKey)) throw new DomainError('letter_repeated');
        await this.registration.store(letter, channel);
        return { letterCode: letter.appealCode, queryCode };
      })
      .catch(async (error: unknown) => {
        // A wrong guess uses the picture up, or its sum could be tried out.
        if (error instanceof DomainError && error.code === 'captcha_wrong') await this.captcha.burn(dto.captchaId);
        // Two at the same moment: the unique index let one in.
        const lost = isDuplicateKey(error) && (await this.appeals.isRepeated(repeatKey));
        throw lost ? new DomainError('letter_repeated') : error;
      });
  }
}
