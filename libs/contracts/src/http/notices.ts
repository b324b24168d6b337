/** Notices in the page and their way out to a county's gateway. Instants are ISO 8601 with offset. */
import type { DeliveryKind, DeliveryStatus, NoticeKind, NoticeLevel } from '../notices';

/** A line of somebody's notices. */
export interface NoticeView {
  id: number;
  kind: NoticeKind;
  kindLabel: string;
  level: NoticeLevel;
  text: string;
  at: string;
  orderCode: string | null;
  /** The order may be opened by the reader; false once it has left the reader's unit. */
  readable: boolean;
  read: boolean;
}

/** `{count: 99, more: true}` is shown as “99+”. */
export interface NoticeCount {
  count: number;
  more: boolean;
}

/** Either some notices by number, or all of one's own up to a number. */
export interface MarkReadRequest {
  ids?: number[];
  upTo?: number;
}

/** Where notices are sent, and which. An empty list of kinds means all. */
export interface WebhookTargetView {
  code: string;
  name: string;
  url: string;
  kinds: NoticeKind[];
  enabled: boolean;
  /** The gateway stands in the county's own network: private addresses, and there also plain http, are allowed. */
  allowPrivate: boolean;
  version: number;
}
export interface WebhookTargetRequest {
  name: string;
  url: string;
  kinds?: NoticeKind[];
  enabled?: boolean;
  allowPrivate?: boolean;
}
export interface ChangeWebhookTargetRequest extends WebhookTargetRequest {
  version: number;
}
/** The secret is shown this once. */
export interface WebhookSecretView {
  target: WebhookTargetView;
  secret: string;
}

/** When people are left in peace and how often a gateway is tried; each change is a version of its own. */
export interface DeliveryRulesView {
  /** `HH:mm` in Asia/Shanghai, from … to, over midnight too; null: at all hours. */
  quiet: { from: string; to: string } | null;
  /** Minutes to wait after the first, second, … failure; after the last one the delivery is given up. */
  retryMinutes: number[];
  /** Notices and deliveries older than this are removed. */
  keepDays: number;
  version: number;
}
export interface DeliveryRulesRequest {
  quietFrom?: string;
  quietTo?: string;
  retryMinutes: number[];
  keepDays: number;
  version: number;
}

export interface WebhookSettings {
  targets: WebhookTargetView[];
  rules: DeliveryRulesView;
}

/** A line of the delivery log: nothing of the case but its code. */
export interface DeliveryView {
  id: string;
  target: string;
  kind: DeliveryKind;
  kindLabel: string;
  orderCode: string | null;
  status: DeliveryStatus;
  statusLabel: string;
  attempts: number;
  /** HTTP status of the last answer; null where there was none. */
  lastStatus: number | null;
  lastError: string | null;
  createdAt: string;
  /** When it is tried next; quiet hours may hold it longer. */
  nextAt: string | null;
  finishedAt: string | null;
}

/** The body that a gateway receives (docs/webhook.md). */
export interface WebhookPayload {
  /** Number of the notice; 0 for a trial. */
  id: number;
  kind: DeliveryKind;
  at: string;
  audience: { unit: string; unitName: string; roles: string[] } | { role: string } | { account: string } | null;
  level: NoticeLevel;
  orderCode: string | null;
  /** "保密件" for a confidential order; null where the receiver may not know it any more. */
  title: string | null;
  text: string;
  url: string | null;
}
