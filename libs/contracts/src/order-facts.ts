/** Facts that an order collects on its way, as they are stored, told to the other services and shown. Instants are ISO 8601. */
import type { ApplicationKind, ExclusionCategory, LeaderPost, PauseReason, RefusalReason } from './vocabulary';

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
