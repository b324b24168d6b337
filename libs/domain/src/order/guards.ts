import {
  type Action,
  APPLICATION_KIND_LABELS,
  type ApplicationKind,
  KIND_LABELS,
  LEADER_POST_LABELS,
  URGENCY_LABELS,
} from '@minsheng/contracts';
import { computeDue, limitLabel } from '../deadline';
import { DomainError } from '../errors';
import { type Actor, hasRole } from '../privacy/actor';
import { grantedCount, pendingOf } from './application-effects';
import { mayBeMerged } from '../merging/merge-guards';
import { deciderOf } from './deciders';
import { type WorkOrder } from './order';
import { extensionBounds } from './extension-effects';
import { maySeePublic, publicationIsLive, somebodyElseCleared } from './publication-rules';
import { type RuleContext } from './rule-context';

/** A rule that forbids an action by the order's facts alone, before anything is typed: it also hides the button. */
type Guard = (order: WorkOrder, actor: Actor, context: RuleContext) => void;

export const DAY_MS = 86_400_000;

function returnIsStillOpen(order: WorkOrder, _actor: Actor, { now, calendar, limits, rules }: RuleContext): void {
  if (order.designated) throw new DomainError('return_designated');
  const unit = order.leadUnitCode ?? '';
  const count = order.returnCounts[unit] ?? 0;
  const limit = rules.returns.perUnit;
  if (count >= limit) throw new DomainError('return_limit', { limit, count });
  if (!order.dispatchedAt) return;
  const window = limits.procedure.returnRequest;
  const { dueAt } = computeDue(order.dispatchedAt, window, calendar);
  if (now.getTime() > dueAt.getTime()) {
    throw new DomainError('return_window_passed', { limit: limitLabel(window), until: beijingTime(dueAt) });
  }
}

/** Whoever registered or handled the case may not ask whether it was well done. */
function callerIsNotOwnCase(order: WorkOrder, actor: Actor): void {
  if (order.participants.includes(actor.username)) throw new DomainError('callback_own_case');
}

function redoIsOpen(order: WorkOrder, actor: Actor, { now, rules }: RuleContext): void {
  if (order.leadUnitCode === null) throw new DomainError('redo_no_unit');
  if (order.closedAt && now.getTime() - order.closedAt.getTime() > rules.redo.days * DAY_MS) {
    throw new DomainError('redo_window_passed', { days: rules.redo.days });
  }
  const count = order.redoCount + 1;
  if (count >= rules.redo.byDispatcherFrom && !hasRole(actor, 'dispatcher')) {
    throw new DomainError('redo_dispatcher_only', { count });
  }
}

function designationIsDue(order: WorkOrder, _actor: Actor, { rules }: RuleContext): void {
  const [count, from] = [order.dispatchCount + 1, rules.returns.designateFromDispatch];
  if (count < from) throw new DomainError('designate_too_early', { count, from });
}

/** The leader whose turn it is; a leader without a post may stand in for any, but nobody writes twice in one sequence. */
function itIsTheLeadersTurn(order: WorkOrder, actor: Actor): void {
  const post = order.instructionChain[0];
  const last = order.instructions.at(-1);
  const wrote = last !== undefined && last.remaining > 0 && last.by === actor.username;
  const wrongPost = post !== undefined && actor.post != null && actor.post !== post;
  if (wrote || wrongPost) throw new DomainError('instruction_turn', { post: LEADER_POST_LABELS[post ?? 'vice'] });
}

function extensionIsOpen(order: WorkOrder, _actor: Actor, context: RuleContext): void {
  const { notForKinds, notForUrgencies } = context.rules.extensions;
  if (notForUrgencies.includes(order.urgency)) {
    throw new DomainError('extension_kind', { what: URGENCY_LABELS[order.urgency] });
  }
  if (notForKinds.includes(order.kind)) throw new DomainError('extension_kind', { what: KIND_LABELS[order.kind] });
  nothingPending('extension')(order);
  const [count, { most }] = [grantedCount(order, 'extension'), extensionBounds(order, context)];
  if (count >= most) throw new DomainError('extension_none', { most, count });
  refuseOverdue(order, context, 'extension_late');
}

function refuseOverdue(
  { dueAt }: WorkOrder,
  { now }: RuleContext,
  code: 'extension_late' | 'pause_overdue' | 'suspension_late',
): void {
  if (!dueAt || now.getTime() <= dueAt.getTime()) return;
  throw new DomainError(code, { until: beijingTime(dueAt) });
}

/** The first extension is the dispatcher's to decide, the second a leader's (rules §4). */
function extensionIsTheirs(order: WorkOrder, actor: Actor): void {
  isAsked('extension')(order);
  const number = grantedCount(order, 'extension') + 1;
  if (hasRole(actor, deciderOf('extension', number))) return;
  throw new DomainError(number === 1 ? 'extension_first' : 'extension_second');
}

function isAsked(kind: ApplicationKind) {
  return (order: WorkOrder): void => {
    if (!pendingOf(order, kind)) throw new DomainError('application_missing', { kind: APPLICATION_KIND_LABELS[kind] });
  };
}

function nothingPending(kind: ApplicationKind) {
  return (order: WorkOrder): void => {
    if (pendingOf(order, kind)) throw new DomainError('application_pending', { kind: APPLICATION_KIND_LABELS[kind] });
  };
}

function clockRuns(order: WorkOrder, _actor: Actor, context: RuleContext): void {
  if (order.pause) throw new DomainError('pause_running');
  refuseOverdue(order, context, 'pause_overdue');
}

function clockStands(order: WorkOrder): void {
  if (!order.pause) throw new DomainError('pause_not_running');
}

function suspensionMayBeAsked(order: WorkOrder, _actor: Actor, context: RuleContext): void {
  nothingPending('suspension')(order);
  refuseOverdue(order, context, 'suspension_late');
}

function exclusionMayBeAsked(order: WorkOrder): void {
  nothingPending('exclusion')(order);
  if (order.turns.at(-1)?.excludedAt) throw new DomainError('exclusion_done');
}

/** The asker never decides (rules §4). */
function exclusionIsAnothers(order: WorkOrder, actor: Actor): void {
  isAsked('exclusion')(order);
  if (pendingOf(order, 'exclusion')?.by === actor.username) throw new DomainError('exclusion_own');
}

/** A timely application that nobody has decided decides whether the reply is late: it must be decided first. */
function noExtensionWaits({ dueAt, applications }: WorkOrder, _actor: Actor, { now }: RuleContext): void {
  const late = dueAt !== null && now.getTime() > dueAt.getTime();
  if (late && pendingOf({ applications }, 'extension')) throw new DomainError('extension_waiting');
}

function itFollows(order: WorkOrder): void {
  if (!order.follows) throw new DomainError('merged_not');
}

function reportIsOwed({ supervisions }: WorkOrder): void {
  if (!supervisions.some((each) => each.reportedAt === null)) throw new DomainError('supervision_missing');
}

export const GUARDS: Readonly<Partial<Record<Action, Guard>>> = {
  instruct: itIsTheLeadersTurn,
  designate: designationIsDue,
  request_extension: extensionIsOpen,
  approve_extension: extensionIsTheirs,
  refuse_extension: extensionIsTheirs,
  pause: clockRuns,
  resume: clockStands,
  request_suspension: suspensionMayBeAsked,
  suspend: isAsked('suspension'),
  refuse_suspension: isAsked('suspension'),
  request_termination: nothingPending('termination'),
  refuse_termination: isAsked('termination'),
  submit_reply: noExtensionWaits,
  request_exclusion: exclusionMayBeAsked,
  exclude: exclusionIsAnothers,
  refuse_exclusion: exclusionIsAnothers,
  request_return: returnIsStillOpen,
  record_callback: callerIsNotOwnCase,
  redo: redoIsOpen,
  merge: mayBeMerged,
  unmerge: itFollows,
  clear_publication: maySeePublic,
  publish: somebodyElseCleared,
  unpublish: publicationIsLive,
  report_supervision: reportIsOwed,
};

/** 2026-10-09 24:00 style text for messages: the civil minute in Asia/Shanghai (UTC+8, no summer time since 1991). */
export function beijingTime(instant: Date): string {
  return new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}
