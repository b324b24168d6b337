import {
  type CallerView,
  type HistoryEntry,
  HISTORY_ACTION_LABELS,
  KIND_LABELS,
  type OrderRow,
  type OrderView,
  RESULT_LABELS,
  ROLE_LABELS,
  type Role,
  SHIPPED_CHANNELS,
  STATE_LABELS,
  URGENCY_LABELS,
} from '@minsheng/contracts';
import {
  type Actor,
  allowedActions,
  lampOf,
  maskAddress,
  maskName,
  maskPhone,
  maskText,
  mayReveal,
  owesReply,
  readsAsUnit,
  type RuleContext,
  waitingFor,
  type WorkOrder,
} from '@minsheng/domain';
import { type OrderHistoryEntity } from './order-history.entity';
import { lifeOf } from './order-life-view';

/** Shown instead of what a unit may not know, and in every list. */
export const CONFIDENTIAL_TITLE = '保密件';

const CHANNEL_LABELS = new Map(SHIPPED_CHANNELS.map((channel) => [channel.code, channel.label]));
const iso = (instant: Date | null): string | null => instant?.toISOString() ?? null;

/** A line of a list: nothing personal, nothing confidential, texts through the detector. */
export function toRow(order: WorkOrder, context: RuleContext): OrderRow {
  return {
    code: order.code,
    title: order.confidential ? CONFIDENTIAL_TITLE : maskText(order.title),
    state: order.state,
    stateLabel: STATE_LABELS[order.state],
    channel: order.channel,
    channelLabel: CHANNEL_LABELS.get(order.channel) ?? order.channel,
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
  };
}

/** When the running turn's clock began: dispatch, reassignment or redo. */
export function turnStart(order: WorkOrder): Date | null {
  const start = order.turns.at(-1)?.dispatchedAt;
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
  readonly context: RuleContext;
  readonly caller: CallerView;
  /** Title and content of a confidential order, opened for those who may know them. */
  readonly confidentialText: {
    readonly title: string;
    readonly content: string;
    readonly location: string | null;
  } | null;
  readonly history: readonly OrderHistoryEntity[];
  readonly names: ReadonlyMap<string, string>;
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
    ...lifeOf(order, parts, hidden),
    resultCode: order.resultCode,
    resultLabel: order.resultCode === null ? null : RESULT_LABELS[order.resultCode],
    publicReply: order.publicReply === null ? null : maskText(order.publicReply),
    internalAccount: order.internalAccount === null ? null : maskText(order.internalAccount),
    callbacks: [...order.callbacks],
    allowedActions: [...allowedActions(order, actor, context)],
    history: parts.history.map((row) => toEntry(row, parts, hidden)),
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

function toEntry(row: OrderHistoryEntity, { names, context }: ViewParts, hidden: boolean): HistoryEntry {
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
    facts: hidden ? factsForUnit(row) : maskDeep(row.facts.input),
  };
}

function maskDeep(input: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(input).map(([key, value]) => [key, typeof value === 'string' ? maskText(value) : value]),
  );
}

/** What staff of a unit wrote is theirs to read; of what the hotline wrote on a confidential order, only bare facts. */
function factsForUnit({ actorRole, facts }: OrderHistoryEntity): Record<string, unknown> {
  if (actorRole === 'handler' || actorRole === 'unit_head') return maskDeep(facts.input);
  const safe = actorRole === 'dispatcher' ? [...SAFE_FACTS, 'reason'] : SAFE_FACTS;
  const bare = Object.entries(facts.input).filter(([key]) => safe.includes(key));
  return maskDeep(Object.fromEntries(bare));
}

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
];
