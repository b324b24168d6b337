import { randomInt, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type CaptchaResponse } from '@minsheng/contracts';
import { DomainError } from '@minsheng/domain';
import { AppConfig, Clock, Sealer } from '@minsheng/platform';
import svgCaptcha from 'svg-captcha';
import { UsedCaptchasRepository } from './used-captchas.repository';

const LIFE_MINUTES = 15;
const DIGITS = '零一二三四五六七八九';

interface Challenge {
  readonly answers: readonly string[];
  readonly nonce: string;
  readonly until: number;
}

/**
 * A picture to read, or the same check as a sum in words for those who cannot see it. The answer travels sealed in the
 * id, so that any replica can judge it; a used one is remembered.
 */
@Injectable()
export class CaptchaService {
  constructor(
    private readonly config: AppConfig,
    private readonly used: UsedCaptchasRepository,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
  ) {}

  /** Where captchas are off, an empty picture says that none is asked. */
  create(): CaptchaResponse {
    if (!this.config.captcha) return { captchaId: '', svg: '' };
    const { text, data } = svgCaptcha.create({
      size: 4,
      noise: 2,
      ignoreChars: '0oO1iIlL',
      color: true,
      background: '#f5f7fa',
    });
    const [a, b] = [randomInt(1, 10), randomInt(1, 10)];
    const challenge: Challenge = {
      answers: [text.toLowerCase(), String(a + b)],
      nonce: randomUUID(),
      until: this.clock.now().getTime() + LIFE_MINUTES * 60_000,
    };
    const question = `${DIGITS[a] ?? ''}加${DIGITS[b] ?? ''}等于多少？（填数字）`;
    return { captchaId: this.sealer.seal(JSON.stringify(challenge)), svg: data, question };
  }

  /** Judges and uses up an answer, in the caller's transaction. @throws DomainError captcha_wrong */
  async use(captchaId: string | undefined, answer: string | undefined): Promise<void> {
    if (!this.config.captcha) return;
    const challenge = this.open(captchaId ?? '');
    const given = (answer ?? '').trim().toLowerCase();
    const now = this.clock.now();
    if (!challenge || challenge.until < now.getTime() || !challenge.answers.includes(given))
      throw new DomainError('captcha_wrong');
    if (!(await this.used.add(challenge.nonce, now))) throw new DomainError('captcha_wrong');
  }

  /** Makes a captcha worthless, in a transaction of its own. */
  async burn(captchaId: string | undefined): Promise<void> {
    const challenge = this.open(captchaId ?? '');
    if (challenge) await this.used.burn(challenge.nonce, this.clock.now());
  }

  async forgetOld(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - 2 * LIFE_MINUTES * 60_000);
    await this.used.forget(before);
  }

  private open(captchaId: string): Challenge | null {
    try {
      return JSON.parse(this.sealer.open(captchaId)) as Challenge;
    } catch {
      return null;
    }
  }
}
