import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { SingleRun } from '@minsheng/platform';
import { UnitsService } from '../units/units.service';
import { ReaderRewrites } from './reader-rewrites.repository';

const EVERY_SECOND = '* * * * * *';
const LEASE_SECONDS = 60;

/** Works off what moved units left to do, one process at a time, with other requests in between. */
@Injectable()
export class ReaderRewritesJob {
  constructor(
    private readonly single: SingleRun,
    private readonly rewrites: ReaderRewrites,
    private readonly units: UnitsService,
  ) {}

  @Cron(EVERY_SECOND)
  async look(): Promise<void> {
    if (await this.rewrites.next()) await this.single.run('dispatch.reader-rewrites', LEASE_SECONDS, () => this.work());
  }

  /** Until nothing is left that can be done now. */
  async work(): Promise<void> {
    for (let next = await this.rewrites.next(); next; next = await this.rewrites.next())
      await this.rewrites.step(next, await this.units.freshTree());
  }
}
