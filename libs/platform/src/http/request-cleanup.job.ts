import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { SingleRun } from '../jobs';
import { IdempotentRuns } from './idempotency';

/** Keys of requests are kept for a day (contract.md). */
@Injectable()
export class RequestCleanupJob {
  constructor(
    private readonly single: SingleRun,
    private readonly runs: IdempotentRuns,
  ) {}

  @Cron('23 * * * *')
  async clean(): Promise<void> {
    await this.single.run('platform.request-cleanup', 600, () => this.runs.forgetOld());
  }
}
