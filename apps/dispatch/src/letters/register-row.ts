import {
  LEADER_POST_LABELS,
  type LetterRegisterRow,
  type LetterStage,
  SATISFACTION_LABELS,
  type CallerView,
} from '@minsheng/contracts';
import {
  isPublished,
  type LetterStageFact,
  letterStages,
  maskText,
  publicationBar,
  type WorkOrder,
} from '@minsheng/domain';
import { type OrderHistoryEntity } from '../orders/order-history.entity';
import { toRow } from '../orders/order-view';
import { type ViewContext } from '../orders/rule-context.provider';

const SUMMARY_LENGTH = 120;
const iso = (instant: Date | null | undefined): string | null => instant?.toISOString() ?? null;

/** What a line is made of besides the order. */
export interface RegisterParts {
  readonly context: ViewContext;
  readonly history: readonly OrderHistoryEntity[];
  /** Masked. */
  readonly caller: CallerView;
  readonly nameOf: (username: string) => string;
}

/** A line of the 信箱台账 (rules §7): nobody's name or number in clear, of a confidential letter only that it exists. */
export function toRegisterRow(order: WorkOrder, parts: RegisterParts): LetterRegisterRow {
  const { context, nameOf } = parts;
  const { title, channelLabel, receivedAt, kindLabel, state, stateLabel, dueAt, lamp, leadUnitName } = toRow(
    order,
    context,
  );
  const stages = letterStages(order, parts.history);
  const step = (stage: LetterStage): LetterStageFact | undefined => stages.find((each) => each.stage === stage);
  const nameAt = (stage: LetterStage): string | null => {
    const by = step(stage)?.by ?? null;
    return by === null ? null : nameOf(by);
  };
  return {
    letterCode: order.appealCode,
    orderCode: order.code,
    ...{ title, channelLabel, receivedAt, kindLabel, state, stateLabel, dueAt, lamp },
    unitName: leadUnitName,
    ...words(order, parts),
    proposedByName: nameAt('proposed'),
    proposedAt: iso(step('proposed')?.at),
    dispatchedAt: iso(step('dispatched')?.at),
    coUnitNames: order.coUnitCodes.map((code) => context.units.name(code)),
    signedAt: iso(step('signed')?.at),
    extensions: order.applications.filter(({ kind, granted }) => kind === 'extension' && granted === true).length,
    repliedAt: iso(step('replied')?.at),
    unitReviewedAt: iso(step('unit_reviewed')?.at),
    unitReviewedByName: nameAt('unit_reviewed'),
    centerReviewedAt: iso(step('center_reviewed')?.at),
    centerReviewedByName: nameAt('center_reviewed'),
    closedAt: iso(order.closedAt),
    overdueLabel: overdueLabel(order, context.now),
    publishedLabel: publishedLabel(order),
    publishedAt: isPublished(order.publication) ? (order.publication?.publishedAt ?? null) : null,
    callbackLabel: callbackLabel(order),
    note: noteOf(order),
  };
}

/** Everything written by or about a person. */
function words(order: WorkOrder, { caller, nameOf }: RegisterParts) {
  if (order.confidential) {
    const nothing = { summary: null, proposal: null, publicReply: null, callerName: null, callerPhone: null };
    return { ...nothing, instructions: [] };
  }
  const content = maskText(order.content);
  return {
    summary: content.length > SUMMARY_LENGTH ? `${content.slice(0, SUMMARY_LENGTH)}…` : content,
    proposal: order.proposal === null ? null : maskText(order.proposal),
    publicReply: order.publicReply === null ? null : maskText(order.publicReply),
    callerName: caller.name,
    callerPhone: caller.phone,
    instructions: order.instructions.map(({ post, by, text, at }) => ({
      postLabel: post === null ? '县领导' : LEADER_POST_LABELS[post],
      byName: nameOf(by),
      text: maskText(text),
      at,
    })),
  };
}

/** By the unit's own reply time, or by now while it owes one; the limit's last moment is on time. */
function overdueLabel({ dueAt, repliedAt, state }: WorkOrder, now: Date): string | null {
  if (dueAt === null || state === 'terminated') return null;
  if ((repliedAt ?? now).getTime() > dueAt.getTime()) return '逾期';
  return repliedAt === null ? '未到期' : '按期';
}

function publishedLabel(order: WorkOrder): string {
  if (isPublished(order.publication)) return '已公开';
  if (order.publication?.publishedAt) return '已撤下';
  const why = publicationBar({ ...order, publicReply: order.publicReply ?? '' });
  return why === null ? '未公开' : `不公开（${why}）`;
}

function callbackLabel({ callbacks, anonymous }: WorkOrder): string | null {
  const last = callbacks.findLast((fact) => fact.satisfaction !== null || fact.resolved !== null);
  if (!last) return null;
  const solved = last.resolved === null ? [] : [last.resolved ? '已解决' : '未解决'];
  return [...solved, ...(last.satisfaction && !anonymous ? [SATISFACTION_LABELS[last.satisfaction]] : [])].join('，');
}

function noteOf({ redoCount, urgeCount, anonymous, confidential }: WorkOrder): string {
  const notes = [
    redoCount > 0 ? `重办 ${String(redoCount)} 次` : '',
    urgeCount > 0 ? `催办 ${String(urgeCount)} 次` : '',
    confidential ? '保密' : '',
    anonymous ? '匿名' : '',
  ];
  return notes.filter((note) => note !== '').join('；');
}
