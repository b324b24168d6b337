import { type UnitKind } from '@minsheng/contracts';
import { type Unit } from '@minsheng/domain';
import { BoolColumn, CodeColumn, IdColumn, IntColumn, VarcharColumn } from '@minsheng/platform';
import { Entity, Index } from 'typeorm';

/** Intake's own copy of a unit, kept by dispatch's events. */
@Entity('intake_unit')
export class IntakeUnitEntity implements Unit {
  @IdColumn() id: number;
  @Index('ux_intake_unit', { unique: true })
  @CodeColumn(40)
  code: string;
  @VarcharColumn(100) name: string;
  @CodeColumn(20) kind: UnitKind;
  @CodeColumn(40, { nullable: true }) parentCode: string | null;
  @BoolColumn() active: boolean;
  @IntColumn() version: number;
}
