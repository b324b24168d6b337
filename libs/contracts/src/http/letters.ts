/** Letters 信件: their road, their register 信箱台账, and the public column of replies. Instants are ISO 8601 with offset. */
import type { LetterStage, PersonalDataKind } from '../letter-vocabulary';
import type { Kind, Lamp, OrderState } from '../vocabulary';

/** A step of a letter's road as the order page shows it. */
export interface LetterStageView {
  stage: LetterStage;
  /** “分管领导批示” rather than “批示” where the post is known. */
  label: string;
  at: string | null;
  /** This letter does not pass the step: it came without, or may not be published. */
  skipped: boolean;
}

/** The words cleared for the public, and who let them out. */
export interface PublicationView {
  title: string;
  content: string;
  reply: string;
  clearedByName: string;
  clearedAt: string;
  publishedByName: string | null;
  publishedAt: string | null;
  withdrawnAt: string | null;
}

export const PUBLICATION_FIELDS = ['title', 'content', 'reply'] as const;
export type PublicationField = (typeof PUBLICATION_FIELDS)[number];

/** `POST …/publication/check`: what is left out is taken from the case itself, masked as a first draft. */
export interface PublicationCheckRequest {
  title?: string;
  content?: string;
  reply?: string;
}

/** One thing that the detector found in a text. */
export interface PublicationFinding {
  field: PublicationField;
  kind: PersonalDataKind;
  label: string;
  /** Positions in the text that was checked, in UTF-16 units. */
  start: number;
  end: number;
  /** Publishing is refused while it stands there; otherwise it asks for a second look. */
  refused: boolean;
}
export interface PublicationCheck {
  /** The texts checked, for a page that asked for a draft. */
  texts: Record<PublicationField, string>;
  findings: PublicationFinding[];
  /** The same texts with everything found masked. */
  masked: Record<PublicationField, string>;
}

/** A line of the 信箱台账: a letter with the dates of its road. Persons are masked, a confidential letter is 保密件. */
export interface LetterRegisterRow {
  letterCode: string;
  orderCode: string;
  channelLabel: string;
  receivedAt: string;
  callerName: string | null;
  callerPhone: string | null;
  kindLabel: string;
  title: string;
  summary: string | null;
  state: OrderState;
  stateLabel: string;
  proposal: string | null;
  proposedByName: string | null;
  proposedAt: string | null;
  instructions: { postLabel: string; byName: string; text: string; at: string }[];
  dispatchedAt: string | null;
  unitName: string | null;
  coUnitNames: string[];
  signedAt: string | null;
  dueAt: string | null;
  lamp: Lamp;
  /** Extensions granted. */
  extensions: number;
  repliedAt: string | null;
  unitReviewedAt: string | null;
  unitReviewedByName: string | null;
  centerReviewedAt: string | null;
  centerReviewedByName: string | null;
  closedAt: string | null;
  publicReply: string | null;
  /** 按期, 逾期 or 未到期; null while nothing is due. */
  overdueLabel: string | null;
  publishedLabel: string;
  publishedAt: string | null;
  callbackLabel: string | null;
  note: string;
}

/** A line of the public column. */
export interface PublishedReplyRow {
  /** Public number: no key to anything. */
  code: string;
  title: string;
  kind: Kind;
  kindLabel: string;
  categoryName: string | null;
  unitName: string | null;
  receivedAt: string;
  repliedAt: string | null;
  publishedAt: string;
}

/** Question and answer as two people cleared them. */
export interface PublishedReplyView extends PublishedReplyRow {
  content: string;
  reply: string;
  satisfactionLabel: string | null;
}
