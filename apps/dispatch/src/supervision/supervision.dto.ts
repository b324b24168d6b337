import {
  SUPERVISION_KINDS,
  SUPERVISION_LEVELS,
  type SupervisionKind,
  type SupervisionLevel,
} from '@minsheng/contracts';
import { ChoiceField, CodeField, PatternField, QueryIntField } from '@minsheng/platform';

class PagedQuery {
  @CodeField('单位 unit', { optional: true }) unit?: string;
  @QueryIntField('每页条数 limit', { min: 1, max: 200, optional: true }) limit?: number;
  @PatternField('翻页标记 cursor', /^[\w-]{0,400}$/, '无效', { optional: true }) cursor?: string;
}

/** `?unit&month&level`: cards by the Shanghai month they were shown in. */
export class CardQueryDto extends PagedQuery {
  @PatternField('月份 month', /^\d{4}-\d{2}$/, '须为 2026-03 这样的月份', { optional: true }) month?: string;
  @ChoiceField('级别 level', SUPERVISION_LEVELS, { optional: true }) level?: SupervisionLevel;
}

/** `?unit&kind&state`: `open` waits for the unit's report, `done` was reported or closed with its order. */
export class SheetQueryDto extends PagedQuery {
  @ChoiceField('类别 kind', SUPERVISION_KINDS, { optional: true }) kind?: SupervisionKind;
  @ChoiceField('状态 state', ['open', 'done'], { optional: true }) state?: 'open' | 'done';
}

export class CardCountQueryDto {
  @PatternField('月份 month', /^\d{4}-\d{2}$/, '须为 2026-03 这样的月份') month: string;
}
