/** 派单目录: which unit a matter of a category in a township belongs to. Instants are ISO 8601 with offset. */
import type { ReturnReason } from '../vocabulary';

/** What a dispatcher lays down. `null` as category or township: any. `null` as lead: the township the matter lies in. */
export interface DirectoryEntryInput {
  categoryCode: string | null;
  townshipCode: string | null;
  leadUnitCode: string | null;
  coUnitCodes: string[];
  /** 职责依据: the law, the duty list or the decision that gives the matter to the unit. */
  basis: string;
  note: string | null;
}

/** One entry as it holds now, or as it was when it was retired. */
export interface DirectoryEntryView extends DirectoryEntryInput {
  number: number;
  version: number;
  retired: boolean;
  categoryName: string | null;
  townshipName: string | null;
  leadUnitName: string | null;
  coUnitNames: string[];
  /** A unit, township or category it names is no longer there: it proposes nothing until it is mended. */
  problem: string | null;
}

export const DIRECTORY_CHANGE_LABELS = { created: '新增', changed: '修改', retired: '停用' } as const;
export type DirectoryChange = keyof typeof DIRECTORY_CHANGE_LABELS;

/** One version of an entry: nothing is overwritten. */
export interface DirectoryVersionView {
  version: number;
  change: DirectoryChange;
  at: string;
  actorName: string;
  reason: string | null;
  before: DirectoryEntryView | null;
  after: DirectoryEntryView;
}

/** A unit that the directory names for an order, with the sentence that says why. */
export interface ProposalCandidate {
  entryNumber: number;
  entryVersion: number;
  leadUnitCode: string;
  leadUnitName: string;
  coUnitCodes: string[];
  coUnitNames: string[];
  reason: string;
}

/** `…/proposal?categoryCode`: best first; `passedOver` says which entries were not followed and why. */
export interface ProposalView {
  candidates: ProposalCandidate[];
  passedOver: { entryNumber: number; reason: string }[];
}

export const DISAGREEMENT_LABELS = {
  differs: '派给了目录以外的单位',
  rerouted: '退回或改派到其他单位',
  uncovered: '目录没有规定',
} as const;
export type Disagreement = keyof typeof DISAGREEMENT_LABELS;

/** Orders of one category and township that went to another unit than the directory says: nothing changes by itself. */
export interface DirectorySuggestion {
  categoryCode: string;
  categoryName: string;
  townshipCode: string | null;
  townshipName: string | null;
  /** Where they went. */
  chosenUnitCode: string;
  chosenUnitName: string;
  /** What the directory says of them now; null: nothing. */
  proposedUnitName: string | null;
  /** The entry that says so; to be changed when it is exactly of this category and township. */
  entryNumber: number | null;
  entryVersion: number | null;
  /** The entry is of exactly this category and township; otherwise a new one is made beside it. */
  isExact: boolean;
  counts: Record<Disagreement, number>;
  total: number;
  /** The newest of them, at most ten. */
  orderCodes: string[];
  lastAt: string;
}

/** How often a unit gave orders back, of those asked in the period. */
export interface UnitReturns {
  unitCode: string;
  unitName: string;
  /** Orders given to the unit in the period, by dispatch or reassignment. */
  dispatched: number;
  asked: number;
  accepted: number;
  rejected: number;
  /** Neither: the order was taken from the unit meanwhile. */
  lapsed: number;
  pending: number;
  byReason: Partial<Record<ReturnReason, number>>;
}

/** `dispatch/directory/import`: a preview, and with `confirm` the deed. Rows that are missing in the file stay. */
export interface DirectoryImportResult {
  rows: number;
  added: number;
  changed: number;
  unchanged: number;
  problems: { line: number; message: string }[];
  applied: boolean;
}
