import { CodeField, InstantField, PatternField, QueryIntField, TextField } from '@minsheng/platform';

/** `?q&category&from&to&limit&cursor`: words of the published texts; times of publication. */
export class RepliesQuery {
  @TextField('查询词 q', { max: 50, min: 0, optional: true }) q?: string;
  @CodeField('事项分类 category', { optional: true }) category?: string;
  @InstantField('公开时间从 from', { optional: true }) from?: Date;
  @InstantField('公开时间到 to', { optional: true }) to?: Date;
  @QueryIntField('每页条数 limit', { min: 1, max: 50, optional: true }) limit?: number;
  @PatternField('翻页标记 cursor', /^[\w-]{0,200}$/, '无效', { optional: true }) cursor?: string;
}
