import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  TABLE_CONTENT_TYPE,
  type TableReport,
  type UnitDependents,
  type UnitRecord,
  type UnitTable,
  type UnitView,
} from '@minsheng/contracts';
import { type Actor } from '@minsheng/domain';
import {
  CurrentActor,
  Idempotency,
  type IdempotencyRequest,
  IdempotentRuns,
  Roles,
  TableFile,
} from '@minsheng/platform';
import { UnitAdmin } from './unit-admin.service';
import { ChangeUnitDto, CreateUnitDto, LoadQueryDto, VersionDto } from './units.dto';
import { UnitsService } from './units.service';

/** Everybody reads the units that may lead; an administrator keeps them (rules §1). */
@ApiTags('dispatch')
@Controller('dispatch/units')
export class UnitsController {
  constructor(
    private readonly units: UnitsService,
    private readonly admin: UnitAdmin,
    private readonly idempotent: IdempotentRuns,
  ) {}

  /** Every unit that may lead an order. */
  @Get()
  @ApiOperation({ summary: '全部可主办单位，一次返回' })
  list(): Promise<{ items: UnitView[]; nextCursor: null }> {
    return this.units.list();
  }

  @Roles('admin')
  @Get('table')
  @ApiOperation({ summary: '单位管理：全部单位（含已停用）及版本；rewriting 为单位移动后工单可见范围的更新进度' })
  table(): Promise<UnitTable> {
    return this.admin.table();
  }

  @Roles('admin')
  @Post()
  @ApiOperation({ summary: '新增单位' })
  create(
    @Body() body: CreateUnitDto,
    @CurrentActor() actor: Actor,
    @Idempotency() request: IdempotencyRequest,
  ): Promise<UnitRecord> {
    return this.idempotent.run(request, () => this.admin.create(body, actor));
  }

  @Roles('admin')
  @HttpCode(200)
  @Post('load')
  @ApiConsumes(TABLE_CONTENT_TYPE)
  @ApiBody({ schema: { type: 'string', format: 'binary' }, description: '.xlsx 或 .csv 文件本身，不超过 2 MB' })
  @ApiOperation({ summary: '批量载入单位：默认只预览，apply=true 时全部写入或全部不写' })
  load(
    @TableFile() file: Buffer,
    @Query() { apply }: LoadQueryDto,
    @CurrentActor() actor: Actor,
    @Idempotency() request: IdempotencyRequest,
  ): Promise<TableReport> {
    if (apply !== 'true') return this.admin.load(file, false, actor);
    return this.idempotent.run(request, () => this.admin.load(file, true, actor));
  }

  /** Name, kind and place; what is left out of the place stands at the top. */
  @Roles('admin')
  @Put(':code')
  @ApiOperation({ summary: '修改单位名称、类型、上级；移动单位即改变谁能查看其工单' })
  change(@Param('code') code: string, @Body() body: ChangeUnitDto, @CurrentActor() actor: Actor): Promise<UnitRecord> {
    return this.admin.edit(code, body, actor);
  }

  @Roles('admin')
  @Get(':code/dependents')
  @ApiOperation({ summary: '停用单位前还须处理的工单数、账号、下属单位' })
  dependents(@Param('code') code: string): Promise<UnitDependents> {
    return this.admin.dependents(code);
  }

  @Roles('admin')
  @HttpCode(200)
  @Post(':code/deactivate')
  @ApiOperation({ summary: '停用单位：尚有未办结工单、启用的账号或下属单位时不能停用' })
  close(
    @Param('code') code: string,
    @Body() { version }: VersionDto,
    @CurrentActor() actor: Actor,
  ): Promise<UnitRecord> {
    return this.admin.close(code, version, actor);
  }

  @Roles('admin')
  @HttpCode(200)
  @Post(':code/reactivate')
  @ApiOperation({ summary: '重新启用单位' })
  reopen(
    @Param('code') code: string,
    @Body() { version }: VersionDto,
    @CurrentActor() actor: Actor,
  ): Promise<UnitRecord> {
    return this.admin.reopen(code, version, actor);
  }
}
