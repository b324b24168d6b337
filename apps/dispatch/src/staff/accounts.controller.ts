import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  type AccountRecord,
  type AccountWithPassword,
  type Page,
  TABLE_CONTENT_TYPE,
  type TableReport,
} from '@minsheng/contracts';
import { type Actor } from '@minsheng/domain';
import {
  CurrentActor,
  Idempotency,
  type IdempotencyRequest,
  IdempotentRuns,
  Roles,
  SecurityPost,
  TableFile,
} from '@minsheng/platform';
import { LoadQueryDto } from '../units/units.dto';
import { AccountAdmin } from './account-admin.service';
import { AccountLoad } from './account-load.service';
import { AccountPages } from './account-pages.service';
import { AccountQueryDto, ChangeAccountDto, CreateAccountDto, DeedDto } from './accounts.dto';

/** The administrator's accounts; locks and passwords are the security post's where it is filled (rules §1, §9). */
@ApiTags('dispatch')
@Roles('admin')
@Controller('dispatch/accounts')
export class AccountsController {
  constructor(
    private readonly pages: AccountPages,
    private readonly admin: AccountAdmin,
    private readonly loading: AccountLoad,
    private readonly idempotent: IdempotentRuns,
  ) {}

  @SecurityPost()
  @Get()
  @ApiOperation({ summary: '账号列表，按用户名；allowedActions 是可对其进行的操作' })
  list(@Query() query: AccountQueryDto, @CurrentActor() actor: Actor): Promise<Page<AccountRecord>> {
    return this.pages.list(query, actor);
  }

  @Post()
  @ApiOperation({ summary: '新增账号：初始密码只在此回答中出现一次，首次登录须修改' })
  create(
    @Body() body: CreateAccountDto,
    @CurrentActor() actor: Actor,
    @Idempotency() request: IdempotencyRequest,
  ): Promise<AccountWithPassword> {
    return this.idempotent.run(request, () => this.admin.create(body, actor));
  }

  @HttpCode(200)
  @Post('load')
  @ApiConsumes(TABLE_CONTENT_TYPE)
  @ApiBody({ schema: { type: 'string', format: 'binary' }, description: '.xlsx 或 .csv 文件本身，不超过 2 MB' })
  @ApiOperation({ summary: '批量载入账号：默认只预览，apply=true 时全部写入或全部不写；初始密码只出现一次' })
  load(
    @TableFile() file: Buffer,
    @Query() { apply }: LoadQueryDto,
    @CurrentActor() actor: Actor,
    @Idempotency() request: IdempotencyRequest,
  ): Promise<TableReport> {
    if (apply !== 'true') return this.loading.preview(file, actor);
    return this.idempotent.run(request, () => this.loading.apply(file, actor));
  }

  @Put(':username')
  @ApiOperation({ summary: '修改姓名、角色、单位、岗位；权限变小时立即下线' })
  change(
    @Param('username') username: string,
    @Body() body: ChangeAccountDto,
    @CurrentActor() actor: Actor,
  ): Promise<AccountRecord> {
    return this.admin.change(username, body, actor);
  }

  @HttpCode(200)
  @Post(':username/disable')
  @ApiOperation({ summary: '停用账号并立即下线' })
  disable(
    @Param('username') username: string,
    @Body() { reason }: DeedDto,
    @CurrentActor() actor: Actor,
  ): Promise<AccountRecord> {
    return this.admin.disable(username, actor, reason);
  }

  @HttpCode(200)
  @Post(':username/enable')
  @ApiOperation({ summary: '启用账号' })
  enable(
    @Param('username') username: string,
    @Body() { reason }: DeedDto,
    @CurrentActor() actor: Actor,
  ): Promise<AccountRecord> {
    return this.admin.enable(username, actor, reason);
  }

  @SecurityPost()
  @HttpCode(200)
  @Post(':username/unlock')
  @ApiOperation({ summary: '解除连续输错密码的锁定' })
  unlock(
    @Param('username') username: string,
    @Body() { reason }: DeedDto,
    @CurrentActor() actor: Actor,
  ): Promise<AccountRecord> {
    return this.admin.unlock(username, actor, reason);
  }

  @SecurityPost()
  @HttpCode(200)
  @Post(':username/reset-password')
  @ApiOperation({ summary: '重置密码：新密码只在此回答中出现一次，首次登录须修改；原有登录全部下线' })
  reset(
    @Param('username') username: string,
    @Body() { reason }: DeedDto,
    @CurrentActor() actor: Actor,
  ): Promise<AccountWithPassword> {
    return this.admin.resetPassword(username, actor, reason);
  }

  @SecurityPost()
  @HttpCode(200)
  @Post(':username/cut-sessions')
  @ApiOperation({ summary: '强制下线' })
  cut(
    @Param('username') username: string,
    @Body() { reason }: DeedDto,
    @CurrentActor() actor: Actor,
  ): Promise<AccountRecord> {
    return this.admin.cutSessions(username, actor, reason);
  }
}
