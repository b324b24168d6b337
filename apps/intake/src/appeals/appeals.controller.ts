import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  type AppealView,
  type CallerView,
  type IntakeOptions,
  type RegisterAppealResponse,
  type SimilarAppealRow,
} from '@minsheng/contracts';
import { type Actor } from '@minsheng/domain';
import { CurrentActor, Idempotency, type IdempotencyRequest, Roles } from '@minsheng/platform';
import { AppealPages } from './appeal-pages.service';
import { RegisterAppealDto, RevealAppealDto, SimilarQueryDto } from './appeals.dto';
import { AppealsService } from './appeals.service';

@ApiTags('intake')
@Controller('intake')
export class AppealsController {
  constructor(
    private readonly appeals: AppealsService,
    private readonly pages: AppealPages,
  ) {}

  @Roles('agent')
  @Post('appeals')
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: '同一键 24 小时内只登记一次' })
  @ApiOperation({ summary: '登记诉求：直接答复、不予受理、转接、并入工单，或转办工单' })
  register(
    @Body() body: RegisterAppealDto,
    @CurrentActor() actor: Actor,
    @Idempotency() request: IdempotencyRequest,
  ): Promise<RegisterAppealResponse> {
    return this.appeals.register(body, actor, request);
  }

  @Roles('agent', 'dispatcher', 'supervisor', 'leader')
  @Get('appeals/:code')
  @ApiOperation({ summary: '诉求详情：话务员只能看自己登记的' })
  get(@Param('code') code: string, @CurrentActor() actor: Actor): Promise<AppealView> {
    return this.pages.get(code, actor);
  }

  @Roles('agent', 'dispatcher')
  @HttpCode(200)
  @Post('appeals/:code/reveal')
  @ApiOperation({ summary: '查看诉求人联系方式：须写明理由，每次留痕' })
  @ApiBody({ type: RevealAppealDto })
  reveal(
    @Param('code') code: string,
    @Body() body: Record<string, unknown>,
    @CurrentActor() actor: Actor,
  ): Promise<CallerView> {
    return this.pages.reveal(code, body, actor);
  }

  @Roles('agent', 'dispatcher')
  @Get('similar')
  @ApiOperation({ summary: '同号码、同地点的在办工单' })
  similar(@Query() query: SimilarQueryDto): Promise<{ items: SimilarAppealRow[] }> {
    return this.pages.similar(query);
  }

  @Roles('agent', 'dispatcher', 'callback_agent', 'handler', 'unit_head', 'supervisor', 'leader')
  @Get('options')
  @ApiOperation({ summary: '登记表的选项：渠道、事项分类、乡镇' })
  options(): Promise<IntakeOptions> {
    return this.pages.options();
  }
}
