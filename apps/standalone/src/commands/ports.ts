import {
  type AppealRegistered,
  type OrderChanged,
  type Post,
  type Role,
  type SealedContact,
  type UnitKind,
} from '@minsheng/contracts';
import { type HistoryRecord, type RuleTables, type WorkOrder } from '@minsheng/domain';
import { type GeneratedAppeal } from '../demo/life/draft';

/**
 * What the commands need of the three services. Each service's bulk port and verifier does one of these; nothing else of
 * a service is known here.
 */

/** Where an imported appeal came from: (channel, id) is its identity, the digest tells whether its content is the same. */
export interface ImportRef {
  readonly id: string;
  readonly digest: string;
}

/** An appeal in clear: intake seals what must not lie open when it stores it. */
export interface AppealBulkRow extends Omit<GeneratedAppeal, 'caller'> {
  /** Whatever is known of the person; null: nothing. */
  readonly caller: { readonly name?: string; readonly phone?: string; readonly address?: string } | null;
  readonly importRef: ImportRef | null;
}

/** What became of an appeal's words when intake stored it: the order carries the same, and the board is told the rest. */
export interface LoadedAppeal {
  readonly registered: AppealRegistered;
  /** "保密件" when confidential. */
  readonly title: string;
  /** Sealed when confidential. */
  readonly content: string;
  readonly location: string | null;
  readonly contact: SealedContact;
}

/** An order as dispatch stores it, with all of its history. */
export interface OrderBulkRow {
  readonly order: WorkOrder;
  readonly history: readonly HistoryRecord[];
  readonly contact: SealedContact;
}

export interface AppealBulk {
  /** Digests of the ids that were loaded before. */
  knownImports(channel: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Takes so many numbers of each Shanghai day (yyyy-MM-dd) for good; gives the first number of each day. */
  reserveNumbers(counts: ReadonlyMap<string, number>): Promise<ReadonlyMap<string, number>>;
  /** In the order given. */
  load(rows: readonly AppealBulkRow[]): Promise<readonly LoadedAppeal[]>;
  /** Keeps intake's own copy of how the orders stand. */
  follow(orders: readonly OrderChanged[]): Promise<void>;
}

export interface OrderBulk {
  /** Gives what the board has to know of each. */
  load(rows: readonly OrderBulkRow[]): Promise<readonly OrderChanged[]>;
}

export interface BoardBulk {
  load(appeals: readonly AppealRegistered[], orders: readonly OrderChanged[]): Promise<void>;
}

/** Rules of the running installation, as the services apply them. */
export type CommandRules = RuleTables;

/** Bulk work: one transaction may hold all three, so a line stands everywhere or nowhere. */
export interface BulkStore {
  transaction<T>(work: () => Promise<T>): Promise<T>;
  readonly appeals: AppealBulk;
  readonly orders: OrderBulk;
  readonly board: BoardBulk;
  rules(): Promise<CommandRules>;
  now(): Date;
}

/** What `verify` found. */
export interface VerifyResult {
  readonly appeals: number;
  readonly orders: number;
  readonly board: number;
  /** Every difference, in words. */
  readonly differences: readonly string[];
}

export interface VerifyStore {
  /** True once no event is waiting for a consumer; false when that took longer. */
  drain(timeoutMs: number): Promise<boolean>;
  /** Compares what the services hold, in one consistent read. */
  check(): Promise<VerifyResult>;
}

export interface UnitRow {
  readonly code: string;
  readonly name: string;
  readonly kind: UnitKind;
  readonly parentCode: string | null;
  readonly active?: boolean;
}

export interface AccountRow {
  readonly username: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly unitCode: string | null;
  readonly post?: Post | null;
}

export interface SetupStore {
  accountCount(): Promise<number>;
  /** Which of the names are taken. */
  taken(usernames: readonly string[]): Promise<ReadonlySet<string>>;
  units(): Promise<readonly UnitRow[]>;
  /** All or nothing. */
  add(units: readonly UnitRow[], accounts: readonly (AccountRow & { readonly password: string })[]): Promise<void>;
}

/** Everything a command may use, opened when it is first needed. */
export interface CommandStore {
  readonly bulk: BulkStore;
  readonly verify: VerifyStore;
  readonly setup: SetupStore;
  /** Where no unit has been loaded yet: those of the demo county, with its accounts. Tells the password it gave. */
  ensureCounty(): Promise<string | null>;
}

/** A case judged and ready to load, in clear. */
export interface CaseRows {
  readonly appeal: AppealBulkRow;
  readonly order: Pick<OrderBulkRow, 'order' | 'history'> | null;
}
