import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type ExtensionPreview, type TimeBounds } from '@minsheng/contracts';
import { type Actor } from '@minsheng/domain';
import { CurrentActor, QueryIntField, Roles } from '@minsheng/platform';
import { OrderPreviews } from './order-previews.service';
import { ORDER_READERS } from './orders.controller';

export class ExtensionPreviewQueryDto {
  @QueryIntField('延期工作日 workdays', { min: 1, max: 250, optional: true }) workdays?: number;
}

@ApiTags('dispatch')
@Roles(...ORDER_READERS)
@Controller('dispatch/orders')
export class OrderPreviewsController {
  constructor(private readonly previews: OrderPreviews) {}

  @Get(':code/extension-preview')
  @ApiOperation({ summary: '延期若干工作日后的时限，以及最多可延多少' })
  extension(
    @Param('code') code: string,
    @Query() { workdays }: ExtensionPreviewQueryDto,
    @CurrentActor() actor: Actor,
  ): Promise<ExtensionPreview> {
    return this.previews.extension(code, workdays ?? null, actor);
  }

  @Get(':code/time-bounds')
  @ApiOperation({ summary: '现在停表、现在加派协办，最晚各到什么时候' })
  bounds(@Param('code') code: string, @CurrentActor() actor: Actor): Promise<TimeBounds> {
    return this.previews.bounds(code, actor);
  }
}
