import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type AuditEntry, type Page } from '@minsheng/contracts';
import {
  AuditTrail,
  decodeNumbers,
  encodeCursor,
  InstantField,
  PatternField,
  QueryIntField,
  Roles,
} from '@minsheng/platform';

class AuditQueryDto {
  @PatternField('动作 action', /^[a-z_]{1,60}$/, '须为小写字母编码', { optional: true }) action?: string;
  @PatternField('账号 actor', /^[\w.-]{1,60}$/, '须为账号名', { optional: true }) actor?: string;
  @PatternField('对象 object', /^[\w:.-]{1,80}$/, '须为编码，例如 order:20260301000001', { optional: true })
  object?: string;
  @InstantField('起始时间 from', { optional: true }) from?: Date;
  @InstantField('截止时间 to', { optional: true }) to?: Date;
  @QueryIntField('每页条数 limit', { min: 1, max: 200, optional: true }) limit?: number;
  @PatternField('翻页标记 cursor', /^[\w-]{0,400}$/, '无效', { optional: true }) cursor?: string;
}

/** The auditor's list: every look behind the mask, every sign-in and lock, newest first. */
@ApiTags('dispatch')
@Roles('auditor')
@Controller('dispatch/audit')
export class AuditController {
  constructor(private readonly audit: AuditTrail) {}

  @Get()
  @ApiOperation({ summary: '审计日志，最新在前' })
  async list(@Query() { limit = 50, cursor, ...filter }: AuditQueryDto): Promise<Page<AuditEntry>> {
    const before = decodeNumbers(cursor, 1);
    const rows = await this.audit.page({ ...filter, before: before?.[0] ?? null, limit: limit + 1 });
    const items = rows.slice(0, limit).map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      actor: row.actor,
      action: row.action,
      object: row.object,
      details: row.details,
      position: row.position,
    }));
    const last = items.at(-1);
    return { items, nextCursor: last && rows.length > limit ? encodeCursor([last.id]) : null };
  }
}
