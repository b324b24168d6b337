import {
  type AppealOutcome,
  type Channel,
  type HandoverService,
  type Kind,
  type RefusalReason,
  type Urgency,
} from '@minsheng/contracts';
import { type Topic } from '../texts/topic';
import { type Slots } from '../places';

/** Who called: invented names, numbers of a block that is nobody's. */
export interface GeneratedCaller {
  readonly name: string;
  readonly phone: string;
  readonly address: string;
}

/** An appeal as intake stores it, in clear: whoever loads it seals the personal data. */
export interface GeneratedAppeal {
  readonly appealCode: string;
  readonly orderCode: string | null;
  readonly outcome: AppealOutcome;
  readonly channel: string;
  readonly kind: Kind;
  readonly urgency: Urgency;
  readonly title: string;
  readonly content: string;
  /** null: anonymous. */
  readonly caller: GeneratedCaller | null;
  readonly location: string | null;
  readonly townshipCode: string | null;
  readonly categoryCode: string | null;
  readonly subjectUnitCode: string | null;
  readonly confidential: boolean;
  readonly anonymous: boolean;
  readonly publishable: boolean;
  readonly callbackWanted: boolean;
  readonly language: string;
  readonly receivedAt: Date;
  readonly registeredBy: string | null;
  readonly answer: string | null;
  readonly refusal: { readonly reasonCode: RefusalReason; readonly route: string } | null;
  readonly handover: { readonly service: HandoverService; readonly note: string | null } | null;
}

/** What a case is about before it has a number: the words, the place and who should handle it. */
export interface Draft {
  readonly channel: Channel;
  readonly slots: Slots;
  readonly townshipCode: string;
  readonly unitCode: string;
  readonly topic: Topic;
  /** Which of the topic's tellings. */
  readonly variant: number;
  readonly kind: Kind;
  readonly urgency: Urgency;
  readonly title: string;
  readonly content: string;
  readonly subjectUnitCode: string | null;
  readonly anonymous: boolean;
  readonly confidential: boolean;
}
