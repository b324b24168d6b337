import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Param,
  ParseIntPipe,
  Post,
  Query,
  StreamableFile,
} from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import {
  type DirectoryEntryView,
  type DirectoryImportResult,
  type DirectorySuggestion,
  type DirectoryVersionView,
  type Page,
  type ProposalView,
  type UnitReturns,
} from '@minsheng/contracts';
import { type Actor } from '@minsheng/domain';
import { CurrentActor, Idempotency, type IdempotencyRequest, IdempotentRuns, Roles } from '@minsheng/platform';
import { DirectoryImport } from './directory-import.service';
import { DirectoryPages } from './directory-pages.service';
import { writeDirectory } from './directory-workbook';
import {
  ChangeEntryDto,
  DirectoryQueryDto,
  EntryDto,
  ImportDto,
  ProposalQueryDto,
  RetireEntryDto,
  ReturnsQueryDto,
  ruleOfDto,
} from './directory.dto';
import { DirectoryService } from './directory.service';
import { Proposals } from './proposals.service';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The 派单目录 as dispatchers and supervisors read it. */
@ApiTags('dispatch')
@Roles('dispatcher', 'supervisor')
@Controller('dispatch')
export class DirectoryReadController {
  constructor(
    private readonly pages: DirectoryPages,
    private readonly proposals: Proposals,
  ) {}

  @Get('directory')
  @ApiOperation({ summary: '派单目录：按编号，可按事项分类（含下级）、乡镇、单位筛选' })
  list(@Query() query: DirectoryQueryDto): Promise<Page<DirectoryEntryView>> {
    return this.pages.list(query);
  }

  @Get('directory.xlsx')
  @ApiProduces(XLSX)
  @ApiOperation({ summary: '同一筛选条件的派单目录表格，可修改后导入' })
  @Header('Cache-Control', 'private, no-store')
  async workbook(@Query() query: DirectoryQueryDto): Promise<StreamableFile> {
    const disposition = `attachment; filename="directory.xlsx"; filename*=UTF-8''${encodeURIComponent('派单目录.xlsx')}`;
    return new StreamableFile(await writeDirectory(await this.pages.entries(query)), { type: XLSX, disposition });
  }

  @Get('directory/suggestions')
  @ApiOperation({ summary: '近 90 天与目录不一致的派单，按事项分类和乡镇归类；目录不会自行改变' })
  async suggestions(): Promise<{ items: DirectorySuggestion[]; nextCursor: null }> {
    return { items: await this.proposals.suggestions(), nextCursor: null };
  }

  @Get('directory/returns')
  @ApiOperation({ summary: '各单位退单情况：所选时段内提出的退单及其结果' })
  returns(@Query() period: ReturnsQueryDto): Promise<{ items: UnitReturns[]; nextCursor: null }> {
    return this.pages.returns(period);
  }

  @Get('directory/:number/versions')
  @ApiOperation({ summary: '一条目录的全部版本，最新在前' })
  versions(
    @Param('number', ParseIntPipe) number: number,
  ): Promise<{ items: DirectoryVersionView[]; nextCursor: null }> {
    return this.pages.versions(number);
  }
}

/** What dispatchers lay down, and what it says at dispatch. */
@ApiTags('dispatch')
@Roles('dispatcher')
@Controller('dispatch')
export class DirectoryController {
  constructor(
    private readonly entries: DirectoryService,
    private readonly imports: DirectoryImport,
    private readonly proposals: Proposals,
    private readonly idempotent: IdempotentRuns,
  ) {}

  @Get('orders/:code/proposal')
  @ApiOperation({ summary: '派单目录对这件工单的建议：候选单位及理由' })
  proposal(
    @Param('code') code: string,
    @Query() { categoryCode }: ProposalQueryDto,
    @CurrentActor() actor: Actor,
  ): Promise<ProposalView> {
    return this.proposals.ofOrder(code, categoryCode, actor);
  }

  @Post('directory')
  @ApiOperation({ summary: '新增一条目录' })
  create(
    @Body() body: EntryDto,
    @CurrentActor() actor: Actor,
    @Idempotency() request: IdempotencyRequest,
  ): Promise<DirectoryEntryView> {
    const work = (): Promise<DirectoryEntryView> => this.entries.create(ruleOfDto(body), actor);
    return request.key === null ? work() : this.idempotent.run(request, work);
  }

  @HttpCode(200)
  @Post('directory/import')
  @ApiOperation({ summary: '导入表格：先预览，confirm 为 true 时写入' })
  import(@Body() { file, confirm = false }: ImportDto, @CurrentActor() actor: Actor): Promise<DirectoryImportResult> {
    return this.imports.run(Buffer.from(file, 'base64'), confirm, actor);
  }

  @HttpCode(200)
  @Post('directory/:number')
  @ApiOperation({ summary: '修改一条目录：成为新的版本，旧版本保留' })
  change(
    @Param('number', ParseIntPipe) number: number,
    @Body() { version, ...rule }: ChangeEntryDto,
    @CurrentActor() actor: Actor,
  ): Promise<DirectoryEntryView> {
    return this.entries.change({ number, version }, ruleOfDto(rule), actor);
  }

  @HttpCode(200)
  @Post('directory/:number/retire')
  @ApiOperation({ summary: '停用一条目录：保留全部版本，不再参与建议' })
  retire(
    @Param('number', ParseIntPipe) number: number,
    @Body() { version, reason }: RetireEntryDto,
    @CurrentActor() actor: Actor,
  ): Promise<DirectoryEntryView> {
    return this.entries.retire({ number, version }, reason, actor);
  }
}
