import {
  type HistoryAction,
  LEADER_POST_LABELS,
  LETTER_STAGE_LABELS,
  type LetterStage,
  SHIPPED_CHANNELS,
  type Track,
} from '@minsheng/contracts';
import { type HistoryRecord, type WorkOrder } from './order';
import { publicationBar } from './publication-rules';

/** A step on a letter's road: when it was last done, by whom; `skipped` where this letter does not pass it. */
export interface LetterStageFact {
  readonly stage: LetterStage;
  readonly label: string;
  readonly at: Date | null;
  readonly by: string | null;
  readonly skipped: boolean;
}

type Row = Pick<HistoryRecord, 'action' | 'at' | 'actor' | 'toState' | 'facts'>;
type Letter = Pick<
  WorkOrder,
  | 'channel'
  | 'state'
  | 'instructionChain'
  | 'instructions'
  | 'publishable'
  | 'confidential'
  | 'anonymous'
  | 'kind'
  | 'publicReply'
>;
interface Mark {
  readonly at: Date;
  readonly by: string | null;
}
type Marks = Partial<Record<LetterStage, Mark>>;

/** The mailboxes: whose cases stand in the 信箱台账. */
export function isLetterTrack(track: Track): boolean {
  return track === 'county_mailbox' || track === 'city_mailbox' || track === 'letter';
}

/** What each action says is done; everything after `from` is to be done again. */
const DONE: Partial<Record<HistoryAction, LetterStage>> = {
  open: 'registered',
  propose: 'proposed',
  ask_instruction: 'proposed',
  dispatch: 'dispatched',
  designate: 'dispatched',
  reassign: 'dispatched',
  sign: 'signed',
  submit_reply: 'replied',
  approve_reply: 'unit_reviewed',
  accept_reply: 'center_reviewed',
  publish: 'published',
};
const UNDONE: Partial<Record<HistoryAction, readonly LetterStage[]>> = {
  dispatch: ['signed', 'replied', 'unit_reviewed', 'center_reviewed'],
  designate: ['signed', 'replied', 'unit_reviewed', 'center_reviewed'],
  reassign: ['signed', 'replied', 'unit_reviewed', 'center_reviewed'],
  accept_return: ['dispatched', 'signed'],
  submit_reply: ['unit_reviewed', 'center_reviewed'],
  reject_reply: ['replied'],
  send_back: ['replied', 'unit_reviewed'],
  unpublish: ['published'],
};
const NEW_ROUND: readonly LetterStage[] = ['replied', 'unit_reviewed', 'center_reviewed', 'published'];
const ROUND_BEGINS: readonly HistoryAction[] = ['redo', 'rate', 'record_callback'];

/** When each step of a letter was last done, from its history alone: a reply sent back is no reply, a redo begins again. */
export function letterStages(order: Letter, history: readonly Row[]): readonly LetterStageFact[] {
  const marks = history.reduce<Marks>(follow, {});
  const fact = (stage: LetterStage): LetterStageFact => ({
    stage,
    label: LETTER_STAGE_LABELS[stage],
    at: marks[stage]?.at ?? null,
    by: marks[stage]?.by ?? null,
    skipped: isSkipped(stage, order, marks),
  });
  const before = (['registered', 'proposed'] as const).map(fact);
  const after = (['dispatched', 'signed', 'replied', 'unit_reviewed', 'center_reviewed', 'published'] as const).map(
    fact,
  );
  return [...before, ...instructionStages(order), ...after];
}

function follow(marks: Marks, row: Row): Marks {
  const mark: Mark = { at: row.at, by: row.actor };
  if (row.action === 'import') return imported(mark, row);
  const next: Marks = { ...marks };
  const lost = row.toState === 'awaiting_dispatch';
  const again = row.toState === 'handling' && ROUND_BEGINS.includes(row.action);
  const undone = [...(UNDONE[row.action] ?? []), ...(again ? NEW_ROUND : []), ...(lost ? TAKEN_AWAY : [])];
  for (const stage of undone) delete next[stage];
  const done = DONE[row.action];
  if (done !== undefined && (done !== 'proposed' || proposes(row))) next[done] = mark;
  return next;
}

/** A unit lost the case: complained of, or its return accepted. */
const TAKEN_AWAY: readonly LetterStage[] = ['dispatched', 'signed', ...NEW_ROUND];

function proposes({ facts: { input } }: Row): boolean {
  return [input.text, input.propose, input.reason].some((text) => typeof text === 'string' && text !== '');
}

/** A historical letter: only when it came and when it was answered is known. */
function imported(mark: Mark, { toState, facts }: Row): Marks {
  const dispatchedAt = facts.after.dispatchedAt;
  const came = dispatchedAt instanceof Date ? dispatchedAt : new Date(Date.parse(String(dispatchedAt)));
  const registered = { at: Number.isNaN(came.getTime()) ? mark.at : came, by: null };
  return toState === 'closed' ? { registered, replied: mark } : { registered };
}

/** One step for each leader who has written since the letter was last put before them, and each who has still to. */
function instructionStages(order: Letter): readonly LetterStageFact[] {
  const written = order.instructions.map(({ at, by, post }) => ({
    stage: 'instructed' as const,
    label: post === null ? LETTER_STAGE_LABELS.instructed : `${LEADER_POST_LABELS[post]}批示`,
    at: new Date(Date.parse(at)),
    by,
    skipped: false,
  }));
  const waiting = order.instructionChain.map((post) => ({
    stage: 'instructed' as const,
    label: `${LEADER_POST_LABELS[post]}批示`,
    at: null,
    by: null,
    skipped: false,
  }));
  return [...written, ...waiting];
}

function isSkipped(stage: LetterStage, order: Letter, marks: Marks): boolean {
  if (marks[stage]) return false;
  if (stage === 'published') return publicationBar({ ...order, publicReply: order.publicReply ?? '' }) !== null;
  const asksLeaders = SHIPPED_CHANNELS.some(
    ({ code, instructionRequired }) => code === order.channel && instructionRequired,
  );
  if (stage === 'proposed') return !asksLeaders || order.state !== 'awaiting_instruction';
  return false;
}
