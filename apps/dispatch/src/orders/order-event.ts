import { type OrderChanged } from '@minsheng/contracts';
import { CONFIDENTIAL_TITLE, type Decision, maskText, type WorkOrder } from '@minsheng/domain';

/** The facts the other services are told after an action: no person, no confidential text. */
export function toOrderChanged({ order, history }: Pick<Decision, 'order' | 'history'>): OrderChanged {
  return {
    seq: order.seq,
    code: order.code,
    appealCode: order.appealCode,
    channel: order.channel,
    kind: order.kind,
    urgency: order.urgency,
    townshipCode: order.townshipCode,
    categoryCode: order.categoryCode,
    subjectUnitCode: order.subjectUnitCode,
    confidential: order.confidential,
    title: order.confidential ? CONFIDENTIAL_TITLE : maskText(order.title),
    state: order.state,
    round: order.round,
    leadUnitCode: order.leadUnitCode,
    coUnitCodes: order.coUnitCodes,
    receivedAt: order.receivedAt.toISOString(),
    closedAt: order.closedAt?.toISOString() ?? null,
    imported: order.imported,
    turns: order.turns,
    // A rating by somebody unknown stands in the history but in no figure (rules §6 `satisfied`).
    callbacks: order.anonymous ? order.callbacks.map((c) => ({ ...c, satisfaction: null })) : order.callbacks,
    appealCount: order.appealCount,
    resultCode: order.resultCode,
    terminationReason: order.terminationReason,
    publicReply: replyMayBeRead(order) ? maskText(order.publicReply ?? '') : null,
    publicProgress: order.publicProgress.map(({ at, text }) => ({ at, text: maskText(text) })),
    lastAction: history.action,
    lastActionAt: history.at.toISOString(),
  };
}

/** A citizen reads a reply only once the hotline has accepted it. */
function replyMayBeRead(order: WorkOrder): boolean {
  const accepted = order.turns.at(-1)?.replies.at(-1)?.acceptedAt ?? null;
  return (
    order.publicReply !== null && accepted !== null && ['awaiting_callback', 'closed', 'archived'].includes(order.state)
  );
}
