import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type CallbackRow, type Page } from '@minsheng/contracts';
import { type Actor } from '@minsheng/domain';
import { CurrentActor, PatternField, QueryIntField, Roles } from '@minsheng/platform';
import { CallbacksService } from './callbacks.service';

export class CallbackQueryDto {
  @QueryIntField('每页条数 limit', { min: 1, max: 200, optional: true }) limit?: number;
  @PatternField('翻页标记 cursor', /^[\w-]{0,400}$/, '无效', { optional: true }) cursor?: string;
}

@ApiTags('dispatch')
@Controller('dispatch/callbacks')
export class CallbacksController {
  constructor(private readonly callbacks: CallbacksService) {}

  @Roles('callback_agent')
  @Get()
  @ApiOperation({ summary: '待回访工单：等得最久的在前，不含本人登记或承办的' })
  list(@Query() query: CallbackQueryDto, @CurrentActor() actor: Actor): Promise<Page<CallbackRow>> {
    return this.callbacks.list(query, actor);
  }
}
