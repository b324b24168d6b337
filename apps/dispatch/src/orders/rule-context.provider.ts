import { Injectable } from '@nestjs/common';
import { type Action, type ReasonList } from '@minsheng/contracts';
import { DomainError, refuseReason, type RuleContext } from '@minsheng/domain';
import { Clock, Settings } from '@minsheng/platform';
import { CategoriesCopy } from '../routing/categories-copy.repository';
import { UnitsService } from '../units/units.service';

/** Which list the reason of an action is chosen from. */
const REASON_LISTS_OF: Readonly<Partial<Record<Action, ReasonList>>> = {
  request_return: 'return',
  pause: 'pause',
  request_termination: 'termination',
  terminate: 'termination',
};

/** What the rules may look at, and the words that administrators chose for what is shown. */
export interface ViewContext extends RuleContext {
  channelLabel(code: string): string;
}

/** Gathers what the rules may look at: now, the working calendar, the table of limits, the units. */
@Injectable()
export class RuleContexts {
  constructor(
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly units: UnitsService,
    private readonly categories: CategoriesCopy,
  ) {}

  async now(): Promise<ViewContext> {
    await this.settings.refresh();
    return {
      now: this.clock.now(),
      calendar: this.settings.current(),
      limits: this.settings.limits(),
      rules: this.settings.rules(),
      callbackPercents: Object.fromEntries(
        this.settings.channels().map(({ code, callbackPercent }) => [code, callbackPercent]),
      ),
      units: await this.units.tree(),
      channelLabel: (code) => this.settings.channelLabel(code),
    };
  }

  /** A matter that is recorded with an action must be one of the county's. @throws DomainError unknown_category */
  async refuseCategory(input: object): Promise<void> {
    const parts = 'parts' in input && Array.isArray(input.parts) ? (input.parts as readonly object[]) : [];
    const tree = await this.categories.tree();
    for (const each of [input, ...parts]) {
      const code = 'categoryCode' in each && !('reason' in each) ? each.categoryCode : undefined;
      if (typeof code === 'string' && !tree.isEmpty && !tree.has(code))
        throw new DomainError('unknown_category', { category: code });
    }
  }

  /** A reason that is recorded with an action must be one that is offered. @throws DomainError reason_not_offered */
  refuseReason(action: Action, input: object): void {
    const list = REASON_LISTS_OF[action];
    if (list && 'reasonCode' in input && typeof input.reasonCode === 'string') {
      refuseReason(this.settings.reasons(), list, input.reasonCode);
    }
  }
}
