import {
  type ApplicationFact,
  type CallbackFact,
  type CoUnitFact,
  type HistoryAction,
  type InstructionFact,
  type Kind,
  type LeaderPost,
  type MergeFact,
  type OrderState,
  type PauseFact,
  type PublicationFact,
  type PublicProgress,
  type RefusalReason,
  type ResultCode,
  type SupervisionFact,
  type SuspensionFact,
  type Track,
  type TurnFact,
  type Urgency,
  type WarningFact,
} from '@minsheng/contracts';
import { type RuleSnapshot } from '../deadline';

/** A work order 工单: what a unit must do by when. The row of the table carries exactly these facts. */
export interface WorkOrder {
  readonly code: string;
  readonly appealCode: string;
  readonly channel: string;
  readonly track: Track;
  readonly kind: Kind;
  readonly urgency: Urgency;
  readonly title: string;
  /** Sealed when confidential. */
  readonly content: string;
  /** What the unit reads of a confidential order, written by the dispatcher. */
  readonly brief: string | null;
  readonly location: string | null;
  readonly townshipCode: string | null;
  readonly categoryCode: string | null;
  readonly subjectUnitCode: string | null;
  readonly confidential: boolean;
  readonly anonymous: boolean;
  readonly publishable: boolean;
  readonly callbackWanted: boolean;
  readonly leaderInstructed: boolean;
  readonly imported: boolean;
  /** Loaded in bulk: no reminder, card, escalation or notice ever comes of it (rules §5). */
  readonly quiet: boolean;
  /** There is a number to call back. */
  readonly hasPhone: boolean;
  readonly registeredBy: string | null;

  readonly state: OrderState;
  /** When it came into this state. */
  readonly stateSince: Date;
  /** Moves with state, round, unit, kind, urgency, deadline (rules §4): what a stale page is recognised by. */
  readonly version: number;
  /** Number of history rows: what writes are serialised by and events are judged by. */
  readonly seq: number;
  readonly round: number;

  readonly leadUnitCode: string | null;
  readonly coUnitCodes: readonly string[];
  readonly dispatchCount: number;
  readonly returnCounts: Readonly<Record<string, number>>;
  readonly stateBeforeReturn: OrderState | null;
  readonly returnRequestedAt: Date | null;
  readonly suggestedUnitCode: string | null;
  /** 指定承办: the unit may not return it. */
  readonly designated: boolean;
  /** Co-units with their own deadlines and what they said. */
  readonly coWork: readonly CoUnitFact[];

  /** 拟办意见: what the desk proposes to the leader. */
  readonly proposal: string | null;
  /** Leaders who have still to write, in sequence. */
  readonly instructionChain: readonly LeaderPost[];
  readonly instructions: readonly InstructionFact[];
  /** What was asked for and decided; at most one of a kind is undecided. */
  readonly applications: readonly ApplicationFact[];
  readonly pause: PauseFact | null;
  readonly suspension: SuspensionFact | null;
  /** Steps that the sweep has taken (supervision/). */
  readonly warnings: readonly WarningFact[];
  /** 督办单 and 批示 on the order, with the unit's reports. */
  readonly supervisions: readonly SupervisionFact[];
  readonly terminationReason: RefusalReason | 'withdrawn' | null;
  /** The text that is or was to be published; null: nobody has cleared one. */
  readonly publication: PublicationFact | null;

  readonly receivedAt: Date;
  readonly dispatchedAt: Date | null;
  readonly signDueAt: Date | null;
  readonly contactDueAt: Date | null;
  readonly prelimDueAt: Date | null;
  readonly dueAt: Date | null;
  /** The first due time the citizen was promised; re-dispatch never moves it. */
  readonly promisedAt: Date | null;
  readonly provisional: boolean;
  /** The limits the order was given; changing the table never moves them (rules §5). */
  readonly rule: RuleSnapshot | null;

  readonly signedAt: Date | null;
  readonly contactedAt: Date | null;
  readonly prelimMetAt: Date | null;
  /** When the unit's head approved the standing reply. */
  readonly repliedAt: Date | null;
  readonly closedAt: Date | null;

  readonly resultCode: ResultCode | null;
  readonly publicReply: string | null;
  readonly internalAccount: string | null;
  readonly publicProgress: readonly PublicProgress[];
  readonly turns: readonly TurnFact[];
  readonly callbacks: readonly CallbackFact[];

  /** Callers on this matter. */
  readonly appealCount: number;
  readonly urgeCount: number;
  readonly redoCount: number;
  /** A redo was asked for that only a dispatcher may decide. */
  readonly redoAsked: boolean;
  /** The order is or was in `awaiting_callback`: what a callback agent may see. */
  readonly wasInCallback: boolean;
  /** Accounts that registered or handled it: none of them may call back. */
  readonly participants: readonly string[];

  /** The order that it was merged into 并单; kept for reference once it lives alone again. */
  readonly mergedInto: string | null;
  /** It goes where that order goes, and owes nothing of its own. */
  readonly follows: boolean;
  readonly merge: MergeFact | null;
  /** Orders that follow this one. */
  readonly followerCount: number;
  /** The order that this matter was taken out of 拆单. */
  readonly splitFrom: string | null;
  /** Matters that were taken out of this order. */
  readonly partCount: number;
  /** 群诉: many callers on one matter or place. */
  readonly group: boolean;
}

/** What an action changes; the repository stores it under compare-and-set. */
export type OrderChanges = Partial<Omit<WorkOrder, 'code' | 'seq' | 'version'>>;

/** One row of the order's history, the evidence of one action. */
export interface HistoryRecord {
  readonly seq: number;
  readonly round: number;
  readonly action: HistoryAction;
  readonly at: Date;
  readonly actor: string | null;
  readonly actorRole: string | null;
  readonly actorUnit: string | null;
  readonly fromState: OrderState | null;
  readonly toState: OrderState;
  readonly facts: HistoryFacts;
}

/** What was entered, and the facts that moved, before and after. */
export interface HistoryFacts {
  readonly input: Readonly<Record<string, unknown>>;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

/** The outcome of a rule: the order afterwards and the history row that proves it. */
export interface Decision {
  readonly order: WorkOrder;
  readonly changes: OrderChanges & { readonly seq: number; readonly version: number };
  readonly history: HistoryRecord;
}

const FINAL_STATES: readonly OrderState[] = ['closed', 'terminated', 'archived'];

export function isOpen(state: OrderState): boolean {
  return !FINAL_STATES.includes(state);
}

/** States in which the lead unit holds the order. */
const UNIT_STATES: readonly OrderState[] = ['awaiting_sign', 'handling', 'return_pending', 'awaiting_unit_review'];

export function isWithUnit(state: OrderState): boolean {
  return UNIT_STATES.includes(state);
}

/**
 * The unit owes a reply: lamps burn only then. Not while a long-term item rests (挂账), nor while a timely extension waits
 * for its decision (rules §6 待决), nor for one that follows another (并单).
 */
export function owesReply(order: Pick<WorkOrder, 'state' | 'repliedAt' | 'applications' | 'follows'>): boolean {
  const waits = order.applications.some((each) => each.kind === 'extension' && each.decidedAt === null);
  return isOpen(order.state) && order.state !== 'suspended' && order.repliedAt === null && !waits && !order.follows;
}

/** Whose instruction the order waits for now; null when for none. */
export function awaitingPost(order: Pick<WorkOrder, 'state' | 'instructionChain'>): LeaderPost | null {
  return order.state === 'awaiting_instruction' ? (order.instructionChain[0] ?? 'vice') : null;
}
