import { InstantField, PatternField } from '@minsheng/platform';

const SCOPE_TEXT = /^.{1,60}$/;

/** Whose board is asked for. */
export class BoardQuery {
  @PatternField('范围', SCOPE_TEXT, '须如 county、unit:编码、channel:编码', { optional: true })
  scope: string = 'county';
}

/** Whose indicators, and of which period (from, to]. */
export class IndicatorsQuery extends BoardQuery {
  @InstantField('起始时间') from: Date;
  @InstantField('截止时间') to: Date;
}
