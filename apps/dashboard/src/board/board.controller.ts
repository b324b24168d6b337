import { type BoardSnapshot, type IndicatorsResponse } from '@minsheng/contracts';
import { type Actor } from '@minsheng/domain';
import { CurrentActor } from '@minsheng/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { IndicatorsService } from '../indicators/indicators.service';
import { BoardQuery, IndicatorsQuery } from './board.dto';

/** The board and the indicators of any period, within the scopes that the account may see. */
@ApiTags('dashboard')
@ApiBearerAuth()
@Controller('dashboard')
export class BoardController {
  constructor(private readonly indicators: IndicatorsService) {}

  @Get('board')
  board(@CurrentActor() actor: Actor, @Query() query: BoardQuery): Promise<BoardSnapshot> {
    return this.indicators.board(actor, query.scope);
  }

  @Get('indicators')
  period(@CurrentActor() actor: Actor, @Query() query: IndicatorsQuery): Promise<IndicatorsResponse> {
    return this.indicators.period(actor, query);
  }
}
