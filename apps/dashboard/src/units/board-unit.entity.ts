import { type UnitKind } from '@minsheng/contracts';
import { type Unit } from '@minsheng/domain';
import { BoolColumn, CodeColumn, IntColumn, VarcharColumn } from '@minsheng/platform';
import { Entity } from 'typeorm';

/** The dashboard's own copy of the unit tree. */
@Entity('board_unit')
export class BoardUnitEntity implements Unit {
  @CodeColumn(40, { primary: true }) code: string;
  @VarcharColumn(100) name: string;
  @CodeColumn(20) kind: UnitKind;
  @CodeColumn(40, { nullable: true }) parentCode: string | null;
  @BoolColumn() active: boolean;
  @IntColumn() version: number;
}
