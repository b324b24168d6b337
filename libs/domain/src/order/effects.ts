import { type Action } from '@minsheng/contracts';
import { callbackEffect } from './callback-effects';
import { type Inputs } from './inputs';
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
import { redoChanges } from './redo';
import { type Actor } from '../privacy/actor';
import { acceptReturn, dispatch, reassign, rejectReturn, requestReturn, setSubjectUnit } from './routing-effects';
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
  instruct: () => ({ state: 'awaiting_dispatch', leaderInstructed: true }),
  dispatch,
  sign: (order, _input, _actor, { now }) => ({
    state: 'handling',
    signedAt: now,
    ...editTurn(order, () => ({ signedAt: now.toISOString() })),
  }),
  request_return: requestReturn,
  accept_return: acceptReturn,
  reject_return: rejectReturn,
  reassign,
  set_subject_unit: setSubjectUnit,
  contact: recordContact,
  add_note: () => ({}),
  progress: recordProgress,
  submit_reply: submitReply,
  approve_reply: approveReply,
  reject_reply: rejectReply,
  accept_reply: acceptReply,
  send_back: sendBack,
  record_callback: callbackEffect,
  redo: (order, _input, _actor, context) => redoChanges(order, context),
  urge: (order) => ({ urgeCount: order.urgeCount + 1 }),
};
