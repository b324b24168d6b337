import { type UnitKind } from '@minsheng/contracts';
import { type Unit } from '@minsheng/domain';
import { BoolColumn, CodeColumn, IdColumn, IntColumn, VarcharColumn } from '@minsheng/platform';
import { Entity, Index } from 'typeorm';

/** A unit that may lead an order. */
@Entity('unit')
export class UnitEntity implements Unit {
  @IdColumn() id: number;
  @Index('ux_unit_code', { unique: true })
  @CodeColumn(40)
  code: string;
  @VarcharColumn(100) name: string;
  @CodeColumn(20) kind: UnitKind;
  @CodeColumn(40, { nullable: true }) parentCode: string | null;
  @BoolColumn() active: boolean;
  @IntColumn() version: number;
}
