import { type DirectoryChange } from '@minsheng/contracts';
import { type DirectoryEntry, type DirectoryRule } from '@minsheng/domain';
import { BoolColumn, CodeColumn, IdColumn, InstantColumn, IntColumn, JsonColumn, TextColumn } from '@minsheng/platform';
import { Entity, Index } from 'typeorm';

/** An entry of the 派单目录 as it holds now; retired ones stay. */
@Entity('directory_entry')
export class DirectoryEntryEntity implements DirectoryEntry {
  @IdColumn() id: number;
  @Index('ux_directory_number', { unique: true })
  @IntColumn()
  number: number;
  @IntColumn() version: number;
  @BoolColumn() retired: boolean;
  /** What the entry speaks of; null once it is retired, so that its place is free. */
  @Index('ux_directory_scope', { unique: true })
  @CodeColumn(90, { nullable: true })
  scopeKey: string | null;
  @CodeColumn(40, { nullable: true }) categoryCode: string | null;
  @CodeColumn(40, { nullable: true }) townshipCode: string | null;
  @CodeColumn(40, { nullable: true }) leadUnitCode: string | null;
  @JsonColumn() coUnitCodes: readonly string[];
  @TextColumn() basis: string;
  @TextColumn({ nullable: true }) note: string | null;
}

/** One version of an entry: who laid down what, when, in place of what. Never changed. */
@Entity('directory_version')
@Index('ux_directory_version', ['number', 'version'], { unique: true })
export class DirectoryVersionEntity {
  @IdColumn() id: number;
  @IntColumn() number: number;
  @IntColumn() version: number;
  @CodeColumn(20) changeKind: DirectoryChange;
  @InstantColumn() at: Date;
  @CodeColumn(60) actor: string;
  @TextColumn({ nullable: true }) reason: string | null;
  @JsonColumn({ nullable: true }) beforeRule: DirectoryRule | null;
  @JsonColumn() afterRule: DirectoryRule;
}
