import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  type CalendarPreview,
  type CalendarRun,
  type CurrentSettings,
  ROLES,
  type SettingCheck,
  type SettingDetail,
  type SettingSummary,
  type SettingVersionView,
} from '@minsheng/contracts';
import { type Actor } from '@minsheng/domain';
import { CurrentActor, Idempotency, type IdempotencyRequest, Roles } from '@minsheng/platform';
import { CalendarPreviews } from './calendar-preview.service';
import { CalendarRecompute } from './calendar-recompute.service';
import { SettingsAdmin } from './settings-admin.service';
import { CalendarPreviewDto, SaveSettingDto, SettingDraftDto, settingName } from './settings.dto';

/** The tables that an administrator edits: limits, calendar, rules of orders, channels, reasons. */
@ApiTags('settings')
@Roles('admin')
@Controller('dispatch/settings')
export class SettingsController {
  constructor(
    private readonly admin: SettingsAdmin,
    private readonly previews: CalendarPreviews,
    private readonly recompute: CalendarRecompute,
  ) {}

  @Get()
  @ApiOperation({ summary: '系统设置：各表的现行版本和最新版本' })
  list(): Promise<{ items: SettingSummary[]; nextCursor: null }> {
    return this.admin.list();
  }

  /** For every signed-in account: pages name channels and reasons by it. */
  @Roles(...ROLES)
  @Get('current')
  @ApiOperation({ summary: '现行渠道和原因选项' })
  current(): Promise<CurrentSettings> {
    return this.admin.current();
  }

  @Get('calendar/runs')
  @ApiOperation({ summary: '新日历生效后，在办工单时限重算的进度' })
  runs(): Promise<{ run: CalendarRun | null }> {
    return this.recompute.progress();
  }

  @HttpCode(200)
  @Post('calendar/preview')
  @ApiOperation({ summary: '新日历将移动哪些在办工单的时限、移动多少：只有编号，没有案件内容' })
  preview(@Body() body: CalendarPreviewDto): Promise<CalendarPreview> {
    return this.previews.preview(body);
  }

  @Get(':name')
  @ApiOperation({ summary: '一张表的全部版本，最新在前' })
  detail(@Param('name') name: string): Promise<SettingDetail> {
    return this.admin.detail(settingName(name));
  }

  @Get(':name/versions/:version')
  @ApiOperation({ summary: '一张表的某一版内容' })
  version(@Param('name') name: string, @Param('version') version: string): Promise<SettingVersionView> {
    return this.admin.version(settingName(name), Number(version));
  }

  @HttpCode(200)
  @Post(':name/check')
  @ApiOperation({ summary: '试算：检查填写内容，列出与最新版本的差别，不保存' })
  check(@Param('name') name: string, @Body() body: SettingDraftDto): Promise<SettingCheck> {
    return this.admin.check(settingName(name), body.data);
  }

  @Post(':name/versions')
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: '同一键 24 小时内只保存一次' })
  @ApiOperation({ summary: '保存新版本，自生效日期起执行；他人已先保存时返回 409 和最新版本' })
  save(
    @Param('name') name: string,
    @Body() body: SaveSettingDto,
    @CurrentActor() actor: Actor,
    @Idempotency() request: IdempotencyRequest,
  ): Promise<SettingVersionView> {
    return this.admin.save(settingName(name), body, actor, request);
  }
}
