import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type CaptchaResponse, type LetterView, type SubmitLetterResponse } from '@minsheng/contracts';
import { Idempotency, type IdempotencyRequest, Public, PublicThrottle } from '@minsheng/platform';
import { CaptchaService } from './captcha.service';
import { LetterTracking } from './letter-tracking.service';
import { RateLetterDto, SubmitLetterDto } from './letters.dto';
import { LettersService } from './letters.service';

@ApiTags('public')
@Public()
@UseGuards(PublicThrottle)
@Controller('public')
export class LettersController {
  constructor(
    private readonly letters: LettersService,
    private readonly tracking: LetterTracking,
    private readonly captchas: CaptchaService,
  ) {}

  @Get('captcha')
  @ApiOperation({ summary: '验证码：图片，或文字算术题' })
  captcha(): CaptchaResponse {
    return this.captchas.create();
  }

  @Post('letters')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOperation({ summary: '写信：返回信件编号和只显示一次的查询码' })
  submit(@Body() body: SubmitLetterDto, @Idempotency() request: IdempotencyRequest): Promise<SubmitLetterResponse> {
    return this.letters.submit(body, request);
  }

  @Get('letters/:code')
  @ApiHeader({ name: 'X-Query-Code', required: false, description: '查询码；也可用 ?queryCode=' })
  @ApiOperation({ summary: '查询信件办理进度和答复' })
  follow(
    @Param('code') code: string,
    @Headers('x-query-code') header: string | undefined,
    @Query('queryCode') query: string | undefined,
  ): Promise<LetterView> {
    return this.tracking.follow(code, header ?? String(query ?? ''));
  }

  @HttpCode(200)
  @Post('letters/:code/rating')
  @ApiOperation({ summary: '评价：每封信一次' })
  rate(@Param('code') code: string, @Body() body: RateLetterDto): Promise<LetterView> {
    return this.tracking.rate(code, body);
  }
}
