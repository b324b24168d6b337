import { type SettingName } from '@minsheng/contracts';
import { CodeColumn, IdColumn, InstantColumn, IntColumn, JsonColumn, VarcharColumn } from '../database/columns';
import { Entity, Index } from 'typeorm';

/** One version of a table that an administrator edits: added, never changed. The dispatch service alone writes it. */
@Entity('setting_version')
@Index('ux_setting_version', ['name', 'version'], { unique: true })
export class SettingVersionEntity {
  @IdColumn() id: number;
  @CodeColumn(40) name: SettingName;
  @IntColumn() version: number;
  /** From which Shanghai day on it holds. */
  @CodeColumn(10) effectiveFrom: string;
  @JsonColumn() data: unknown;
  @VarcharColumn(300) note: string;
  @CodeColumn(60) createdBy: string;
  @InstantColumn() createdAt: Date;
}
