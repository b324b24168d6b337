import {
  type InstructedFact,
  LEADER_POST_LABELS,
  LETTER_STATUS_LABELS,
  type LetterProgressItem,
  type LetterStatus,
  type LetterView,
  REFUSAL_REASON_LABELS,
} from '@minsheng/contracts';
import { letterEnding, letterStatus, letterStatusLabel, maskText, type UnitTree } from '@minsheng/domain';
import { type AppealEntity } from '../appeals/appeal.entity';
import { type OrderProgressEntity } from '../orders/order-progress.entity';

const DAY_MS = 86_400_000;

/** When a rating is judged, and how many days after closing it may still be given. */
export interface RatingMoment {
  readonly now: Date;
  readonly ratingDays: number;
}

/** And where its reply stands in the public column. */
export interface LetterMoment extends RatingMoment {
  readonly published: LetterView['published'];
}

/** A letter as its writer may read it: how far it is, by when, and the reply; nothing of who argued over it. */
export function toLetterView(
  letter: AppealEntity,
  order: OrderProgressEntity | null,
  tree: UnitTree,
  { now, ratingDays, published }: LetterMoment,
): LetterView {
  const status: LetterStatus = order ? letterStatus(order.state, order.facts.terminationReason) : 'received';
  const turn = order?.facts.turns.at(-1);
  const repliedAt =
    order?.facts.publicReply == null
      ? null
      : (turn?.replies.at(-1)?.acceptedAt ?? order.facts.replyTakenOverAt ?? null);
  return {
    letterCode: letter.appealCode,
    title: letter.title,
    status,
    statusLabel: statusLabel(status, order),
    instructed: instructedOf(order).length > 0,
    ending: order ? letterEnding(order.state, order.facts.terminationReason) : null,
    longTerm: order?.state === 'suspended',
    receivedAt: letter.registeredAt.toISOString(),
    dueAt: order && turn && turn.leftAt === null ? dueOf(order) : null,
    unitName: order?.facts.leadUnitCode ? tree.name(order.facts.leadUnitCode) : null,
    progress: progressOf(letter, order, { tree, published }),
    publicReply: order?.facts.publicReply == null ? null : maskText(order.facts.publicReply),
    repliedAt,
    published,
    canRate: order !== null && letter.rating === null && mayRate(order, { now, ratingDays }),
    rating: letter.rating,
  };
}

/** Nobody's clock runs for a long-term item, nor for what ended without a reply: there is no limit to tell. */
function dueOf({ state, facts }: OrderProgressEntity): string | null {
  if (state === 'suspended' || letterEnding(state, facts.terminationReason) !== null) return null;
  return facts.turns.at(-1)?.dues.at(-1)?.dueAt ?? null;
}

/** The last line of a letter that is over: done, or ended without a reply, and why. */
function endOf({ state, facts }: OrderProgressEntity): { label: string; text: string | null } {
  const ending = letterEnding(state, facts.terminationReason);
  if (ending === null) return { label: '已办结', text: null };
  if (ending === 'withdrawn') return { label: '已撤回', text: '按诉求人本人意愿撤回' };
  const reason = facts.terminationReason;
  const labels: Readonly<Record<string, string>> = REFUSAL_REASON_LABELS;
  return { label: '不予受理', text: reason && reason !== 'withdrawn' ? (labels[reason] ?? null) : null };
}

/** The citizen may rate once the reply can be read, up to 30 days after closing (rules §4 `redo`). */
export function mayRate(order: OrderProgressEntity, { now, ratingDays }: RatingMoment): boolean {
  if (order.state === 'awaiting_callback') return true;
  const closedAt = order.facts.closedAt;
  return order.state === 'closed' && closedAt !== null && now.getTime() - Date.parse(closedAt) <= ratingDays * DAY_MS;
}

function instructedOf(order: OrderProgressEntity | null): readonly InstructedFact[] {
  return order?.facts.instructed ?? [];
}

/** Between the leader's instruction and dispatch a letter is no longer merely received. */
function statusLabel(status: LetterStatus, order: OrderProgressEntity | null): string {
  if (status === 'received' && instructedOf(order).length > 0) return '领导已批示，待交办';
  return order ? letterStatusLabel(order.state, order.facts.terminationReason) : LETTER_STATUS_LABELS[status];
}

function progressOf(
  letter: AppealEntity,
  order: OrderProgressEntity | null,
  { tree, published }: { tree: UnitTree; published: LetterView['published'] },
): LetterProgressItem[] {
  const items: LetterProgressItem[] = [{ at: letter.registeredAt.toISOString(), label: '已收到来信', text: null }];
  const facts = order?.facts;
  // The post, never the name: who wrote what is the county's own matter.
  for (const { at, post } of instructedOf(order)) {
    items.push({ at, label: `${post === null ? '领导' : LEADER_POST_LABELS[post]}已批示`, text: null });
  }
  for (const turn of facts?.turns ?? []) {
    const unit = turn.unitCode === null ? null : tree.name(turn.unitCode);
    items.push({ at: turn.dispatchedAt, label: turn.round > 1 ? '重新办理' : '已交办', text: unit });
    if (turn.signedAt) items.push({ at: turn.signedAt, label: '承办单位已签收', text: unit });
    const accepted = turn.replies.at(-1)?.acceptedAt;
    if (accepted) items.push({ at: accepted, label: '已答复', text: null });
  }
  if (facts?.replyTakenOverAt) items.push({ at: facts.replyTakenOverAt, label: '已答复', text: null });
  for (const { at, text } of facts?.publicProgress ?? []) items.push({ at, label: '阶段性反馈', text });
  if (order && facts?.closedAt) items.push({ at: facts.closedAt, ...endOf(order) });
  if (published) items.push({ at: published.at, label: '答复已公开', text: null });
  return items.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}
