import { type BoardPatch } from '@minsheng/contracts';
import { type BoardPicture } from './board.service';

const PARTS = ['indicators', 'units', 'lamps', 'channels', 'hours', 'overdue', 'events'] as const;
type Part = (typeof PARTS)[number];

/** Parts that carry orders or units: not for those who may see totals only. */
const CASE_PARTS: readonly Part[] = ['units', 'overdue', 'events'];

/** A patch before it has been counted. */
export type Difference = Omit<BoardPatch, 'seq'>;

/** The parts of a board that differ from what was last sent, whole; null where nothing does. Without a last one: all. */
export function difference(last: BoardPicture | null, next: BoardPicture): Difference | null {
  const changed = PARTS.filter((part) => !last || JSON.stringify(last[part]) !== JSON.stringify(next[part]));
  if (changed.length === 0) return null;
  const parts = Object.fromEntries(changed.map((part) => [part, next[part]])) as Pick<BoardPatch, Part>;
  return { scope: next.scope, asOf: next.asOf, ...parts };
}

/** The same for viewers of totals: an agent sees the county's figures, not the orders behind them. */
export function totalsOnly<T extends BoardPicture | BoardPatch>(board: T): T {
  const emptied = CASE_PARTS.filter((part) => board[part] !== undefined).map((part) => [part, []]);
  return { ...board, ...Object.fromEntries(emptied) };
}
