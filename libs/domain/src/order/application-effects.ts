import {
  type ApplicationFact,
  type ApplicationKind,
  type HoldFact,
  type TurnFact,
  type Waiting,
} from '@minsheng/contracts';
import { DomainError } from '../errors';
import { type Actor } from '../privacy/actor';
import { isOpen, type OrderChanges, type WorkOrder } from './order';

/** The undecided application of a kind. */
export function pendingOf(order: Pick<WorkOrder, 'applications'>, kind: ApplicationKind): ApplicationFact | null {
  return order.applications.find((each) => each.kind === kind && each.decidedAt === null) ?? null;
}

export function grantedCount(order: Pick<WorkOrder, 'applications'>, kind: ApplicationKind): number {
  return order.applications.filter((each) => each.kind === kind && each.granted === true).length;
}

/** Whose decision the order waits for; null for nobody's. At most one application of a kind is undecided. */
export function waitingFor(order: Pick<WorkOrder, 'applications'>): readonly Waiting[] {
  const undecided = order.applications.filter((each) => each.decidedAt === null);
  return undecided.map(({ kind }) => {
    if (kind !== 'extension') return kind;
    return grantedCount(order, 'extension') === 0 ? 'extension_first' : 'extension_second';
  });
}

/** The how many-th of its kind an application is: those granted before it, and one. */
export function numberOf(application: ApplicationFact, order: Pick<WorkOrder, 'applications'>): number {
  const before = order.applications.slice(0, order.applications.indexOf(application));
  return grantedCount({ applications: before }, application.kind) + 1;
}

type Asked = Pick<ApplicationFact, 'kind'> & Partial<ApplicationFact>;

/** Files an application. @throws nothing: whether it may be asked is the guards' matter. */
export function fileApplication(order: WorkOrder, asked: Asked, actor: Actor, now: Date): OrderChanges {
  const blank = { reason: null, basis: null, workdays: null, reviewDate: null, reasonCode: null };
  const open = { decidedAt: null, decidedBy: null, granted: null, note: null };
  const head = { turn: order.turns.length, at: now.toISOString(), by: actor.username };
  return { applications: [...order.applications, { ...blank, ...open, ...head, ...asked }] };
}

interface Verdict {
  readonly granted: boolean;
  readonly by: string | null;
  readonly note: string | null;
  readonly now: Date;
}

/** Decides the undecided application of a kind. */
export function decideApplication(order: WorkOrder, kind: ApplicationKind, verdict: Verdict): OrderChanges {
  const decided = { decidedAt: verdict.now.toISOString(), decidedBy: verdict.by };
  return {
    applications: order.applications.map((each) =>
      each.kind === kind && each.decidedAt === null
        ? { ...each, ...decided, granted: verdict.granted, note: verdict.note }
        : each,
    ),
  };
}

/** @throws DomainError application_missing */
export function refuseUnasked(order: WorkOrder, kind: ApplicationKind, label: string): ApplicationFact {
  const pending = pendingOf(order, kind);
  if (!pending) throw new DomainError('application_missing', { kind: label });
  return pending;
}

/** Ends the newest hold of a kind in a turn. */
export function endHold(turn: TurnFact, kind: HoldFact['kind'], end: Pick<HoldFact, 'until' | 'granted'>) {
  const holds = turn.holds ?? [];
  const last = holds.findLastIndex((hold) => hold.kind === kind && hold.until === null);
  return last < 0 ? {} : { holds: holds.map((hold, index) => (index === last ? { ...hold, ...end } : hold)) };
}

export function beginHold(turn: TurnFact, kind: HoldFact['kind'], since: Date): Partial<TurnFact> {
  return { holds: [...(turn.holds ?? []), { kind, since: since.toISOString(), until: null, granted: null }] };
}

/** Which applications fall when an order goes on without them: what was asked of the unit's own desk ends with it. */
export function lapsedKinds(before: WorkOrder, after: WorkOrder): readonly ApplicationKind[] {
  const kinds: ApplicationKind[] = [];
  const left = after.state !== 'handling' || after.leadUnitCode !== before.leadUnitCode;
  if (left) kinds.push('extension', 'suspension');
  if (!isOpen(after.state) || after.leadUnitCode !== before.leadUnitCode) kinds.push('termination');
  return kinds.filter((kind) => pendingOf(after, kind) !== null);
}
