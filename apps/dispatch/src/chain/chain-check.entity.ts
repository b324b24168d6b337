import { type ChainCheckState } from '@minsheng/contracts';
import { CodeColumn, IdColumn, InstantColumn, IntColumn, JsonColumn } from '@minsheng/platform';
import { Entity } from 'typeorm';

/** A check that an auditor asked for, how far it is, and what it found. */
@Entity('chain_check')
export class ChainCheckEntity {
  @IdColumn() id: number;
  /** null: everything. */
  @CodeColumn(14, { nullable: true }) orderCode: string | null;
  @CodeColumn(60) askedBy: string;
  @CodeColumn(20) state: ChainCheckState;
  @InstantColumn() startedAt: Date;
  /** Moves while it runs: a check whose process died is recognised by it. */
  @InstantColumn() seenAt: Date;
  @InstantColumn({ nullable: true }) finishedAt: Date | null;
  @IntColumn() orders: number;
  @IntColumn() lines: number;
  @IntColumn() found: number;
  /** The first of them, in Chinese. */
  @JsonColumn() differences: readonly string[];
}
