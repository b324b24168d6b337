/** The auditor's answers, and the words of the audit trail. Instants are ISO 8601. */

/** What a line of the audit trail may be about. Services add theirs; one that is missing here is shown by its code. */
export const AUDIT_ACTION_LABELS: Readonly<Record<string, string>> = {
  reveal: '查看联系方式',
  login: '登录',
  account_locked: '账号锁定',
  verify_chain: '校验存证',
  anchor: '日锚',
};

/** A line of the audit trail as the auditor reads it. */
export interface AuditEntry {
  id: number;
  at: string;
  actor: string;
  action: string;
  object: string;
  details: Record<string, unknown>;
  /** Its place in the chain; null until sealed, within two seconds. */
  position: number | null;
}

/** How far a check of the chains is; `interrupted`: its process ended before it did. */
export type ChainCheckState = 'running' | 'done' | 'failed' | 'interrupted';

/** A check that an auditor asked for. */
export interface ChainCheckView {
  id: number;
  /** null: every order and the whole audit trail. */
  orderCode: string | null;
  askedBy: string;
  state: ChainCheckState;
  startedAt: string;
  finishedAt: string | null;
  /** Orders walked so far. */
  orders: number;
  /** Lines of the audit trail walked so far. */
  lines: number;
  /** Differences found; the first of them in Chinese. */
  found: number;
  differences: string[];
}

/** The newest daily anchor of all histories. */
export interface AnchorView {
  /** yyyy-MM-dd in Asia/Shanghai. */
  date: string;
  at: string;
  orders: number;
  /** History rows sealed by it and the anchors before. */
  rows: number;
  /** Its place in the audit chain; null until sealed. */
  position: number | null;
}

/** `GET /api/dispatch/audit/chain`: how the chains stand. */
export interface AuditChainView {
  /** Lines of the audit trail in the chain, and those that still wait. */
  sealed: number;
  pending: number;
  anchor: AnchorView | null;
  lastCheck: ChainCheckView | null;
}
