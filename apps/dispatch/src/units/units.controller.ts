import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type UnitView } from '@minsheng/contracts';
import { UnitsService } from './units.service';

@ApiTags('dispatch')
@Controller('dispatch/units')
export class UnitsController {
  constructor(private readonly units: UnitsService) {}

  /** Every unit that may lead an order. */
  @Get()
  @ApiOperation({ summary: '全部可主办单位，一次返回' })
  list(): Promise<{ items: UnitView[]; nextCursor: null }> {
    return this.units.list();
  }
}
