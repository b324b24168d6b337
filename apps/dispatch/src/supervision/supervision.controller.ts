import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type CardRow, type Page, type SheetRow, type UnitCards } from '@minsheng/contracts';
import { type Actor } from '@minsheng/domain';
import { CurrentActor, Roles } from '@minsheng/platform';
import { CardCountQueryDto, CardQueryDto, SheetQueryDto } from './supervision.dto';
import { SupervisionPages } from './supervision-pages.service';

/** The ledgers of supervision: for those who press, and for the units that are pressed. */
@ApiTags('dispatch')
@Roles('supervisor', 'leader', 'dispatcher', 'handler', 'unit_head')
@Controller('dispatch/supervision')
export class SupervisionController {
  constructor(private readonly pages: SupervisionPages) {}

  @Get('cards')
  @ApiOperation({ summary: '发牌记录：按单位、月份、级别，最新在前；单位人员只见本单位及下属单位' })
  cards(@Query() query: CardQueryDto, @CurrentActor() actor: Actor): Promise<Page<CardRow>> {
    return this.pages.cards(query, actor);
  }

  @Get('cards/counts')
  @ApiOperation({ summary: '各单位当月牌数' })
  counts(
    @Query() query: CardCountQueryDto,
    @CurrentActor() actor: Actor,
  ): Promise<{ items: UnitCards[]; nextCursor: null }> {
    return this.pages.cardCounts(query, actor);
  }

  @Get('orders')
  @ApiOperation({ summary: '督办台账：督办单和批示，超期未反馈的在前' })
  sheets(@Query() query: SheetQueryDto, @CurrentActor() actor: Actor): Promise<Page<SheetRow>> {
    return this.pages.sheets(query, actor);
  }
}
