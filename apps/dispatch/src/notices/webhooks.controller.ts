import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  type DeliveryRulesView,
  type DeliveryView,
  type Page,
  type WebhookSecretView,
  type WebhookSettings,
  type WebhookTargetView,
} from '@minsheng/contracts';
import { type Actor } from '@minsheng/domain';
import { CurrentActor, Idempotency, type IdempotencyRequest, IdempotentRuns, Roles } from '@minsheng/platform';
import { DeliveryLog } from './delivery-log.service';
import {
  ChangeWebhookTargetDto,
  ConfirmedDto,
  DeliveriesQueryDto,
  DeliveryRulesDto,
  WebhookTargetDto,
} from './notices.dto';
import { WebhooksService } from './webhooks.service';

/** The county's own gateways for text messages or WeCom: set by the administrator, who sees no case (rules §1). */
@ApiTags('dispatch')
@Roles('admin')
@Controller('dispatch/webhooks')
export class WebhooksController {
  constructor(
    private readonly webhooks: WebhooksService,
    private readonly log: DeliveryLog,
    private readonly idempotent: IdempotentRuns,
  ) {}

  @Get()
  @ApiOperation({ summary: '通知网关和投递规则' })
  settings(): Promise<WebhookSettings> {
    return this.webhooks.settings();
  }

  @Post('targets')
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: '同一键 24 小时内只新建一次' })
  @ApiOperation({ summary: '新建网关；签名密钥只显示这一次' })
  create(
    @Body() body: WebhookTargetDto,
    @CurrentActor() actor: Actor,
    @Idempotency() request: IdempotencyRequest,
  ): Promise<WebhookSecretView> {
    return this.idempotent.run(request, () => this.webhooks.create(body, actor));
  }

  @HttpCode(200)
  @Post('targets/:code')
  @ApiOperation({ summary: '修改网关：{version, …}' })
  update(
    @Param('code') code: string,
    @Body() body: ChangeWebhookTargetDto,
    @CurrentActor() actor: Actor,
  ): Promise<WebhookTargetView> {
    return this.webhooks.update(code, body, actor);
  }

  @HttpCode(200)
  @Post('targets/:code/secret')
  @ApiOperation({ summary: '更换签名密钥：旧密钥立即失效，新密钥只显示这一次' })
  renewSecret(
    @Param('code') code: string,
    @Body() _body: ConfirmedDto,
    @CurrentActor() actor: Actor,
  ): Promise<WebhookSecretView> {
    return this.webhooks.renewSecret(code, actor);
  }

  @HttpCode(200)
  @Post('targets/:code/test')
  @ApiOperation({ summary: '立即发送一条测试通知' })
  trial(@Param('code') code: string, @Body() _body: ConfirmedDto, @CurrentActor() actor: Actor): Promise<DeliveryView> {
    return this.log.trial(code, actor);
  }

  @HttpCode(200)
  @Post('targets/:code/remove')
  @ApiOperation({ summary: '删除网关，取消等待中的投递' })
  remove(
    @Param('code') code: string,
    @Body() _body: ConfirmedDto,
    @CurrentActor() actor: Actor,
  ): Promise<WebhookTargetView> {
    return this.webhooks.remove(code, actor);
  }

  @HttpCode(200)
  @Post('rules')
  @ApiOperation({ summary: '修改投递规则：免打扰时段、重试间隔、保留天数；每次修改为一个新版本' })
  setRules(@Body() body: DeliveryRulesDto, @CurrentActor() actor: Actor): Promise<DeliveryRulesView> {
    return this.webhooks.setRules(body, actor);
  }

  @Get('deliveries')
  @ApiOperation({ summary: '投递记录，最新在前；只有工单编号，没有工单内容' })
  deliveries(@Query() query: DeliveriesQueryDto): Promise<Page<DeliveryView>> {
    return this.log.list(query);
  }

  @HttpCode(200)
  @Post('deliveries/:id/redeliver')
  @ApiOperation({ summary: '重新投递一条已结束的投递，编号不变' })
  redeliver(@Param('id') id: string, @Body() _body: ConfirmedDto, @CurrentActor() actor: Actor): Promise<DeliveryView> {
    return this.log.redeliver(id, actor);
  }
}
