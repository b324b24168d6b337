import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  type CallerView,
  type DeadlineExplanation,
  type DispatchPreview,
  type LedgerView,
  type OrderCounts,
  type OrderRow,
  type OrderView,
  type Page,
  ROLES,
} from '@minsheng/contracts';
import { type Actor, explainDue, parseLimit } from '@minsheng/domain';
import {
  Settings,
  CurrentActor,
  Idempotency,
  type IdempotencyRequest,
  IdempotentRuns,
  Roles,
} from '@minsheng/platform';
import { OrderLedgers } from './order-ledger.service';
import { OrderPages } from './order-pages.service';
import { DeadlineQueryDto, OrderQueryDto, PreviewQueryDto, RevealDto } from './orders.dto';
import { OrdersService } from './orders.service';
import { RevealService } from './reveal.service';

/** Everybody but the auditor and the administrator; which orders, the policy says. */
export const ORDER_READERS = [
  'agent',
  'dispatcher',
  'callback_agent',
  'handler',
  'unit_head',
  'supervisor',
  'leader',
] as const;

@ApiTags('dispatch')
@Roles(...ORDER_READERS)
@Controller('dispatch/orders')
export class OrdersController {
  constructor(
    private readonly pages: OrderPages,
    private readonly orders: OrdersService,
    private readonly ledgers: OrderLedgers,
    private readonly reveals: RevealService,
    private readonly idempotent: IdempotentRuns,
  ) {}

  @Get()
  @ApiOperation({ summary: '工单列表：只列出您有权查看的工单' })
  list(@Query() query: OrderQueryDto, @CurrentActor() actor: Actor): Promise<Page<OrderRow>> {
    return this.pages.list(query, actor);
  }

  @Get('counts')
  @ApiOperation({ summary: '在办工单数：按状态，及逾期' })
  counts(@CurrentActor() actor: Actor): Promise<OrderCounts> {
    return this.pages.counts(actor);
  }

  @Get(':code')
  @ApiOperation({ summary: '工单详情、可进行的操作和办理经过' })
  get(@Param('code') code: string, @CurrentActor() actor: Actor): Promise<OrderView> {
    return this.pages.get(code, actor);
  }

  @Get(':code/deadline')
  @ApiOperation({ summary: '办理时限为什么是这一天' })
  explain(@Param('code') code: string, @CurrentActor() actor: Actor): Promise<DispatchPreview> {
    return this.pages.explain(code, actor);
  }

  @Get(':code/ledger')
  @ApiOperation({ summary: '时长台账：从登记到办结，工单在谁手里、为什么、用了多少工作时间' })
  ledger(@Param('code') code: string, @CurrentActor() actor: Actor): Promise<LedgerView> {
    return this.ledgers.of(code, actor);
  }

  @Roles('dispatcher')
  @Get(':code/dispatch-preview')
  @ApiOperation({ summary: '现在派单将产生的时限' })
  preview(
    @Param('code') code: string,
    @Query() query: PreviewQueryDto,
    @CurrentActor() actor: Actor,
  ): Promise<DispatchPreview> {
    return this.pages.preview(code, query, actor);
  }

  /** Open to every role: an unknown action is told before the role is judged (contract.md), both by the service. */
  @Roles(...ROLES)
  @HttpCode(200)
  @Post(':code/actions/:action')
  @ApiOperation({ summary: '办理工单：{version, …} → 工单' })
  act(
    @Param('code') code: string,
    @Param('action') action: string,
    @Body() body: Record<string, unknown>,
    @CurrentActor() actor: Actor,
    @Idempotency() request: IdempotencyRequest,
  ): Promise<OrderView> {
    if (request.key === null) return this.orders.act(code, action, body, actor);
    return this.idempotent.run(request, () => this.orders.act(code, action, body, actor));
  }

  @HttpCode(200)
  @Post(':code/reveal')
  @ApiOperation({ summary: '查看诉求人联系方式：须写明理由，每次留痕' })
  @ApiBody({ type: RevealDto })
  reveal(
    @Param('code') code: string,
    @Body() body: Record<string, unknown>,
    @CurrentActor() actor: Actor,
  ): Promise<CallerView> {
    return this.reveals.reveal(code, body, actor);
  }
}

@ApiTags('dispatch')
@Controller('dispatch/deadline')
export class DeadlineController {
  constructor(private readonly settings: Settings) {}

  @Get()
  @ApiOperation({ summary: '按工作日历推算时限，并逐日说明' })
  explain(@Query() { start, limit }: DeadlineQueryDto): DeadlineExplanation {
    return explainDue(start, parseLimit(limit), this.settings.current());
  }
}
