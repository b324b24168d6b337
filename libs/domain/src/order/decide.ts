import { type Action, ACTION_LABELS, ACTIONS, type Role, STATE_LABELS } from '@minsheng/contracts';
import { DomainError } from '../errors';
import { mayAct } from '../privacy/access';
import { type Actor, hasRole } from '../privacy/actor';
import { decideApplication, endHold, lapsedKinds } from './application-effects';
import { EFFECTS } from './effects';
import { GUARDS } from './guards';
import { type Inputs } from './inputs';
import { type Decision, type OrderChanges, type WorkOrder } from './order';
import { endPause } from './pause-effects';
import { publicationMark } from './publication-rules';
import { type RuleContext } from './rule-context';
import { TRANSITIONS } from './transitions';
import { editTurnOf } from './turns';

/**
 * Applies one action to an order: the only way an order changes.
 * @throws DomainError action_not_allowed when the state forbids it, or the code of the guard that refuses.
 */
export function decide<A extends Action>(
  order: WorkOrder,
  action: A,
  input: Inputs[A],
  actor: Actor,
  context: RuleContext,
): Decision {
  refuseFollower(order, action);
  refuseWrongState(order, action, actor, context);
  GUARDS[action]?.(order, actor, context);
  const changes = withLooseEnds(order, EFFECTS[action](order, input, actor, context), context);
  const participants = withParticipant(order, actor, action);
  const all = { ...changes, ...participants };
  return settle(order, all, TRANSITIONS[action].versioned && movesVersion(order, all), {
    action,
    at: context.now,
    actor: actor.username,
    actorRole: actingRole(action, actor),
    actorUnit: actor.unitCode,
    input,
  });
}

/**
 * The same as rows of the history: a reply that names when the citizen was contacted is a contact and a reply (rules §4
 * `submit_reply`: "recorded as one").
 */
export function decideAll(
  order: WorkOrder,
  action: Action,
  input: object,
  actor: Actor,
  context: RuleContext,
): readonly Decision[] {
  const main = (from: WorkOrder): Decision => decide(from, action, input as never, actor, context);
  if (action !== 'submit_reply' || !('contactedAt' in input) || !(input.contactedAt instanceof Date))
    return [main(order)];
  const contact = { at: input.contactedAt, outcome: 'answered', note: '随答复一并登记' } as const;
  const first = decide(order, 'contact', contact, actor, context);
  return [first, main(first.order)];
}

/** The actions open to the actor now: what the page shows as buttons. */
export function allowedActions(order: WorkOrder, actor: Actor, context: RuleContext): readonly Action[] {
  return ACTIONS.filter((action) => {
    if (mayAct(action, order, actor) !== 'yes' || !TRANSITIONS[action].from.includes(order.state)) return false;
    try {
      refuseFollower(order, action);
      GUARDS[action]?.(order, actor, context);
      return true;
    } catch (error) {
      if (error instanceof DomainError) return false;
      throw error;
    }
  });
}

interface HistoryHead {
  readonly action: Decision['history']['action'];
  readonly at: Date;
  readonly actor: string | null;
  readonly actorRole: string | null;
  readonly actorUnit: string | null;
  readonly input: object;
}

/** Puts changes, history row and numbers together; shared by actions and by what the system itself records. */
export function settle(order: WorkOrder, changes: OrderChanges, moves: boolean, head: HistoryHead): Decision {
  const moved = changes.state !== undefined && changes.state !== order.state;
  const since = moved ? { stateSince: head.at } : {};
  const numbered = { ...changes, ...since, seq: order.seq + 1, version: order.version + (moves ? 1 : 0) };
  const after: WorkOrder = { ...order, ...numbered };
  return {
    order: after,
    changes: numbered,
    history: {
      seq: after.seq,
      round: after.round,
      action: head.action,
      at: head.at,
      actor: head.actor,
      actorRole: head.actorRole,
      actorUnit: head.actorUnit,
      fromState: order.state,
      toState: after.state,
      facts: { input: { ...head.input }, before: pick(order, changes), after: pick(after, changes) },
    },
  };
}

/**
 * What ends by itself when an order goes on: the clock that stood when it leaves the unit's desk, an application that
 * nobody decided in time for it to matter.
 */
function withLooseEnds(order: WorkOrder, changes: OrderChanges, context: RuleContext): OrderChanges {
  let all = changes;
  const after = (): WorkOrder => ({ ...order, ...all });
  const sameTurn = order.turns.length === after().turns.length && after().leadUnitCode === order.leadUnitCode;
  if (order.pause && after().pause && after().state !== 'handling') {
    all = sameTurn ? { ...all, ...endPause(after(), context) } : { ...all, pause: null };
  }
  for (const kind of lapsedKinds(order, after())) {
    const lapsed = { granted: false, by: null, note: '工单已转入下一环节，申请自动失效', now: context.now };
    all = { ...all, ...decideApplication(after(), kind, lapsed) };
    const end = { until: context.now.toISOString(), granted: false };
    if (kind === 'extension')
      all = { ...all, ...editTurnOf(after(), order.turns.length, (turn) => endHold(turn, kind, end)) };
  }
  if (after().state !== 'suspended' && after().suspension) all = { ...all, suspension: null };
  return all;
}

/** What a stale page could get wrong (rules §4): only these move the version. */
const VERSION_FACTS = [
  'state',
  'round',
  'leadUnitCode',
  'subjectUnitCode',
  'kind',
  'urgency',
  'dueAt',
  'designated',
  'follows',
  'partCount',
] as const;

export function movesVersion(order: WorkOrder, changes: OrderChanges): boolean {
  const after: WorkOrder = { ...order, ...changes };
  const moved = VERSION_FACTS.some((fact) => String(order[fact]) !== String(after[fact]));
  const paused = order.pause?.since !== after.pause?.since;
  const published = publicationMark(order) !== publicationMark(after);
  const applied = asked(order) !== asked(after);
  return moved || paused || applied || published || order.coUnitCodes.join() !== after.coUnitCodes.join();
}

function asked({ applications }: WorkOrder): string {
  return applications.map((each) => `${each.kind}${each.at}${String(each.granted)}`).join();
}

/** Facts too long or too derived to repeat in each history row. */
const NOT_IN_HISTORY: readonly string[] = [
  'turns',
  'callbacks',
  'publicProgress',
  'participants',
  'rule',
  'applications',
  'instructions',
  'coWork',
  'merge',
  'followerCount',
  'publication',
  'warnings',
  'supervisions',
];

function pick(order: WorkOrder, changes: OrderChanges): Record<string, unknown> {
  const keys = (Object.keys(changes) as (keyof OrderChanges)[]).filter((key) => !NOT_IN_HISTORY.includes(key));
  return Object.fromEntries(keys.map((key) => [key, order[key] ?? null]));
}

/** What a merged order still takes for itself; everything else is done on the order that it follows. */
const FOR_FOLLOWERS: readonly Action[] = ['unmerge', 'add_note', 'urge', 'withdraw'];

function refuseFollower(order: WorkOrder, action: Action): void {
  if (!order.follows || FOR_FOLLOWERS.includes(action)) return;
  throw new DomainError('merged_follow', { order: order.mergedInto ?? '' });
}

function refuseWrongState(order: WorkOrder, action: Action, actor: Actor, context: RuleContext): void {
  if (TRANSITIONS[action].from.includes(order.state)) return;
  const allowed = allowedActions(order, actor, context).map((code) => ACTION_LABELS[code]);
  throw new DomainError('action_not_allowed', {
    state: STATE_LABELS[order.state],
    action: ACTION_LABELS[action],
    allowed: allowed.join('、') || '无',
  });
}

/** Whoever registers or handles a case may not call it back. */
function withParticipant(order: WorkOrder, actor: Actor, action: Action): OrderChanges {
  const handles = hasRole(actor, 'handler', 'unit_head') && TRANSITIONS[action].seat === 'lead';
  if (!handles || order.participants.includes(actor.username)) return {};
  return { participants: [...order.participants, actor.username] };
}

function actingRole(action: Action, actor: Actor): Role | null {
  return TRANSITIONS[action].by.find((role) => actor.roles.includes(role)) ?? null;
}
