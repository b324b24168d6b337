import {
  type CallbackOutcome,
  type ContactOutcome,
  type Dissatisfaction,
  type ExclusionCategory,
  type Kind,
  type LeaderPost,
  type PauseReason,
  type RefusalReason,
  type ResultCode,
  type ReturnReason,
  type Satisfaction,
  type SplitPart,
  type SheetNumber,
  type SupervisionLevel,
  type Urgency,
} from '@minsheng/contracts';

/** What each action is given; the service's DTOs have checked its form. */
export interface Inputs {
  propose: { text: string };
  instruct: { text: string };
  ask_instruction: { propose?: string; reason?: string; posts?: readonly LeaderPost[] };
  dispatch: {
    leadUnitCode: string;
    coUnitCodes?: readonly string[];
    kind?: Kind;
    urgency?: Urgency;
    categoryCode?: string;
    brief?: string;
    note?: string;
  };
  designate: { leadUnitCode: string; reason: string; coUnitCodes?: readonly string[] };
  sign: { reason?: string };
  request_return: { reasonCode: ReturnReason; basis: string; suggestedUnitCode?: string };
  accept_return: { reason?: string };
  reject_return: { reason?: string };
  reassign: { unitCode: string; reason: string };
  add_co_unit: { unitCode: string; dueAt?: Date };
  submit_opinion: { text: string };
  set_subject_unit: { unitCode: string };
  contact: { at: Date; outcome: ContactOutcome; note: string };
  add_note: { text: string };
  progress: { text: string; public: boolean };
  /** Working days counted on from the present due day. */
  request_extension: { workdays: number; reason: string; basis?: string };
  approve_extension: { reason?: string };
  refuse_extension: { reason?: string };
  pause: { reasonCode: PauseReason; until: Date; reason?: string };
  resume: { reason?: string };
  /** yyyy-MM-dd in Asia/Shanghai. */
  request_suspension: { reason?: string; reviewDate?: string };
  suspend: { reviewDate: string; reason?: string };
  refuse_suspension: { reason?: string };
  unsuspend: { reason?: string };
  request_termination: { reasonCode?: RefusalReason; reason?: string };
  terminate: { reasonCode?: RefusalReason; reason?: string };
  refuse_termination: { reason?: string };
  withdraw: { reason?: string; evidence?: string };
  submit_reply: { resultCode: ResultCode; publicReply: string; internalAccount: string; contactedAt?: Date };
  approve_reply: { reason?: string };
  reject_reply: { reason?: string };
  accept_reply: { reason?: string };
  send_back: { reason?: string };
  record_callback: {
    outcome: CallbackOutcome;
    resolved?: boolean;
    satisfaction?: Satisfaction;
    dissatisfiedWith?: Dissatisfaction;
    note?: string;
  };
  redo: { reason?: string };
  /** Question and answer exactly as the public is to read them. */
  clear_publication: { title: string; content: string; reply: string };
  publish: { reason?: string };
  unpublish: { reason?: string };
  request_exclusion: { categoryCode?: ExclusionCategory; reason?: string; evidence?: string };
  exclude: { reason?: string };
  refuse_exclusion: { reason?: string };
  merge: { intoOrderCode: string; reason: string };
  unmerge: { reason?: string };
  split: { parts: readonly SplitPart[] };
  urge: { reason?: string };
  /** `no` is given by the service, never by whoever asks. */
  supervise: { level: SupervisionLevel; text: string; dueAt: Date; no?: SheetNumber };
  note_instruction: { text: string; dueAt?: Date; no?: SheetNumber };
  /** Answers every sheet and instruction that waits for a report. */
  report_supervision: { text: string };
}
