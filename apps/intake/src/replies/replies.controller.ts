import { Controller, Get, Header, Param, Query, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Page, type PublishedReplyRow, type PublishedReplyView } from '@minsheng/contracts';
import { Public, PublicThrottle } from '@minsheng/platform';
import { RepliesQuery } from './replies.dto';
import { RepliesService } from './replies.service';

/** A minute: what was taken back must not live on in caches. */
const CACHED = 'public, max-age=60';

/** The public column (《政府信息公开条例》第十九条; consent and two-person clearance by dispatch). */
@ApiTags('public')
@Public()
@UseGuards(PublicThrottle)
@Controller('public/replies')
export class RepliesController {
  constructor(private readonly replies: RepliesService) {}

  @Get()
  @Header('Cache-Control', CACHED)
  @ApiOperation({ summary: '公开回复：已公开的来信和答复，最新的在前' })
  list(@Query() query: RepliesQuery): Promise<Page<PublishedReplyRow>> {
    return this.replies.list(query);
  }

  @Get(':code')
  @ApiOperation({ summary: '一件公开回复' })
  get(@Param('code') code: string): Promise<PublishedReplyView> {
    return this.replies.get(code);
  }
}
