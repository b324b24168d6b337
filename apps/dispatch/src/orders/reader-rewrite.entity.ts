import { BoolColumn, IdColumn, InstantColumn, IntColumn, JsonColumn } from '@minsheng/platform';
import { Entity, Index } from 'typeorm';

/** Orders whose readers must be told anew because a unit moved in the tree: how far that is. */
@Entity('reader_rewrite')
export class ReaderRewriteEntity {
  @IdColumn() id: number;
  /** The moved units and those below them: orders that one of them leads or helps with. */
  @JsonColumn() unitCodes: readonly string[];
  /** Orders up to this number are done. */
  @IntColumn() doneId: number;
  /** The newest order at the time of the move; later ones were born under the new tree. */
  @IntColumn() lastId: number;
  /** The second pass waits until every action that had read the old tree is over. */
  @InstantColumn() notBefore: Date;
  @Index('ix_reader_rewrite_finished')
  @BoolColumn()
  finished: boolean;
}
