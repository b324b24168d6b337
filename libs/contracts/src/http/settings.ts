/** Requests and answers of the administrator's tables (`/api/dispatch/settings`). Dates `yyyy-MM-dd`, instants ISO 8601. */
import type { Channel } from '../channels';
import type { ReasonsTable } from '../reasons';
import type { SettingData, SettingName } from '../tables';

/** `past` also for a version that a newer one replaced before it came into force. */
export type SettingStatus = 'in_force' | 'pending' | 'past';

export interface SettingVersionRow {
  version: number;
  effectiveFrom: string;
  note: string;
  /** null: shipped with the program. */
  savedBy: string | null;
  savedAt: string | null;
  status: SettingStatus;
}

export interface SettingSummary {
  name: SettingName;
  label: string;
  /** The version that holds today. */
  inForce: SettingVersionRow;
  /** The newest version: what the next one is made from. */
  latest: SettingVersionRow;
}

/** A table with its versions, the newest first. */
export interface SettingDetail {
  name: SettingName;
  label: string;
  versions: SettingVersionRow[];
}

export interface SettingVersionView<N extends SettingName = SettingName> extends SettingVersionRow {
  name: N;
  data: SettingData[N];
}

export interface SaveSettingRequest<N extends SettingName = SettingName> {
  /** The newest version when the page was made; an older one is refused with 409. */
  baseVersion: number;
  /** From which Shanghai day on it holds: today or later. */
  effectiveFrom: string;
  /** Why: the document or the decision. */
  note: string;
  data: SettingData[N];
}

/** One value that a new version changes. */
export interface SettingChange {
  path: string;
  before: string | null;
  after: string | null;
}

/** What saving would change against the newest version. */
export interface SettingCheck {
  baseVersion: number;
  changes: SettingChange[];
}

/** An open order whose times a new calendar moves: nothing of the case but its code. */
export interface MovedDeadline {
  orderCode: string;
  from: string | null;
  to: string | null;
  /** Working days by which the due time moves, negative for earlier. */
  workdays: number;
  /** Sign, contact or preliminary times move as well. */
  otherTimes: boolean;
  provisionalBefore: boolean;
  provisionalAfter: boolean;
}

export interface CalendarPreview {
  baseVersion: number;
  /** Days that are worked under one calendar and not under the other. */
  changedDays: { date: string; before: string; after: string }[];
  /** Open deadlines that are provisional or span a changed day. */
  examined: number;
  /** Of these, whose due time moves later, and earlier. */
  later: number;
  earlier: number;
  /** Only other times move, or the deadline merely stops being provisional. */
  other: number;
  items: MovedDeadline[];
  nextCursor: string | null;
}

/** The recomputing of open deadlines after a calendar came into force. */
export interface CalendarRun {
  version: number;
  total: number;
  done: number;
  moved: number;
  startedAt: string;
  finishedAt: string | null;
}

/** What every page needs of the tables in force. */
export interface CurrentSettings {
  channels: Channel[];
  reasons: ReasonsTable;
}

/** A category as the administrator sees it. */
export interface CategoryRow {
  code: string;
  name: string;
  parentCode: string | null;
  retired: boolean;
  version: number;
  /** Appeals registered under it. */
  used: number;
}

export interface SaveCategoryRequest {
  code: string;
  name: string;
  parentCode?: string | null;
}

export interface ChangeCategoryRequest {
  version: number;
  name: string;
  parentCode: string | null;
  retired: boolean;
}

/** A table file with categories: what loading it does, or did. */
export interface CategoryLoad {
  applied: boolean;
  create: { code: string; name: string; parentCode: string | null }[];
  change: { code: string; name: string; parentCode: string | null }[];
  unchanged: number;
  problems: { line: number; problem: string }[];
}
