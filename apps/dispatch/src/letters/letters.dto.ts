import { ORDER_STATES, type OrderState, type PublicationCheckRequest } from '@minsheng/contracts';
import { ChoiceField, CodeField, PatternField, QueryIntField, TextField } from '@minsheng/platform';

/** Texts as they are being typed; what is left out is taken from the case. */
export class PublicationCheckDto implements PublicationCheckRequest {
  @TextField('公开标题 title', { max: 200, min: 0, optional: true }) title?: string;
  @TextField('公开的来信内容 content', { max: 10_000, min: 0, optional: true }) content?: string;
  @TextField('公开的答复 reply', { max: 10_000, min: 0, optional: true }) reply?: string;
}

/** `?channel&month&state&limit&cursor`: the page and the file ask the same. */
export class RegisterQuery {
  @CodeField('信箱 channel', { optional: true }) channel?: string;
  @PatternField('月份 month', /^\d{4}-\d{2}$/, '须为 2026-03 这样的月份', { optional: true }) month?: string;
  @ChoiceField('状态 state', ORDER_STATES, { optional: true }) state?: OrderState;
  @QueryIntField('每页条数 limit', { min: 1, max: 200, optional: true }) limit?: number;
  @PatternField('翻页标记 cursor', /^[\w-]{0,400}$/, '无效', { optional: true }) cursor?: string;
}
