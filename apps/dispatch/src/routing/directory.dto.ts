import { type DirectoryEntryInput } from '@minsheng/contracts';
import {
  BoolField,
  ChoiceField,
  CodeField,
  CodeListField,
  InstantField,
  IntField,
  PatternField,
  QueryIntField,
  TextField,
} from '@minsheng/platform';

/** What one entry lays down. A category, township or lead that is left out: any category, any township, the township itself. */
export class EntryDto {
  @CodeField('事项分类 categoryCode', { optional: true }) categoryCode?: string | null;
  @CodeField('乡镇 townshipCode', { optional: true }) townshipCode?: string | null;
  @CodeField('主办单位 leadUnitCode', { optional: true }) leadUnitCode?: string | null;
  @CodeListField('协办单位 coUnitCodes', { max: 20, optional: true }) coUnitCodes?: string[];
  @TextField('职责依据 basis', { min: 2, max: 1000 }) basis: string;
  @TextField('备注 note', { max: 1000, optional: true }) note?: string | null;
}

export class ChangeEntryDto extends EntryDto {
  @IntField('版本号 version', { min: 1, max: 1_000_000 }) version: number;
}

export class RetireEntryDto {
  @IntField('版本号 version', { min: 1, max: 1_000_000 }) version: number;
  @TextField('停用理由 reason', { min: 2, max: 500 }) reason: string;
}

/** `?category&township&unit&retired&limit&cursor`: what a screen filters is what it exports. */
export class DirectoryQueryDto {
  @CodeField('事项分类 category', { optional: true }) category?: string;
  @CodeField('乡镇 township', { optional: true }) township?: string;
  @CodeField('单位 unit', { optional: true }) unit?: string;
  @ChoiceField('含已停用 retired', ['true', 'false'], { optional: true }) retired?: 'true' | 'false';
  @QueryIntField('每页条数 limit', { min: 1, max: 200, optional: true }) limit?: number;
  @PatternField('翻页标记 cursor', /^[\w-]{0,400}$/, '无效', { optional: true }) cursor?: string;
}

export class ReturnsQueryDto {
  @InstantField('起始时间 from') from: Date;
  @InstantField('截止时间 to') to: Date;
}

export class ProposalQueryDto {
  @CodeField('事项分类 categoryCode', { optional: true }) categoryCode?: string;
}

/** A workbook as base64: bodies are JSON and at most 1 MB. */
export class ImportDto {
  @TextField('文件 file', { max: 950_000 }) file: string;
  @BoolField('确认写入 confirm', { optional: true }) confirm?: boolean;
}

/** What was left out means “any”, or nothing. */
export function ruleOfDto(dto: EntryDto): DirectoryEntryInput {
  return {
    categoryCode: dto.categoryCode ?? null,
    townshipCode: dto.townshipCode ?? null,
    leadUnitCode: dto.leadUnitCode ?? null,
    coUnitCodes: [...new Set(dto.coUnitCodes ?? [])],
    basis: dto.basis,
    note: dto.note ?? null,
  };
}
