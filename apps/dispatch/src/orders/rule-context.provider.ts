import { Injectable } from '@nestjs/common';
import { type Action, type Channel, type ReasonList } from '@minsheng/contracts';
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
  request_exclusion: 'exclusion',
};

/** What the rules may look at, and the words that administrators chose for what is shown. */
export interface ViewContext extends RuleContext {
  channelLabel(code: string): string;
}

/** What of the table of channels the rules go by. */
function channelRules(channels: readonly Channel[]): Pick<RuleContext, 'callbackPercents' | 'publishingChannels'> {
  return {
    callbackPercents: Object.fromEntries(channels.map(({ code, callbackPercent }) => [code, callbackPercent])),
    publishingChannels: channels.filter(({ publishable }) => publishable).map(({ code }) => code),
  };
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
      ...channelRules(this.settings.channels()),
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
    const { reasonCode, categoryCode } = input as Readonly<Record<string, unknown>>;
    const code = list === 'exclusion' ? categoryCode : reasonCode;
    if (list && typeof code === 'string') refuseReason(this.settings.reasons(), list, code);
  }
}
