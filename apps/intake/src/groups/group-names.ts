import { Injectable } from '@nestjs/common';
import { CategoriesService } from '../categories/categories.service';
import { UnitsCopy } from '../units/units-copy.repository';

const MOST_LETTERS = 300;

/** What a group alert is about, in words. */
@Injectable()
export class GroupNames {
  constructor(
    private readonly units: UnitsCopy,
    private readonly categories: CategoriesService,
  ) {}

  /** The place as it was typed, township and category by name, or the order's code. */
  async of(subject: {
    readonly likeness: { readonly orderCode?: string; readonly townshipCode?: string; readonly categoryCode?: string };
    readonly location?: string | null;
  }): Promise<string> {
    const { orderCode, townshipCode, categoryCode } = subject.likeness;
    if (subject.location) return subject.location.slice(0, MOST_LETTERS);
    if (townshipCode === undefined) return orderCode ?? '';
    const category = (await this.categories.list()).find(({ code }) => code === categoryCode);
    return `${(await this.units.tree()).name(townshipCode)} · ${category?.name ?? categoryCode ?? ''}`;
  }
}
