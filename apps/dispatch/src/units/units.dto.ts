import {
  type ChangeUnitRequest,
  type CreateUnitRequest,
  UNIT_KINDS,
  type UnitFields,
  type UnitKind,
} from '@minsheng/contracts';
import { ChoiceField, CodeField, IntField, PatternField, TextField } from '@minsheng/platform';
import { UNIT_CODE } from './unit-table';

const MOST_VERSIONS = 2_000_000_000;

export class VersionDto {
  @IntField('所见版本 version', { min: 1, max: MOST_VERSIONS }) version: number;
}

class UnitFieldsDto implements UnitFields {
  @TextField('单位名称 name', { max: 100 }) name: string;
  @ChoiceField('单位类型 kind', UNIT_KINDS) kind: UnitKind;
  @CodeField('上级单位 parentCode', { optional: true }) parentCode?: string;
}

export class CreateUnitDto extends UnitFieldsDto implements CreateUnitRequest {
  @PatternField('单位编码 code', UNIT_CODE, '须为 1–40 个小写字母、数字、下划线') code: string;
}

export class ChangeUnitDto extends UnitFieldsDto implements ChangeUnitRequest {
  @IntField('所见版本 version', { min: 1, max: MOST_VERSIONS }) version: number;
}

/** `?apply=true` stores the table, anything else only says what storing would do. */
export class LoadQueryDto {
  @ChoiceField('是否写入 apply', ['true', 'false'], { optional: true }) apply?: 'true' | 'false';
}
