import {
  type CallbackOutcome,
  type ContactOutcome,
  type Kind,
  type ResultCode,
  type ReturnReason,
  type Satisfaction,
  type Urgency,
} from '@minsheng/contracts';

/** What each action is given; the service's DTOs have checked its form. */
export interface Inputs {
  instruct: { text: string };
  dispatch: {
    leadUnitCode: string;
    coUnitCodes?: readonly string[];
    kind?: Kind;
    urgency?: Urgency;
    categoryCode?: string;
    brief?: string;
    note?: string;
  };
  sign: { reason?: string };
  request_return: { reasonCode: ReturnReason; basis: string; suggestedUnitCode?: string };
  accept_return: { reason?: string };
  reject_return: { reason?: string };
  reassign: { unitCode: string; reason: string };
  set_subject_unit: { unitCode: string };
  contact: { at: Date; outcome: ContactOutcome; note: string };
  add_note: { text: string };
  progress: { text: string; public: boolean };
  submit_reply: { resultCode: ResultCode; publicReply: string; internalAccount: string; contactedAt?: Date };
  approve_reply: { reason?: string };
  reject_reply: { reason?: string };
  accept_reply: { reason?: string };
  send_back: { reason?: string };
  record_callback: { outcome: CallbackOutcome; resolved?: boolean; satisfaction?: Satisfaction; note?: string };
  redo: { reason?: string };
  urge: { reason?: string };
}
