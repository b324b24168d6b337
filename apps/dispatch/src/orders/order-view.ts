import {
  type CallerView,
  type HistoryEntry,
  type JoinedCaller,
  type HistoryAction,
  HISTORY_ACTION_LABELS,
  KIND_LABELS,
  type LetterStageView,
  type OrderRow,
  type OrderView,
  type RelatedOrder,
  type PublicationView,
  RESULT_LABELS,
  ROLE_LABELS,
  type Role,
  type SplitPart,
  STATE_LABELS,
  URGENCY_LABELS,
} from '@minsheng/contracts';
import {
  type Actor,
  allowedActions,
  CONFIDENTIAL_TITLE,
  isLetterTrack,
  lampOf,
  letterStages,
  maskAddress,
  maskName,
  maskPhone,
  maskText,
  mayReveal,
  owesReply,
  publicationBar,
  readsAsUnit,
  waitingFor,
  type WorkOrder,
} from '@minsheng/domain';
import { type OrderHistoryEntity } from './order-history.entity';
import { type ViewContext } from './rule-context.provider';
import { supervisionOf } from './order-supervision-view';
import { lifeOf } from './order-life-view';

const iso = (instant: Date | null): string | null => instant?.toISOString() ?? null;

/** A line of a list: nothing personal, nothing confidential, texts through the detector. */
export function toRow(order: WorkOrder, context: ViewContext): OrderRow {
  return {
    code: order.code,
    title: order.confidential ? CONFIDENTIAL_TITLE : maskText(order.title),
    state: order.state,
    stateLabel: STATE_LABELS[order.state],
    channel: order.channel,
    channelLabel: context.channelLabel(order.channel),
    kind: order.kind,
    kindLabel: KIND_LABELS[order.kind],
    urgency: order.urgency,
    urgencyLabel: URGENCY_LABELS[order.urgency],
    townshipCode: order.townshipCode,
    leadUnitCode: order.leadUnitCode,
    leadUnitName: order.leadUnitCode === null ? null : context.units.name(order.leadUnitCode),
    round: order.round,
    receivedAt: order.receivedAt.toISOString(),
    dispatchedAt: iso(order.dispatchedAt),
    dueAt: iso(order.dueAt),
    lamp: lampOf(
      { open: owesReply(order), startAt: turnStart(order), dueAt: order.dueAt },
      context.now,
      context.calendar,
    ),
    confidential: order.confidential,
    leaderInstructed: order.leaderInstructed,
    urgeCount: order.urgeCount,
    designated: order.designated,
    paused: order.pause !== null,
    waiting: [...waitingFor(order)],
    group: order.group,
    mergedInto: order.mergedInto,
    follows: order.follows,
  };
}

/** When the running turn's clock began: dispatch, reassignment or redo. */
export function turnStart(order: WorkOrder): Date | null {
  const turn = order.turns.at(-1);
  const start = turn?.clockFrom ?? turn?.dispatchedAt;
  return start === undefined ? order.dispatchedAt : new Date(Date.parse(start));
}

/** Personal data as everybody sees them until they are revealed. */
export function maskedCaller(contact: {
  name: string | null;
  phone: string | null;
  address: string | null;
}): CallerView {
  return {
    name: contact.name === null ? null : maskName(contact.name),
    phone: contact.phone === null ? null : maskPhone(contact.phone),
    address: contact.address === null ? null : maskAddress(contact.address),
  };
}

/** What an order page is made of besides the order. */
export interface ViewParts {
  readonly actor: Actor;
  readonly context: ViewContext;
  readonly caller: CallerView;
  /** Title and content of a confidential order, opened for those who may know them. */
  readonly confidentialText: {
    readonly title: string;
    readonly content: string;
    readonly location: string | null;
  } | null;
  readonly history: readonly OrderHistoryEntity[];
  readonly names: ReadonlyMap<string, string>;
  readonly joined: JoinedCaller[];
  readonly related: RelatedOrder[];
}

/** The order as one reader may see it. */
export function toView(order: WorkOrder, parts: ViewParts): OrderView {
  const { actor, context } = parts;
  const hidden = order.confidential && readsAsUnit(order, actor);
  const text = order.confidential
    ? parts.confidentialText
    : { title: order.title, content: order.content, location: order.location };
  return {
    ...toRow(order, context),
    ...(hidden || text === null ? { title: CONFIDENTIAL_TITLE } : { title: maskText(text.title) }),
    ...times(order),
    version: order.version,
    appealCode: order.appealCode,
    content: hidden || text === null ? null : maskText(text.content),
    brief: order.brief === null ? null : maskText(order.brief),
    location: hidden || text?.location == null ? null : maskText(text.location),
    categoryCode: order.categoryCode,
    subjectUnitCode: order.subjectUnitCode,
    subjectUnitName: order.subjectUnitCode === null ? null : context.units.name(order.subjectUnitCode),
    anonymous: order.anonymous,
    publishable: order.publishable,
    callbackWanted: order.callbackWanted,
    imported: order.imported,
    caller: hidden ? { name: null, phone: null, address: null } : parts.caller,
    mayReveal: mayReveal(order, actor),
    coUnitCodes: [...order.coUnitCodes],
    coUnitNames: order.coUnitCodes.map((code) => context.units.name(code)),
    provisional: order.provisional,
    ...supervisionOf(order, parts),
    ...lifeOf(order, parts, hidden),
    resultCode: order.resultCode,
    resultLabel: order.resultCode === null ? null : RESULT_LABELS[order.resultCode],
    publicReply: order.publicReply === null ? null : maskText(order.publicReply),
    internalAccount: order.internalAccount === null ? null : maskText(order.internalAccount),
    callbacks: [...order.callbacks],
    appealCount: order.appealCount,
    joined: hidden ? [] : parts.joined,
    related: parts.related,
    letterStages: isLetterTrack(order.track) ? stagesOf(order, parts.history) : null,
    publication: hidden ? null : publicationOf(order, parts.names),
    publicationBar: publicationBar(order, context.publishingChannels),
    allowedActions: [...allowedActions(order, actor, context)],
    history: parts.history.map((row) => toEntry(row, parts, { hidden, asUnit: readsAsUnit(order, actor) })),
  };
}

function stagesOf(order: WorkOrder, history: readonly OrderHistoryEntity[]): LetterStageView[] {
  return letterStages(order, history).map(({ stage, label, at, skipped }) => ({ stage, label, at: iso(at), skipped }));
}

function publicationOf({ publication }: WorkOrder, names: ReadonlyMap<string, string>): PublicationView | null {
  if (publication === null) return null;
  const { title, content, reply, clearedBy, clearedAt, publishedBy, publishedAt, withdrawnAt } = publication;
  const nameOf = (username: string): string => names.get(username) ?? username;
  return {
    ...{ title, content, reply, clearedAt, publishedAt, withdrawnAt },
    clearedByName: nameOf(clearedBy),
    publishedByName: publishedBy === null ? null : nameOf(publishedBy),
  };
}

function times(order: WorkOrder) {
  return {
    signDueAt: iso(order.signDueAt),
    contactDueAt: iso(order.contactDueAt),
    prelimDueAt: iso(order.prelimDueAt),
    promisedAt: iso(order.promisedAt),
    signedAt: iso(order.signedAt),
    contactedAt: iso(order.contactedAt),
    repliedAt: iso(order.repliedAt),
    closedAt: iso(order.closedAt),
  };
}

/** As whom a history is read. */
interface Eyes {
  readonly hidden: boolean;
  readonly asUnit: boolean;
}

function toEntry(row: OrderHistoryEntity, { names, context }: ViewParts, { hidden, asUnit }: Eyes): HistoryEntry {
  return {
    seq: row.seq,
    round: row.round,
    action: row.action,
    actionLabel: HISTORY_ACTION_LABELS[row.action],
    at: row.at.toISOString(),
    actorName: row.actor === null ? null : (names.get(row.actor) ?? row.actor),
    actorRole: row.actorRole === null ? null : (ROLE_LABELS[row.actorRole as Role] ?? row.actorRole),
    unitName: row.actorUnit === null ? null : context.units.name(row.actorUnit),
    fromState: row.fromState,
    toState: row.toState,
    toStateLabel: STATE_LABELS[row.toState],
    facts: shownFacts(row, hidden, asUnit),
  };
}

/** The headings of matters taken out of an order may name whom they complain of: a unit reads those of its own pages. */
function shownFacts(row: OrderHistoryEntity, hidden: boolean, asUnit: boolean): Record<string, unknown> {
  if (hidden) return factsForUnit(row);
  const { parts, ...others } = maskDeep(row.facts.input);
  if (parts === undefined) return others;
  return {
    ...others,
    parts: asUnit && Array.isArray(parts) ? parts.map((_, index) => `事项 ${String(index + 1)}`) : parts,
  };
}

function maskDeep(input: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(input).map(([key, value]) => [
      key,
      typeof value === 'string' ? maskText(value) : shownFact(key, value),
    ]),
  );
}

/** Of the matters taken out of an order only the headings: each is read on its own page, by whoever may. */
function shownFact(key: string, value: unknown): unknown {
  if (key !== 'parts' || !Array.isArray(value)) return value;
  return value.map((part: Partial<SplitPart>) => maskText(part.title ?? ''));
}

/** What staff of a unit wrote is theirs to read; of what the hotline wrote on a confidential order, only bare facts. */
function factsForUnit({ action, actorRole, facts }: OrderHistoryEntity): Record<string, unknown> {
  if (actorRole === 'handler' || actorRole === 'unit_head') return maskDeep(facts.input);
  const toUnit = actorRole === 'dispatcher' && REASON_TO_UNIT.includes(action);
  const safe = toUnit ? [...SAFE_FACTS, 'reason'] : SAFE_FACTS;
  const bare = Object.entries(facts.input).filter(([key]) => safe.includes(key));
  return maskDeep(Object.fromEntries(bare));
}

/** Actions whose reason is written to the unit itself; what is said of the citizen, or of other callers, is not. */
const REASON_TO_UNIT: readonly HistoryAction[] = [
  'accept_return',
  'reject_return',
  'reassign',
  'designate',
  'send_back',
  'redo',
  'approve_extension',
  'refuse_extension',
  'refuse_termination',
];

/** Codes only, and of the dispatcher the reason given to the unit itself; never a note, or what a caller said. */
const SAFE_FACTS: readonly string[] = [
  'leadUnitCode',
  'coUnitCodes',
  'unitCode',
  'kind',
  'urgency',
  'brief',
  'outcome',
  'resolved',
  'satisfaction',
  'callers',
  'level',
  'cause',
  'no',
];
