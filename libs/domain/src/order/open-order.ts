import { type AppealJoined, type LetterRated, type OrderRequested } from '@minsheng/contracts';
import { DomainError } from '../errors';
import { callbackFact } from './callback-effects';
import { settle } from './decide';
import { DAY_MS } from './guards';
import { type Decision, type OrderChanges, type WorkOrder } from './order';
import { redoChanges } from './redo';
import { nameSubjectUnit } from './routing-effects';
import { type RuleContext } from './rule-context';
import { givenTimes } from './turns';

/** An order before its first history row: what intake asked for, nothing decided yet. */
export function blankOrder(
  request: Omit<OrderRequested, 'contact' | 'instructionRequired'>,
  hasPhone: boolean,
): WorkOrder {
  return {
    code: request.orderCode,
    appealCode: request.appealCode,
    channel: request.channel,
    track: request.track,
    kind: request.kind,
    urgency: request.urgency,
    title: request.title,
    content: request.content,
    brief: null,
    location: request.location,
    townshipCode: request.townshipCode,
    categoryCode: request.categoryCode,
    subjectUnitCode: request.subjectUnitCode,
    confidential: request.confidential,
    anonymous: request.anonymous,
    publishable: request.publishable,
    callbackWanted: request.callbackWanted,
    leaderInstructed: request.leaderInstructed ?? false,
    imported: false,
    quiet: false,
    hasPhone,
    registeredBy: request.registeredBy,
    state: 'awaiting_dispatch',
    stateSince: new Date(Date.parse(request.receivedAt)),
    version: 0,
    seq: 0,
    round: 1,
    leadUnitCode: null,
    coUnitCodes: [],
    dispatchCount: 0,
    returnCounts: {},
    stateBeforeReturn: null,
    returnRequestedAt: null,
    suggestedUnitCode: null,
    designated: false,
    coWork: [],
    proposal: null,
    instructionChain: [],
    instructions: [],
    applications: [],
    pause: null,
    suspension: null,
    warnings: [],
    supervisions: [],
    terminationReason: null,
    publication: null,
    receivedAt: new Date(Date.parse(request.receivedAt)),
    dispatchedAt: null,
    signDueAt: null,
    contactDueAt: null,
    prelimDueAt: null,
    dueAt: null,
    promisedAt: null,
    provisional: false,
    rule: null,
    signedAt: null,
    contactedAt: null,
    prelimMetAt: null,
    repliedAt: null,
    closedAt: null,
    resultCode: null,
    publicReply: null,
    internalAccount: null,
    publicProgress: [],
    turns: [],
    callbacks: [],
    appealCount: 1,
    urgeCount: 0,
    redoCount: 0,
    redoAsked: false,
    wasInCallback: false,
    participants: request.registeredBy === null ? [] : [request.registeredBy],
    mergedInto: null,
    follows: false,
    merge: null,
    followerCount: 0,
    splitFrom: request.splitFrom ?? null,
    partCount: 0,
    group: false,
  };
}

const BY_SYSTEM = { actor: null, actorRole: null, actorUnit: null } as const;

/** An order is born: a letter to a leader waits for an instruction, everything else for dispatch. */
export function openOrder(request: OrderRequested): Decision {
  const order = blankOrder(request, request.contact.phoneHash !== null);
  const instructionChain = request.instructionChain ?? (request.instructionRequired ? ['vice' as const] : []);
  const state = instructionChain.length > 0 ? 'awaiting_instruction' : 'awaiting_dispatch';
  const decision = settle(order, { state, instructionChain }, true, {
    action: 'open',
    at: order.receivedAt,
    ...BY_SYSTEM,
    actor: request.registeredBy,
    input: { channel: request.channel, appealCode: request.appealCode },
  });
  return { ...decision, history: { ...decision.history, fromState: null } };
}

/** A historical case: its clock starts at `receivedAt`; replied ones arrive closed, outside callback figures. */
export interface ImportedCase {
  readonly request: Omit<OrderRequested, 'contact' | 'instructionRequired'>;
  readonly unitCode: string | null;
  readonly reply: { readonly text: string; readonly at: Date } | null;
}

export function importOrder(imported: ImportedCase, context: Omit<RuleContext, 'now'>): Decision {
  const blank = blankOrder(imported.request, false);
  const start = blank.receivedAt;
  const times = givenTimes(blank, false, start, context);
  const reply = imported.reply;
  const at = reply?.at.toISOString() ?? null;
  const decision = settle(
    { ...blank, imported: true, quiet: true },
    {
      state: reply ? 'closed' : 'awaiting_dispatch',
      leadUnitCode: imported.unitCode,
      rule: times.rule,
      dueAt: times.dueAt,
      promisedAt: times.dueAt,
      provisional: times.provisional,
      dispatchedAt: start,
      repliedAt: reply?.at ?? null,
      closedAt: reply?.at ?? null,
      publicReply: reply?.text ?? null,
      turns: [
        {
          round: 1,
          turn: 1,
          unitCode: imported.unitCode,
          dispatchedAt: start.toISOString(),
          signDueAt: null,
          signedAt: null,
          contactDueAt: null,
          contactedAt: null,
          dues: times.dueAt ? [{ since: start.toISOString(), dueAt: times.dueAt.toISOString() }] : [],
          replies: at === null ? [] : [{ at, sentBackAt: null, acceptedAt: at }],
          leftAt: null,
        },
      ],
    },
    true,
    { action: 'import', at: reply?.at ?? start, ...BY_SYSTEM, input: {} },
  );
  return { ...decision, history: { ...decision.history, fromState: null } };
}

/** The citizen's own rating by letter code: `resolved:false` redoes, or is listed where only a dispatcher may (rules §4). */
export function rateByCode(order: WorkOrder, rating: LetterRated, context: RuleContext): Decision {
  const at = new Date(Date.parse(rating.at));
  refuseRating(order, at, context.rules.ratingDays);
  const fact = callbackFact(order, { outcome: 'answered', ...rating }, at, 'code');
  const callbacks = [...order.callbacks, fact];
  const mayRedo = order.redoCount + 1 < context.rules.redo.byDispatcherFrom && order.leadUnitCode !== null;
  const redone = !rating.resolved && order.state === 'awaiting_callback' && mayRedo;
  const changes = redone ? redoChanges(order, context) : { redoAsked: order.redoAsked || !rating.resolved };
  return settle(order, { callbacks, ...changes }, redone, {
    action: 'rate',
    at: context.now,
    ...BY_SYSTEM,
    input: { resolved: rating.resolved, satisfaction: rating.satisfaction },
  });
}

/** Ratings are open once the citizen can read the reply, and for 30 days after closing. */
function refuseRating(order: WorkOrder, at: Date, days: number): void {
  if (order.state !== 'awaiting_callback' && order.state !== 'closed')
    throw new DomainError('rating_not_open', { days });
  const since = order.closedAt ?? order.repliedAt;
  if (since && at.getTime() - since.getTime() > days * DAY_MS) throw new DomainError('rating_not_open', { days });
}

/** Of a merged order only the complaint is noted: the order that it follows is what a unit loses. */
function subjectOfJoined(order: WorkOrder, subjectUnitCode: string, context: RuleContext): OrderChanges {
  if (!order.follows || !order.merge) return nameSubjectUnit(order, subjectUnitCode, context);
  return { subjectUnitCode, merge: { ...order.merge, before: { ...order.merge.before, subjectUnitCode } } };
}

/**
 * Another caller joined: an urge, and one more to call back (rules §3). Recorded even if the order closed meanwhile. Whom
 * this caller complains of may not read the order from now on.
 */
export function joinOrder(order: WorkOrder, joined: AppealJoined, context: RuleContext): Decision {
  const { registeredBy, appealCode, text, subjectUnitCode } = joined;
  const named = subjectUnitCode !== null && order.subjectUnitCode === null;
  const subject = named ? subjectOfJoined(order, subjectUnitCode, context) : {};
  const participants = order.participants.includes(registeredBy)
    ? order.participants
    : [...order.participants, registeredBy];
  const counts = { appealCount: order.appealCount + 1, urgeCount: order.urgeCount + 1, participants };
  return settle(order, { ...subject, ...counts }, named, {
    action: 'urge',
    at: context.now,
    actor: registeredBy,
    actorRole: 'agent',
    actorUnit: null,
    input: { reason: text, appealCode },
  });
}
