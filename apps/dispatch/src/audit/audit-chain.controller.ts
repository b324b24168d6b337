import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type AuditChainView, type ChainCheckView } from '@minsheng/contracts';
import { type Actor } from '@minsheng/domain';
import { CurrentActor, PatternField, Roles } from '@minsheng/platform';
import { AuditChainPage } from './audit-chain.page';
import { ChainChecks } from '../chain/chain-checks.service';

class VerifyDto {
  @PatternField('工单编号 orderCode', /^\d{14}$/, '须为 14 位数字；不填则校验全部', { optional: true })
  orderCode?: string;
}

/** How the chains stand, and checking them: the auditor's alone (等保 三权分立). */
@ApiTags('dispatch')
@Roles('auditor')
@Controller('dispatch/audit')
export class AuditChainController {
  constructor(
    private readonly pages: AuditChainPage,
    private readonly checks: ChainChecks,
  ) {}

  @Get('chain')
  @ApiOperation({ summary: '存证状态：审计链、最近一次日锚、最近一次校验及其进度' })
  state(): Promise<AuditChainView> {
    return this.pages.state();
  }

  @Post('verify')
  @HttpCode(200)
  @ApiOperation({ summary: '校验一件工单的经过（立即给出结果），或全部（在后台进行，进度见存证状态）' })
  verify(@Body() { orderCode }: VerifyDto, @CurrentActor() actor: Actor): Promise<ChainCheckView> {
    return this.checks.ask(orderCode ?? null, actor);
  }
}
