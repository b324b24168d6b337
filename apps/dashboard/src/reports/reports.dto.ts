import { CodeField, PatternField } from '@minsheng/platform';

/** Which month's report, and of which channel alone. */
export class OverdueQuery {
  @PatternField('月份', /^\S{1,20}$/, '应为 2019-03 这样的格式')
  month: string;

  @CodeField('渠道', { optional: true })
  channel?: string;
}
