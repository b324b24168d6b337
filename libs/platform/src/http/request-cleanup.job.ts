import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Revocations } from '../auth/revocations';
import { SingleRun } from '../jobs';
import { IdempotentRuns } from './idempotency';

/** Keys of requests are kept for a day (contract.md), ended sessions as long as their tokens live. */
@Injectable()
export class RequestCleanupJob {
  constructor(
    private readonly single: SingleRun,
    private readonly runs: IdempotentRuns,
    private readonly revocations: Revocations,
  ) {}

  @Cron('23 * * * *')
  async clean(): Promise<void> {
    await this.single.run('platform.request-cleanup', 600, async () => {
      await this.runs.forgetOld();
      await this.revocations.forgetOld();
    });
  }
}
