import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type GroupAlertView, type Page } from '@minsheng/contracts';
import { PatternField, QueryIntField, Roles } from '@minsheng/platform';
import { GroupAlerts } from './group-alerts.service';

export class GroupAlertsQueryDto {
  @QueryIntField('每页条数 limit', { min: 1, max: 200, optional: true }) limit?: number;
  @PatternField('翻页标记 cursor', /^[\w-]{0,400}$/, '无效', { optional: true }) cursor?: string;
}

@ApiTags('intake')
@Controller('intake/group-alerts')
export class GroupAlertsController {
  constructor(private readonly alerts: GroupAlerts) {}

  @Roles('dispatcher', 'supervisor', 'leader')
  @Get()
  @ApiOperation({ summary: '群诉预警：短时间内多人反映同一事项或同一地点' })
  list(@Query() query: GroupAlertsQueryDto): Promise<Page<GroupAlertView>> {
    return this.alerts.list(query);
  }
}
