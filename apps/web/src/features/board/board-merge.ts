/** How the board's picture follows from the socket: pure, so that gaps and late patches are tested without a browser. */
import type { BoardPatch, BoardSnapshot } from '@minsheng/contracts';

/** Why a patch did or did not change the picture; `gap` means: ask for a snapshot. */
export type PatchVerdict = 'applied' | 'gap' | 'old' | 'other_scope';

/** The picture after a patch and what was made of it. */
export interface MergeResult {
  readonly board: BoardSnapshot | null;
  readonly verdict: PatchVerdict;
}

/** The parts of a board that a patch replaces whole. */
const PARTS = ['indicators', 'units', 'lamps', 'channels', 'hours', 'overdue', 'events'] as const;

/** Lays a patch over the picture: only the very next `seq` counts; anything beyond it means that one was missed. */
export function mergePatch(board: BoardSnapshot | null, patch: BoardPatch): MergeResult {
  if (!board) return { board, verdict: 'gap' };
  if (patch.scope !== board.scope) return { board, verdict: 'other_scope' };
  if (patch.seq <= board.seq) return { board, verdict: 'old' };
  if (patch.seq !== board.seq + 1) return { board, verdict: 'gap' };
  return { board: overlay(board, patch), verdict: 'applied' };
}

function overlay(board: BoardSnapshot, patch: BoardPatch): BoardSnapshot {
  const present = PARTS.filter((part) => patch[part] !== undefined).map((part) => [part, patch[part]]);
  return { ...board, ...Object.fromEntries(present), seq: patch.seq, asOf: patch.asOf };
}

/** Takes a snapshot, unless it is of a scope that the viewer has left. */
export function acceptSnapshot(board: BoardSnapshot | null, next: BoardSnapshot, wanted: string): BoardSnapshot | null {
  if (next.scope !== wanted) return board;
  return next;
}
