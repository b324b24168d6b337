/**
 * What one service tells the others. Payloads are plain JSON: instants are ISO 8601 strings in UTC.
 * Every event carries the facts AFTER the change, never a delta: late, repeated and unordered delivery do no harm.
 * No payload holds a name, number or address in clear.
 */
import type {
  AppealOutcome,
  CallbackOutcome,
  Dissatisfaction,
  DueMove,
  HistoryAction,
  Kind,
  LeaderPost,
  OrderState,
  RefusalReason,
  ResultCode,
  ReturnReason,
  Satisfaction,
  Track,
  TurnEnd,
  UnitKind,
  Urgency,
} from './vocabulary';

/** Personal data as intake sealed it; only a holder of SECRET_KEY can open it (rules §9). */
export interface SealedContact {
  readonly name: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  /** Keyed hash of the normalised number, for exact search. */
  readonly phoneHash: string | null;
}

/** An appeal that a unit must handle: dispatch opens the order under the code the agent has already read out. */
export interface OrderRequested {
  readonly orderCode: string;
  readonly appealCode: string;
  readonly channel: string;
  readonly track: Track;
  readonly instructionRequired: boolean;
  /** Which leaders, in sequence; one where only `instructionRequired` says so. */
  readonly instructionChain?: readonly LeaderPost[];
  readonly kind: Kind;
  readonly urgency: Urgency;
  readonly title: string;
  /** Sealed when the appeal is confidential, else plain text. */
  readonly content: string;
  readonly location: string | null;
  readonly townshipCode: string | null;
  readonly categoryCode: string | null;
  readonly subjectUnitCode: string | null;
  readonly confidential: boolean;
  readonly anonymous: boolean;
  readonly publishable: boolean;
  readonly callbackWanted: boolean;
  readonly receivedAt: string;
  /** Account that registered the appeal; null for the public mailbox. */
  readonly registeredBy: string | null;
  readonly contact: SealedContact;
}

/** Every registered appeal, whatever became of it: what volumes and 直办率 are counted from. */
export interface AppealRegistered {
  readonly appealCode: string;
  /** The order raised or joined. */
  readonly orderCode: string | null;
  readonly outcome: AppealOutcome;
  readonly channel: string;
  readonly kind: Kind;
  readonly townshipCode: string | null;
  readonly categoryCode: string | null;
  readonly confidential: boolean;
  readonly registeredAt: string;
  readonly registeredBy: string | null;
}

/** A repeat caller joined an open order: recorded there as an `urge` (rules §3). */
export interface AppealJoined {
  readonly appealCode: string;
  readonly orderCode: string;
  readonly text: string;
  /** Whom this caller complains of: kept from the order from now on. */
  readonly subjectUnitCode: string | null;
  readonly registeredBy: string;
  readonly at: string;
}

/** A citizen rated the reply by letter code and query code. */
export interface LetterRated {
  readonly orderCode: string;
  readonly letterCode: string;
  readonly resolved: boolean;
  readonly satisfaction: Satisfaction;
  readonly at: string;
}

/** A due time and since when it held; the last one holds now. */
export interface DueFact {
  readonly since: string;
  readonly dueAt: string;
  /** Why it was moved; absent for the first. */
  readonly why?: DueMove;
}

/**
 * A stretch in which a turn is judged neither on time nor late: a timely extension that nobody has decided yet (待决), or
 * a long-term item (挂账).
 */
export interface HoldFact {
  readonly kind: 'extension' | 'suspension';
  readonly since: string;
  readonly until: string | null;
  /** What became of the application; null while undecided. */
  readonly granted: boolean | null;
}

/** A return that the unit asked for in this turn. */
export interface ReturnFact {
  readonly at: string;
  readonly reasonCode: ReturnReason;
  readonly decidedAt: string | null;
  readonly accepted: boolean | null;
}

/** The clock stood; `until` is when it did or will go on. */
export interface StopFact {
  readonly since: string;
  readonly until: string;
}

/** A reply that the unit's head approved. Sent back, it was no reply (rules §4 `send_back`). */
export interface ReplyFact {
  readonly at: string;
  readonly sentBackAt: string | null;
  readonly acceptedAt: string | null;
}

/**
 * One unit's turn at one round of an order: what indicators count (rules §6). A returned or reassigned order begins a
 * new turn within the same round; a redo begins a new round.
 */
export interface TurnFact {
  readonly round: number;
  /** 1, 2, 3… over the whole life of the order. */
  readonly turn: number;
  readonly unitCode: string | null;
  /** When the unit's clock began: dispatch, reassignment or redo. */
  readonly dispatchedAt: string;
  readonly signDueAt: string | null;
  readonly signedAt: string | null;
  readonly contactDueAt: string | null;
  readonly contactedAt: string | null;
  readonly dues: readonly DueFact[];
  readonly replies: readonly ReplyFact[];
  /** When the order left this unit by an accepted return, a reassignment or a complaint against it. */
  readonly leftAt: string | null;
  /** Why it left; the facts below are absent where there is nothing to tell. */
  readonly leftBy?: TurnEnd;
  readonly returns?: readonly ReturnFact[];
  readonly holds?: readonly HoldFact[];
  readonly stops?: readonly StopFact[];
  /** Since when it does not count against the unit (剔除考核). */
  readonly excludedAt?: string;
}

/** One attempt to ask the citizen, or a rating given by code. */
export interface CallbackFact {
  readonly at: string;
  readonly round: number;
  readonly unitCode: string | null;
  readonly via: 'call' | 'code';
  readonly outcome: CallbackOutcome;
  readonly resolved: boolean | null;
  readonly satisfaction: Satisfaction | null;
  readonly dissatisfiedWith?: Dissatisfaction;
}

/** Something the citizen may read while the order is handled. */
export interface PublicProgress {
  readonly at: string;
  readonly text: string;
}

/** The order after an action. Judged by `seq`, the number of its newest history row. */
export interface OrderChanged {
  readonly seq: number;
  readonly code: string;
  readonly appealCode: string;
  readonly channel: string;
  readonly kind: Kind;
  readonly urgency: Urgency;
  readonly townshipCode: string | null;
  readonly categoryCode: string | null;
  readonly subjectUnitCode: string | null;
  readonly confidential: boolean;
  /** "保密件" for a confidential order. */
  readonly title: string;
  readonly state: OrderState;
  readonly round: number;
  readonly leadUnitCode: string | null;
  readonly coUnitCodes: readonly string[];
  readonly receivedAt: string;
  readonly closedAt: string | null;
  readonly imported: boolean;
  readonly turns: readonly TurnFact[];
  readonly callbacks: readonly CallbackFact[];
  /** Callers on this matter: the one who raised it and everyone who joined. */
  readonly appealCount: number;
  readonly resultCode: ResultCode | null;
  /** Why it ended without a reply; `withdrawn` was the citizen's own wish. */
  readonly terminationReason?: RefusalReason | 'withdrawn' | null;
  /** The reply as the citizen may read it: null until the hotline accepted it. */
  readonly publicReply: string | null;
  readonly publicProgress: readonly PublicProgress[];
  readonly lastAction: HistoryAction;
  readonly lastActionAt: string;
}

/** A unit was created or changed; the others keep their own copy of the tree. */
export interface UnitChanged {
  readonly code: string;
  readonly name: string;
  readonly kind: UnitKind;
  readonly parentCode: string | null;
  readonly active: boolean;
  readonly version: number;
}

/** A category of matters was created or changed; dispatch keeps its own copy of the tree for the directory. */
export interface CategoryChanged {
  readonly code: string;
  readonly name: string;
  readonly parentCode: string | null;
  readonly version: number;
}

/** Tokens that must be cut off at once: of one session, or of every session of an account. */
export interface AccessRevoked {
  readonly username: string;
  /** null: all sessions of the account. */
  readonly sessionId: string | null;
  readonly at: string;
}

/** Event name → payload. Names are `service.thing-happened`. */
export interface EventMap {
  'intake.order-requested': OrderRequested;
  'intake.appeal-registered': AppealRegistered;
  'intake.appeal-joined': AppealJoined;
  'intake.letter-rated': LetterRated;
  'intake.category-changed': CategoryChanged;
  'dispatch.order-changed': OrderChanged;
  'dispatch.unit-changed': UnitChanged;
  'dispatch.access-revoked': AccessRevoked;
}
export type EventName = keyof EventMap;

/** What the bus carries: `id` names the fact, so that a consumer can tell a repeat. */
export interface EventEnvelope<N extends EventName = EventName> {
  readonly id: string;
  readonly name: N;
  /** The aggregate the event is about (order code, unit code…), for logs. */
  readonly key: string;
  readonly at: string;
  readonly payload: EventMap[N];
}
