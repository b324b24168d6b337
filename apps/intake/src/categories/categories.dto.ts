import { type ChangeCategoryRequest, type SaveCategoryRequest } from '@minsheng/contracts';
import { BoolField, CodeField, IntField, PatternField, TextField } from '@minsheng/platform';

export class SaveCategoryDto implements SaveCategoryRequest {
  @CodeField('分类编码 code') code: string;
  @TextField('分类名称 name', { max: 60 }) name: string;
  @CodeField('上级分类 parentCode', { optional: true }) parentCode?: string;
}

export class ChangeCategoryDto implements Omit<ChangeCategoryRequest, 'parentCode'> {
  @IntField('版本号 version', { min: 1, max: 1_000_000 }) version: number;
  @TextField('分类名称 name', { max: 60 }) name: string;
  /** Left out or null: a top level. */
  @CodeField('上级分类 parentCode', { optional: true }) parentCode?: string;
  @BoolField('停用 retired') retired: boolean;
}

export class LoadCategoriesDto {
  /** The file as base64; .xlsx or UTF-8 CSV with the headings 编码 名称 上级编码. */
  @PatternField('文件 content', /^[A-Za-z0-9+/=\r\n]{1,950000}$/, '须为 base64 编码的 .xlsx 或 .csv，700 KB 以内')
  content: string;
  @BoolField('是否载入 apply') apply: boolean;
}
