/** Units and accounts in an administrator's hands; one's own password and sessions. Instants are ISO 8601 with offset. */
import type { Post, Role, UnitKind } from '../vocabulary';
import type { AccountView, UnitView } from './dispatch';

/** A unit as the administrator's table shows it. */
export interface UnitRecord extends UnitView {
  active: boolean;
  version: number;
}
export interface UnitTable {
  items: UnitRecord[];
  /** Orders whose readers are being rewritten after a move; null: none. Lists already follow the new tree. */
  rewriting: { done: number; total: number } | null;
}
export interface UnitFields {
  name: string;
  kind: UnitKind;
  /** Left out: top level. */
  parentCode?: string;
}
export interface CreateUnitRequest extends UnitFields {
  code: string;
}
export interface ChangeUnitRequest extends UnitFields {
  version: number;
}
/** What keeps a unit from being closed down. */
export interface UnitDependents {
  openOrders: number;
  /** Usernames of active accounts. */
  accounts: string[];
  /** Codes of active units directly below. */
  subUnits: string[];
}

/** What an administrator may do to an account; the page shows the buttons that the server names. */
export const ACCOUNT_DEED_LABELS = {
  change: '修改',
  disable: '停用',
  enable: '启用',
  unlock: '解锁',
  reset_password: '重置密码',
  cut_sessions: '强制下线',
} as const;
export type AccountDeed = keyof typeof ACCOUNT_DEED_LABELS;

export interface AccountRecord {
  username: string;
  displayName: string;
  roles: Role[];
  unitCode: string | null;
  unitName: string | null;
  post: Post | null;
  active: boolean;
  /** Until when five wrong passwords keep it locked; null: it is not. */
  lockedUntil: string | null;
  mustChangePassword: boolean;
  version: number;
  allowedActions: AccountDeed[];
}
export interface AccountFields {
  displayName: string;
  roles: Role[];
  unitCode?: string;
  post?: Post;
}
export interface CreateAccountRequest extends AccountFields {
  username: string;
}
export interface ChangeAccountRequest extends AccountFields {
  version: number;
}
/** A password that is told this once and must be changed at the first sign-in. */
export interface InitialPassword {
  username: string;
  displayName: string;
  password: string;
}
export interface AccountWithPassword {
  account: AccountRecord;
  password: string;
}

export const TABLE_STATUS_LABELS = { create: '新增', change: '更改', unchanged: '不变', bad: '有误' } as const;
export type TableStatus = keyof typeof TABLE_STATUS_LABELS;
/** One row of a table file and what loading it would do. */
export interface TableLine {
  /** As a spreadsheet counts: the heading is line 1. */
  line: number;
  status: TableStatus;
  /** Code of the unit or name of the account, as it stands in the file. */
  key: string;
  /** What would be stored, in words; for a bad row what must be mended. */
  text: string;
}
export interface TableReport {
  /** False for a preview. */
  applied: boolean;
  counts: Record<TableStatus, number>;
  lines: TableLine[];
  /** Of the accounts made now; empty for a preview and for units. */
  passwords: InitialPassword[];
}
/** A table file is sent as it stands, with this content type. */
export const TABLE_CONTENT_TYPE = 'application/octet-stream';
export const TABLE_MAX_BYTES = 2 * 1024 * 1024;

export interface ChangePasswordRequest {
  current: string;
  next: string;
}
/** One of one's own sign-ins. */
export interface SessionView {
  sessionId: string;
  createdAt: string;
  lastUsedAt: string;
  /** The one that asks. */
  current: boolean;
}
/** Who asks, and whether the password must be changed first. */
export interface OwnAccountView extends AccountView {
  mustChangePassword: boolean;
}
