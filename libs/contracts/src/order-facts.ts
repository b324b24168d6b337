/** Facts that an order collects on its way, as they are stored, told to the other services and shown. Instants are ISO 8601. */
import type {
  ApplicationKind,
  ExclusionCategory,
  Kind,
  LeaderPost,
  OrderState,
  PauseReason,
  RefusalReason,
} from './vocabulary';

/** One leader's instruction 批示. */
export interface InstructionFact {
  readonly at: string;
  readonly by: string;
  readonly post: LeaderPost | null;
  readonly text: string;
  /** How many leaders were still to write after this one. */
  readonly remaining: number;
}

/** Something that one person asks for and another decides: extension, suspension, termination, exclusion. */
export interface ApplicationFact {
  readonly kind: ApplicationKind;
  /** The unit's turn that it was asked in. */
  readonly turn: number;
  readonly at: string;
  readonly by: string;
  readonly reason: string | null;
  readonly basis: string | null;
  /** Extension: working days asked for. */
  readonly workdays: number | null;
  /** Suspension: yyyy-MM-dd on which it is to be looked at again. */
  readonly reviewDate: string | null;
  /** Termination: from the not-accepted list. */
  readonly reasonCode: RefusalReason | null;
  /** Exclusion. */
  readonly category?: ExclusionCategory | null;
  readonly decidedAt: string | null;
  /** Null although decided: it lapsed because the order went on without it. */
  readonly decidedBy: string | null;
  readonly granted: boolean | null;
  readonly note: string | null;
}

/** The due times of a turn that stopping the clock moves. */
export interface MovableDues {
  readonly dueAt: string | null;
  readonly contactDueAt: string | null;
  readonly prelimDueAt: string | null;
}

/** 停表: the unit's clock stands from `since`, at the latest until `until`, when it goes on by itself. */
export interface PauseFact {
  readonly reasonCode: PauseReason;
  readonly since: string;
  readonly until: string;
  readonly by: string;
  /** As they were before; while paused the order carries what they come to if the pause lasts until `until`. */
  readonly before: MovableDues;
}

/** 挂账: a long-term item that nobody's clock runs for, with the day on which a leader looks at it again. */
export interface SuspensionFact {
  readonly since: string;
  readonly reviewDate: string;
  readonly by: string;
  readonly before: MovableDues;
}

/** A co-unit 协办单位, its own deadline and what it said to the lead unit. */
export interface CoUnitFact {
  readonly unitCode: string;
  readonly addedAt: string;
  readonly dueAt: string | null;
  readonly opinion: string | null;
  readonly opinionAt: string | null;
  readonly opinionBy: string | null;
}

/** Where an order stood when it was merged 并单 into another: what undoing the merge brings back. */
export interface BeforeMerge {
  readonly state: OrderState;
  readonly leadUnitCode: string | null;
  readonly coUnitCodes: readonly string[];
  readonly coWork: readonly CoUnitFact[];
  readonly designated: boolean;
  readonly subjectUnitCode: string | null;
  readonly signDueAt: string | null;
  readonly contactDueAt: string | null;
  readonly prelimDueAt: string | null;
  readonly dueAt: string | null;
  readonly provisional: boolean;
  readonly signedAt: string | null;
  readonly contactedAt: string | null;
  /** A unit's turn ended with the merge; undoing it begins another with the same due time. */
  readonly running: boolean;
}

/** 并单: since when an order follows another, and what was before. */
export interface MergeFact {
  readonly at: string;
  readonly by: string;
  /** Since when it lives alone again; null while it follows. */
  readonly until: string | null;
  /** When the reply that it took over from the main order was accepted. */
  readonly acceptedAt: string | null;
  readonly before: BeforeMerge;
}

/** One matter taken out of an appeal 拆单. Of a confidential appeal the texts are sealed in `content`. */
export interface SplitPart {
  readonly title: string;
  readonly content: string;
  readonly kind?: Kind;
  readonly categoryCode?: string;
  readonly location?: string;
}

/** A reply on its way into the public column: what one person cleared, another published, and somebody may withdraw. */
export interface PublicationFact {
  readonly title: string;
  readonly content: string;
  readonly reply: string;
  readonly clearedBy: string;
  readonly clearedAt: string;
  readonly publishedBy: string | null;
  readonly publishedAt: string | null;
  /** No longer public, or no longer cleared because the case went on. */
  readonly withdrawnAt: string | null;
  /** Null: withdrawn by itself, by a redo. */
  readonly withdrawnBy: string | null;
}
