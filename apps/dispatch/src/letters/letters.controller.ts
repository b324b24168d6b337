import { Body, Controller, Get, Header, HttpCode, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { type LetterRegisterRow, type Page, type PublicationCheck } from '@minsheng/contracts';
import { type Actor } from '@minsheng/domain';
import { CurrentActor, Roles } from '@minsheng/platform';
import { PassThrough } from 'node:stream';
import { LetterRegister } from './letter-register.service';
import { PublicationCheckDto, RegisterQuery } from './letters.dto';
import { PublicationChecks } from './publication-check.service';
import { writeRegister } from './register-workbook';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** 信箱台账, for those who see every order. */
@ApiTags('dispatch')
@Roles('dispatcher', 'supervisor', 'leader')
@Controller('dispatch/letters')
export class LettersController {
  constructor(private readonly register: LetterRegister) {}

  @Get('register')
  @ApiOperation({ summary: '信箱台账：每封信件各环节的时间，最新的在前' })
  page(@Query() query: RegisterQuery, @CurrentActor() actor: Actor): Promise<Page<LetterRegisterRow>> {
    return this.register.page(query, actor);
  }

  @Get('register.xlsx')
  @ApiProduces(XLSX)
  @Header('Cache-Control', 'private, no-store')
  @ApiOperation({ summary: '信箱台账电子表格：与页面同一查询' })
  async workbook(@Query() query: RegisterQuery, @CurrentActor() actor: Actor): Promise<StreamableFile> {
    // Refused before the first byte, not in the middle of a file.
    await this.register.page({ ...query, limit: 1 }, actor);
    const heading = query.month ? `${query.month} 信箱台账` : '信箱台账';
    const file = new PassThrough();
    writeRegister(this.register.all(query, actor), heading, file).catch((error: Error) => file.destroy(error));
    const name = encodeURIComponent(`${heading}.xlsx`);
    return new StreamableFile(file, {
      type: XLSX,
      disposition: `attachment; filename="letters.xlsx"; filename*=UTF-8''${name}`,
    });
  }
}

@ApiTags('dispatch')
@Roles('dispatcher', 'supervisor')
@Controller('dispatch/orders')
export class PublicationController {
  constructor(private readonly checks: PublicationChecks) {}

  @HttpCode(200)
  @Post(':code/publication/check')
  @ApiOperation({
    summary: '公开前检查：文字中的电话、证件号、车牌号和来信人信息，及自动遮盖稿；姓名只能识别来信人本人',
  })
  @ApiBody({ type: PublicationCheckDto })
  check(
    @Param('code') code: string,
    @Body() body: Record<string, unknown>,
    @CurrentActor() actor: Actor,
  ): Promise<PublicationCheck> {
    return this.checks.check(code, body, actor);
  }
}
