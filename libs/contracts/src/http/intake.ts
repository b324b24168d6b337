/** Requests and answers of the intake service. Instants are ISO 8601 with offset. */
import type {
  AppealOutcome,
  GroupBasis,
  HandoverService,
  Kind,
  LeaderPost,
  LetterStatus,
  RefusalReason,
  Satisfaction,
  Urgency,
} from '../vocabulary';

export interface RegisterAppealRequest {
  channel: string;
  kind: Kind;
  urgency: Urgency;
  title: string;
  content: string;
  caller?: { name?: string; phone?: string; address?: string };
  location?: string;
  townshipCode?: string;
  categoryCode?: string;
  subjectUnitCode?: string;
  confidential?: boolean;
  anonymous?: boolean;
  publishable?: boolean;
  occurredAt?: string;
  language?: string;
  dialect?: string;
  callbackWanted?: boolean;
  /** Joins this open order (催办) instead of raising a new one. */
  joinOrderCode?: string;
  /** Answered on the spot: what the caller was told. */
  answer?: string;
  refusal?: { reasonCode: RefusalReason; route: string };
  handover?: { service: HandoverService; note?: string };
}

export interface RegisterAppealResponse {
  appealCode: string;
  orderCode: string | null;
}

/** A person as the server shows it: masked unless revealed. */
export interface CallerView {
  name: string | null;
  phone: string | null;
  address: string | null;
}

export interface AppealView {
  appealCode: string;
  orderCode: string | null;
  outcome: AppealOutcome;
  outcomeLabel: string;
  channel: string;
  channelLabel: string;
  kind: Kind;
  urgency: Urgency;
  title: string;
  content: string;
  caller: CallerView;
  location: string | null;
  townshipCode: string | null;
  categoryCode: string | null;
  subjectUnitCode: string | null;
  confidential: boolean;
  anonymous: boolean;
  publishable: boolean;
  occurredAt: string | null;
  language: string | null;
  dialect: string | null;
  callbackWanted: boolean;
  answer: string | null;
  refusal: { reasonCode: RefusalReason; route: string } | null;
  handover: { service: HandoverService; note: string | null } | null;
  registeredAt: string;
  registeredBy: string | null;
}

/** Open orders that a caller may be asking about again. */
export interface SimilarAppealRow {
  appealCode: string;
  orderCode: string;
  title: string;
  statusLabel: string;
  registeredAt: string;
  /** Why it is listed: same_phone, same_place, similar_text. */
  reasons: string[];
}

export interface ChannelView {
  code: string;
  label: string;
  instructionRequired: boolean;
  instructionChain: readonly LeaderPost[];
  identityRequired: boolean;
  publishable: boolean;
}

export interface CategoryView {
  code: string;
  name: string;
  parentCode: string | null;
  /** Offered no more; shown where it was used. */
  retired?: boolean;
}

/** Everything the registration form offers: `GET /api/intake/options`. */
export interface IntakeOptions {
  channels: ChannelView[];
  categories: CategoryView[];
  townships: { code: string; name: string }[];
}

export interface CaptchaResponse {
  captchaId: string;
  svg: string;
  /** The same challenge in words, for those who cannot see the picture. */
  question?: string;
}

export interface SubmitLetterRequest {
  mailbox: string;
  kind: Kind;
  title: string;
  content: string;
  name: string;
  phone: string;
  publishable: boolean;
  confidential?: boolean;
  address?: string;
  location?: string;
  townshipCode?: string;
  captchaId?: string;
  captchaAnswer?: string;
}

export interface SubmitLetterResponse {
  letterCode: string;
  /** Shown once; only its hash is kept. */
  queryCode: string;
}

export interface LetterProgressItem {
  at: string;
  label: string;
  text: string | null;
}

export interface LetterView {
  letterCode: string;
  title: string;
  status: LetterStatus;
  statusLabel: string;
  /** A leader has written an instruction, whoever it was. */
  instructed: boolean;
  /** It ended without a reply. */
  ending: 'withdrawn' | 'refused' | null;
  /** A long-term item: handled, but without a limit. */
  longTerm: boolean;
  receivedAt: string;
  dueAt: string | null;
  unitName: string | null;
  progress: LetterProgressItem[];
  publicReply: string | null;
  repliedAt: string | null;
  /** Number and time of the reply in the public column, while it stands there. */
  published: { code: string; at: string } | null;
  canRate: boolean;
  rating: { resolved: boolean; satisfaction: Satisfaction } | null;
}

export interface RateLetterRequest {
  queryCode: string;
  resolved: boolean;
  satisfaction: Satisfaction;
}

/** An order among those of a group alert. */
export interface GroupCase {
  orderCode: string;
  title: string;
  callers: number;
  /** Null until dispatch has told. */
  stateLabel: string | null;
  isOpen: boolean;
  /** The order that it follows 并单. */
  mergedInto: string | null;
}

/** 群诉预警: so many callers on one matter or place within the window of the table of rules. */
export interface GroupAlertView {
  id: number;
  basis: GroupBasis;
  basisLabel: string;
  /** The order, the place, or township and category. */
  subject: string;
  callers: number;
  openedAt: string;
  changedAt: string;
  cases: GroupCase[];
}
