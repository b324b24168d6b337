import { CodeColumn, IntColumn } from '@minsheng/platform';
import { Entity } from 'typeorm';

/** Whoever changes the tree of units or the accounts first moves its row here: such changes stand in line. */
@Entity('directory_turn')
export class DirectoryTurnEntity {
  @CodeColumn(20, { primary: true }) name: DirectoryName;
  @IntColumn() turn: number;
}
export type DirectoryName = 'units' | 'accounts';
