import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { SingleRun } from '@minsheng/platform';
import { CaptchaService } from './captcha.service';

/** Used captchas need not be remembered for ever. */
@Injectable()
export class CaptchaCleanupJob {
  constructor(
    private readonly single: SingleRun,
    private readonly captchas: CaptchaService,
  ) {}

  @Cron('17 * * * *')
  async clean(): Promise<void> {
    await this.single.run('intake.captcha-cleanup', 600, () => this.captchas.forgetOld());
  }
}
