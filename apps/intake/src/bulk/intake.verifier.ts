import { Injectable } from '@nestjs/common';
import { type AppealRegistered } from '@minsheng/contracts';
import { toAppealRegistered } from '../appeals/appeal-events';
import { AppealsRepository } from '../appeals/appeals.repository';

const BATCH = 1000;

/** Hands every appeal on to the checks of the others: orders must exist, the board must have counted it. */
@Injectable()
export class IntakeVerifier {
  constructor(private readonly appeals: AppealsRepository) {}

  async verify(facts: (appeal: AppealRegistered) => void): Promise<void> {
    for (let last = 0; ;) {
      const batch = await this.appeals.after(last, BATCH);
      const newest = batch.at(-1);
      if (!newest) return;
      for (const appeal of batch) facts(toAppealRegistered(appeal));
      last = newest.id;
    }
  }
}
