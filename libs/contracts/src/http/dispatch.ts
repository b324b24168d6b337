/** Requests and answers of the dispatch service. Instants are ISO 8601 with offset. */
import type {
  Action,
  DueMove,
  HistoryAction,
  Kind,
  Lamp,
  LeaderPost,
  LedgerHolder,
  LedgerReason,
  OrderState,
  Post,
  RefusalReason,
  ResultCode,
  RevealField,
  Role,
  UnitKind,
  Urgency,
  Waiting,
} from '../vocabulary';
import type { CallbackFact } from '../events';
import type { ApplicationFact, CoUnitFact, InstructionFact, PauseFact, SuspensionFact } from '../order-facts';
import type { WarningFact } from '../supervision';
import type { CallerView } from './intake';
import type { LetterStageView, PublicationView } from './letters';
import type { SupervisionView } from './supervision';

export interface LoginRequest {
  username: string;
  password: string;
}
export interface AccountView {
  username: string;
  displayName: string;
  roles: Role[];
  unitCode: string | null;
  /** 岗位: which leader, or the security duty of an administrator; null: none in particular. */
  post: Post | null;
}
export interface LoginResponse {
  accessToken: string;
  refreshToken: string;
  /** Present and true while nothing but the own password may be changed (rules §9). */
  mustChangePassword?: boolean;
  account: AccountView;
}
export interface RefreshRequest {
  refreshToken: string;
}

export interface UnitView {
  code: string;
  name: string;
  kind: UnitKind;
  parentCode: string | null;
}

/** A line of an order list. */
export interface OrderRow {
  code: string;
  title: string;
  state: OrderState;
  stateLabel: string;
  channel: string;
  channelLabel: string;
  kind: Kind;
  kindLabel: string;
  urgency: Urgency;
  urgencyLabel: string;
  townshipCode: string | null;
  leadUnitCode: string | null;
  leadUnitName: string | null;
  round: number;
  receivedAt: string;
  dispatchedAt: string | null;
  dueAt: string | null;
  lamp: Lamp;
  confidential: boolean;
  leaderInstructed: boolean;
  urgeCount: number;
  designated: boolean;
  /** The clock stands. */
  paused: boolean;
  /** Decisions that it waits for. */
  waiting: Waiting[];
  /** 群诉: many callers on one matter or place. */
  group: boolean;
  /** The order that it was merged into 并单, kept for reference afterwards. */
  mergedInto: string | null;
  /** It goes with that order: no lamp, no queue of its own. */
  follows: boolean;
}

/** Another order that belongs to this one. */
export interface RelatedOrder {
  code: string;
  title: string;
  state: OrderState;
  stateLabel: string;
  /** `child` and `main` 并单, `part` and `source` 拆单. */
  relation: 'child' | 'main' | 'part' | 'source';
  follows: boolean;
  appealCount: number;
  /** Of a child that follows: its own due time when it was merged. */
  ownDueAt: string | null;
  /** That due time had passed, or has passed since: a merge never hides it. */
  overdue: boolean;
}

/** A caller who joined the order without one of his own 追加: called back like the first. */
export interface JoinedCaller {
  appealCode: string;
  name: string | null;
  phone: string | null;
  joinedAt: string;
}

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

export interface HistoryEntry {
  seq: number;
  round: number;
  action: HistoryAction;
  actionLabel: string;
  at: string;
  actorName: string | null;
  actorRole: string | null;
  unitName: string | null;
  fromState: OrderState | null;
  toState: OrderState;
  toStateLabel: string;
  /** What was entered, as far as this reader may see it. */
  facts: Record<string, unknown>;
}

/** An action that the reader may take now, with the fields its form needs. */
export interface AllowedAction {
  action: Action;
  label: string;
}

/** An application as a page shows it: by whose names, the how many-th, and who decides it. */
export interface ApplicationView extends ApplicationFact {
  byName: string;
  decidedByName: string | null;
  /** 1 for the first; a second extension is counted from those granted before it. */
  number: number;
  decider: Role;
}

export interface OrderView extends OrderRow {
  version: number;
  appealCode: string;
  content: string | null;
  /** The redacted text that a unit handles a confidential order by. */
  brief: string | null;
  location: string | null;
  categoryCode: string | null;
  subjectUnitCode: string | null;
  subjectUnitName: string | null;
  anonymous: boolean;
  publishable: boolean;
  callbackWanted: boolean;
  imported: boolean;
  caller: CallerView;
  mayReveal: boolean;
  coUnitCodes: string[];
  coUnitNames: string[];
  /** Deadlines and opinions of the co-units. */
  coWork: (CoUnitFact & { unitName: string; opinionByName: string | null; lamp: Lamp })[];
  /** 拟办意见, the desk's proposal to the leader. */
  proposal: string | null;
  /** Leaders still to write, in sequence. */
  instructionChain: LeaderPost[];
  instructions: (InstructionFact & { byName: string })[];
  /** What was asked for and what was decided, oldest first. */
  applications: ApplicationView[];
  /** The due time that granting the undecided extension would give; null where none waits. */
  dueIfGranted: string | null;
  /** Reminders, cards and escalations of the sweep, oldest first. */
  warnings: (WarningFact & { unitName: string | null })[];
  /** 督办单 and 批示 with the unit's reports, oldest first. */
  supervisions: SupervisionView[];
  pause: (PauseFact & { byName: string }) | null;
  suspension: (SuspensionFact & { byName: string }) | null;
  terminationReason: RefusalReason | 'withdrawn' | null;
  signDueAt: string | null;
  contactDueAt: string | null;
  prelimDueAt: string | null;
  promisedAt: string | null;
  signedAt: string | null;
  contactedAt: string | null;
  repliedAt: string | null;
  closedAt: string | null;
  /** The due date lies beyond the newest holiday notice loaded. */
  provisional: boolean;
  resultCode: ResultCode | null;
  resultLabel: string | null;
  publicReply: string | null;
  internalAccount: string | null;
  callbacks: CallbackFact[];
  /** Callers on this matter: the first, everyone who joined, and those of merged orders. */
  appealCount: number;
  joined: JoinedCaller[];
  related: RelatedOrder[];
  /** Codes of the actions open to the reader now. */
  allowedActions: Action[];
  /** The road of a letter; null for an order that is none. */
  letterStages: LetterStageView[] | null;
  publication: PublicationView | null;
  /** Why the reply can never be published; null when it may be. */
  publicationBar: string | null;
  history: HistoryEntry[];
}

export interface RevealRequest {
  fields: RevealField[];
  reason: string;
  /** Whose: the code of an appeal that joined; left out, the one who raised the order. */
  appealCode?: string;
}

/** One day of a deadline's explanation. */
export interface DeadlineDay {
  /** yyyy-MM-dd in Asia/Shanghai. */
  date: string;
  counted: boolean;
  reason: string;
}
export interface DeadlineExplanation {
  dueAt: string;
  provisional: boolean;
  days: DeadlineDay[];
}

/** A due time that was moved, and why (rules §4, §5). */
export interface DeadlineMove {
  at: string;
  from: string;
  to: string;
  why: DueMove;
  whyLabel: string;
}

/** `…/dispatch-preview?kind&urgency`: what dispatching now would set; `…/deadline`: what holds, and why. */
export interface DispatchPreview {
  signDueAt: string | null;
  contactDueAt: string | null;
  dueAt: string | null;
  provisional: boolean;
  ruleLabel: string;
  days: DeadlineDay[];
  moves: DeadlineMove[];
}

/** `…/extension-preview?workdays=`: what an extension of so many working days would come to, asked for or not. */
export interface ExtensionPreview {
  /** The present due time; null before dispatch. */
  dueAt: string | null;
  workdays: number | null;
  /** The longest that may be asked for. */
  most: number;
  /** Null where nothing was asked, or more than the most. */
  newDueAt: string | null;
  /** The new due time lies beyond the newest holiday notice loaded. */
  provisional: boolean;
}

/** `…/time-bounds`: until when at the latest, were it decided now. */
export interface TimeBounds {
  pause: { citizen: TimeBound; statutory: TimeBound };
  /** The latest deadline of a co-unit added now. */
  coUnitDueAt: string | null;
}
export interface TimeBound {
  workdays: number;
  until: string;
}

/** One stretch of an order's life in one hand, for one reason. */
export interface LedgerSegment {
  holder: LedgerHolder;
  reason: LedgerReason;
  from: string;
  to: string;
  /** Whole office minutes, as differences of floored cumulative ones: they sum to the total. */
  workingMinutes: number;
}

/** Consecutive days on which nobody works, for one reason; `to` is 00:00 of the first day after them. */
export interface DaysOff {
  from: string;
  to: string;
  reason: string;
}

/** `…/ledger`: who held the order how long, from registration to closing, or to now while it is open (rules §5). */
export interface LedgerView {
  segments: LedgerSegment[];
  total: number;
  /** Weekends and holidays that touch the time shown: the page shades them. */
  daysOff: DaysOff[];
}

/** A line of the callback agent's work list, the longest waiting first. */
export interface CallbackRow extends OrderRow {
  /** When the reply was accepted, and until when the hotline is to have called. */
  acceptedAt: string | null;
  callbackDueAt: string | null;
  callbackLate: boolean;
  /** How the unit closed it, and the beginning of its reply; never of a confidential order. */
  resultLabel: string | null;
  replySummary: string | null;
  /** Attempts of this round that reached nobody. */
  attempts: string[];
  /** Nobody was reached in this half-day: better tried in the next. */
  triedThisHalfDay: boolean;
  /** A redo was asked for that a dispatcher must decide first. */
  redoAsked: boolean;
}

/** Numbers beside the desk's menu entries: open orders by state, as far as the reader may see them. */
export interface OrderCounts {
  byState: Partial<Record<OrderState, number>>;
  waiting: Partial<Record<Waiting, number>>;
  overdue: number;
  /** Letters that wait for the reader's own instruction; 0 for who is no leader. */
  waitingForMe: number;
  /** Letters that wait for a leader and have no 拟办意见 yet. */
  unproposed: number;
}
