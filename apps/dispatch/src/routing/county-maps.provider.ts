import { Injectable } from '@nestjs/common';
import { type CountyMap } from '@minsheng/domain';
import { UnitsService } from '../units/units.service';
import { CategoriesCopy } from './categories-copy.repository';

/** Gathers what entries of the directory name: units and categories as they are now. */
@Injectable()
export class CountyMaps {
  constructor(
    private readonly units: UnitsService,
    private readonly categories: CategoriesCopy,
  ) {}

  async now(): Promise<CountyMap> {
    return { units: await this.units.tree(), categories: await this.categories.tree() };
  }
}
