import { CodeColumn, IdColumn, IntColumn, VarcharColumn } from '@minsheng/platform';
import { Entity, Index } from 'typeorm';

/** A node of the tree of matters 事项分类. */
@Entity('category')
export class CategoryEntity {
  @IdColumn() id: number;
  @Index('ux_category_code', { unique: true })
  @CodeColumn(40)
  code: string;
  @VarcharColumn(60) name: string;
  @CodeColumn(40, { nullable: true }) parentCode: string | null;
  /** Moves with every change that dispatch is told of; 0: it was not told yet. */
  @IntColumn({ default: 0 }) version: number;
}
