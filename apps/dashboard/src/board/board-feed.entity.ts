import { BoolColumn, CodeColumn, IdColumn, InstantColumn, IntColumn, JsonColumn } from '@minsheng/platform';
import { Entity } from 'typeorm';

/** How many patches a scope's room has been sent: survives restarts, so that a gap is always seen. */
@Entity('board_seq')
export class BoardSeqEntity {
  @CodeColumn(60, { primary: true }) scope: string;
  @IntColumn() seq: number;
}

/** Scopes whose figures moved and have not been published yet: written with the figures, taken by the publisher. */
@Entity('board_change')
export class BoardChangeEntity {
  @IdColumn() id: number;
  @JsonColumn() scopes: readonly string[];
}

/** Scopes that somebody is watching on some replica: only those are computed and sent. */
@Entity('board_watch')
export class BoardWatchEntity {
  @CodeColumn(60, { primary: true }) scope: string;
  @InstantColumn() until: Date;
  /** A snapshot was served ahead of unpublished changes: the next patch carries everything. */
  @BoolColumn() resend: boolean;
}
