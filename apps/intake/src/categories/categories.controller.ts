import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type CategoryLoad, type CategoryRow } from '@minsheng/contracts';
import { type Actor } from '@minsheng/domain';
import { CurrentActor, Idempotency, type IdempotencyRequest, IdempotentRuns, Roles } from '@minsheng/platform';
import { CategoriesAdmin } from './categories-admin.service';
import { ChangeCategoryDto, LoadCategoriesDto, SaveCategoryDto } from './categories.dto';

/** The tree of matters 事项分类, edited by the administrator. */
@ApiTags('intake')
@Roles('admin')
@Controller('intake/categories')
export class CategoriesController {
  constructor(
    private readonly categories: CategoriesAdmin,
    private readonly idempotent: IdempotentRuns,
  ) {}

  @Get()
  @ApiOperation({ summary: '事项分类全表，含已停用的和各自的诉求数' })
  list(): Promise<{ items: CategoryRow[]; nextCursor: null }> {
    return this.categories.list();
  }

  @Post()
  @ApiOperation({ summary: '新增分类' })
  create(
    @Body() body: SaveCategoryDto,
    @CurrentActor() actor: Actor,
    @Idempotency() request: IdempotencyRequest,
  ): Promise<CategoryRow> {
    return this.idempotent.run(request, () => this.categories.create(body, actor));
  }

  @HttpCode(200)
  @Post('load')
  @ApiOperation({ summary: '批量载入 .xlsx/.csv：apply=false 只预览，有误时不载入' })
  load(@Body() body: LoadCategoriesDto, @CurrentActor() actor: Actor): Promise<CategoryLoad> {
    return this.categories.load(body, actor);
  }

  @HttpCode(200)
  @Post(':code')
  @ApiOperation({ summary: '改名、移动、停用或恢复分类；分类不删除' })
  change(
    @Param('code') code: string,
    @Body() body: ChangeCategoryDto,
    @CurrentActor() actor: Actor,
  ): Promise<CategoryRow> {
    return this.categories.change(code, body, actor);
  }
}
