import { type SaveSettingRequest, SETTING_NAMES, type SettingName } from '@minsheng/contracts';
import { IntField, JsonField, PatternField, QueryIntField, TextField } from '@minsheng/platform';
import { DomainError } from '@minsheng/domain';

/** @throws DomainError not_found for a name that no table has */
export function settingName(text: string): SettingName {
  const found = SETTING_NAMES.find((name) => name === text);
  if (!found) throw new DomainError('not_found');
  return found;
}

/** A new table as it was typed; the domain judges every cell. */
export class SettingDraftDto {
  @JsonField('表内容 data') data: object;
}

export class SaveSettingDto implements Omit<SaveSettingRequest, 'data'> {
  @IntField('所依据的版本 baseVersion', { min: 1, max: 1_000_000 }) baseVersion: number;
  @PatternField('生效日期 effectiveFrom', /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, '应如 2027-01-01')
  effectiveFrom: string;
  @TextField('修改说明 note', { min: 2, max: 300 }) note: string;
  @JsonField('表内容 data') data: object;
}

export class CalendarPreviewDto {
  @JsonField('工作日历 data') data: object;
  @QueryIntField('每页条数 limit', { min: 1, max: 500, optional: true }) limit?: number;
  @PatternField('翻页标记 cursor', /^[\w-]{0,400}$/, '无效', { optional: true }) cursor?: string;
}
