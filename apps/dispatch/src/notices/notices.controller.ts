import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type NoticeCount, type NoticeView, type Page, ROLES } from '@minsheng/contracts';
import { type Actor } from '@minsheng/domain';
import { CurrentActor, Roles } from '@minsheng/platform';
import { NoticePages } from './notice-pages.service';
import { MarkReadDto, NoticesQueryDto } from './notices.dto';

/** Each account's own notices; of every order only what the account may read now (rules §9). */
@ApiTags('dispatch')
@Roles(...ROLES)
@Controller('dispatch/notices')
export class NoticesController {
  constructor(private readonly pages: NoticePages) {}

  @Get()
  @ApiOperation({ summary: '我的通知，最新在前；unread=true 只列未读' })
  list(@Query() { unread, limit, cursor }: NoticesQueryDto, @CurrentActor() actor: Actor): Promise<Page<NoticeView>> {
    return this.pages.list({ unread: unread === 'true', limit, cursor }, actor);
  }

  @Get('count')
  @ApiOperation({ summary: '未读通知数，最多数到 99' })
  count(@CurrentActor() actor: Actor): Promise<NoticeCount> {
    return this.pages.count(actor);
  }

  @HttpCode(200)
  @Post('read')
  @ApiOperation({ summary: '标为已读：{ids} 或 {upTo} → 剩余未读数' })
  read(@Body() body: MarkReadDto, @CurrentActor() actor: Actor): Promise<NoticeCount> {
    return this.pages.markRead(body, actor);
  }
}
