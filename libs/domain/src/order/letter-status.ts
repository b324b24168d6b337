import { type LetterStatus, type OrderState } from '@minsheng/contracts';

const STATUS: Readonly<Record<OrderState, LetterStatus>> = {
  awaiting_instruction: 'awaiting_instruction',
  awaiting_dispatch: 'received',
  awaiting_sign: 'dispatched',
  handling: 'handling',
  return_pending: 'handling',
  awaiting_unit_review: 'handling',
  awaiting_center_review: 'handling',
  awaiting_callback: 'replied',
  suspended: 'handling',
  closed: 'closed',
  terminated: 'refused',
  archived: 'closed',
};

/** What a citizen is told of the order's state: no inner quarrels over who handles it. */
export function letterStatus(state: OrderState, terminationReason?: string | null): LetterStatus {
  // What the citizen took back was not refused.
  if (state === 'terminated' && terminationReason === 'withdrawn') return 'closed';
  return STATUS[state];
}
