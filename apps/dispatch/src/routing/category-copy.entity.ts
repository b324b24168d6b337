import { type Category } from '@minsheng/domain';
import { CodeColumn, IdColumn, IntColumn, VarcharColumn } from '@minsheng/platform';
import { Entity, Index } from 'typeorm';

/** Dispatch's own copy of a category, kept by intake's events. */
@Entity('dispatch_category')
export class CategoryCopyEntity implements Category {
  @IdColumn() id: number;
  @Index('ux_dispatch_category', { unique: true })
  @CodeColumn(40)
  code: string;
  @VarcharColumn(60) name: string;
  @CodeColumn(40, { nullable: true }) parentCode: string | null;
  @IntColumn() version: number;
}
