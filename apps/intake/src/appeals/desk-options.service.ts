import { Injectable } from '@nestjs/common';
import { type IntakeOptions } from '@minsheng/contracts';
import { Settings } from '@minsheng/platform';
import { CategoriesService } from '../categories/categories.service';
import { UnitsCopy } from '../units/units-copy.repository';

/** What the registration form offers now, from the tables that administrators edit. */
@Injectable()
export class DeskOptions {
  constructor(
    private readonly categories: CategoriesService,
    private readonly units: UnitsCopy,
    private readonly settings: Settings,
  ) {}

  async options(): Promise<IntakeOptions> {
    const tree = await this.units.tree();
    const townships = tree.all().filter((unit) => unit.kind === 'township');
    const channels = this.settings.channels().filter(({ active }) => active);
    return {
      channels: channels.map(
        ({ code, label, instructionRequired, instructionChain, identityRequired, publishable }) => {
          return { code, label, instructionRequired, instructionChain, identityRequired, publishable };
        },
      ),
      categories: await this.categories.list(),
      townships: townships.map(({ code, name }) => ({ code, name })),
    };
  }

  /** What pages call a channel, also one that was switched off. */
  channelLabel(code: string): string {
    return this.settings.channelLabel(code);
  }
}
