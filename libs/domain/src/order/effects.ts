import { type Action } from '@minsheng/contracts';
import { callbackEffect } from './callback-effects';
import { addCoUnit, submitOpinion } from './co-unit-effects';
import { refuseTermination, requestTermination, terminate, withdraw } from './ending-effects';
import { exclude, refuseExclusion, requestExclusion } from './exclusion-effects';
import { approveExtension, refuseExtension, requestExtension } from './extension-effects';
import { type Inputs } from './inputs';
import { askInstruction, instruct } from './instruction-effects';
import { type OrderChanges, type WorkOrder } from './order';
import {
  acceptReply,
  approveReply,
  recordContact,
  recordProgress,
  rejectReply,
  sendBack,
  submitReply,
} from './reply-effects';
import { endPause, pause } from './pause-effects';
import { clearPublication, publish, unpublish } from './publication-effects';
import { redoChanges } from './redo';
import { type Actor } from '../privacy/actor';
import {
  acceptReturn,
  designate,
  dispatch,
  reassign,
  rejectReturn,
  requestReturn,
  setSubjectUnit,
} from './routing-effects';
import { mergeInto, unmerge } from '../merging/merge-effects';
import { noteInstruction, reportSupervision, supervise } from './supervision-effects';
import { refuseSuspension, requestSuspension, suspend, unsuspend } from './suspension-effects';
import { type RuleContext } from './rule-context';
import { editTurn } from './turns';

/** What an action does to the order, once state and guards allow it. */
export type Effect<A extends Action> = (
  order: WorkOrder,
  input: Inputs[A],
  actor: Actor,
  context: RuleContext,
) => OrderChanges;

export const EFFECTS: { readonly [A in Action]: Effect<A> } = {
  propose: (_order, { text }) => ({ proposal: text }),
  instruct,
  ask_instruction: askInstruction,
  dispatch,
  designate,
  sign: (order, _input, _actor, { now }) => ({
    state: 'handling',
    signedAt: now,
    ...editTurn(order, () => ({ signedAt: now.toISOString() })),
  }),
  request_return: requestReturn,
  accept_return: acceptReturn,
  reject_return: rejectReturn,
  reassign,
  add_co_unit: addCoUnit,
  submit_opinion: submitOpinion,
  set_subject_unit: setSubjectUnit,
  contact: recordContact,
  add_note: () => ({}),
  progress: recordProgress,
  request_extension: requestExtension,
  approve_extension: approveExtension,
  refuse_extension: refuseExtension,
  pause,
  resume: (order, _input, _actor, context) => endPause(order, context),
  request_suspension: requestSuspension,
  suspend,
  refuse_suspension: refuseSuspension,
  unsuspend,
  request_termination: requestTermination,
  terminate,
  refuse_termination: refuseTermination,
  withdraw,
  submit_reply: submitReply,
  approve_reply: approveReply,
  reject_reply: rejectReply,
  accept_reply: acceptReply,
  send_back: sendBack,
  record_callback: callbackEffect,
  redo: (order, _input, _actor, context) => redoChanges(order, context),
  clear_publication: clearPublication,
  publish,
  unpublish,
  request_exclusion: requestExclusion,
  exclude,
  refuse_exclusion: refuseExclusion,
  merge: mergeInto,
  unmerge,
  split: (order, { parts }) => ({ partCount: order.partCount + parts.length }),
  urge: (order) => ({ urgeCount: order.urgeCount + 1 }),
  supervise,
  note_instruction: noteInstruction,
  report_supervision: reportSupervision,
};
