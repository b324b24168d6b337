import {
  EXCLUSION_CATEGORY_LABELS,
  PAUSE_REASON_LABELS,
  REFUSAL_REASON_LABELS,
  RETURN_REASON_LABELS,
} from './vocabulary';

/** The lists of reasons that people choose from; each is a column of the table `reasons`. */
export const REASON_LIST_LABELS = {
  return: '退单理由',
  refusal: '不予受理原因',
  termination: '终止办理原因',
  pause: '停表原因',
  exclusion: '剔除考核类别',
} as const;
export type ReasonList = keyof typeof REASON_LIST_LABELS;
export const REASON_LISTS = Object.keys(REASON_LIST_LABELS) as readonly ReasonList[];

/** One reason as an administrator keeps it. */
export interface ReasonRow {
  readonly code: string;
  readonly label: string;
  /** Switched off: no longer offered; what was recorded with it keeps its label. */
  readonly active: boolean;
}
export type ReasonsTable = Readonly<Record<ReasonList, readonly ReasonRow[]>>;

const rows = (labels: Readonly<Record<string, string>>): ReasonRow[] =>
  Object.entries(labels).map(([code, label]) => ({ code, label, active: true }));

/** The lists of a new installation. Orders are terminated for what an appeal would not be accepted for (rules §4). */
export const SHIPPED_REASONS: ReasonsTable = {
  return: rows(RETURN_REASON_LABELS),
  refusal: rows(REFUSAL_REASON_LABELS),
  termination: rows(REFUSAL_REASON_LABELS),
  pause: rows(PAUSE_REASON_LABELS),
  exclusion: rows(EXCLUSION_CATEGORY_LABELS),
};
