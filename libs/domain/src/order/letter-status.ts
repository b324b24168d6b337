import { LETTER_STATUS_LABELS, type LetterStatus, type OrderState } from '@minsheng/contracts';

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

/** How an order ended without a reply: taken back by the citizen, or refused; also once it is archived. */
export function letterEnding(state: OrderState, terminationReason?: string | null): 'withdrawn' | 'refused' | null {
  if (state !== 'terminated' && (state !== 'archived' || !terminationReason)) return null;
  return terminationReason === 'withdrawn' ? 'withdrawn' : 'refused';
}

/** What a citizen is told of the order's state: no inner quarrels over who handles it. */
export function letterStatus(state: OrderState, terminationReason?: string | null): LetterStatus {
  const ending = letterEnding(state, terminationReason);
  if (ending === null) return STATUS[state];
  // What the citizen took back was not refused.
  return ending === 'withdrawn' ? 'closed' : 'refused';
}

/** The same in words. A long-term item is handled, only without a limit; what was taken back was not “done”. */
export function letterStatusLabel(state: OrderState, terminationReason?: string | null): string {
  if (state === 'suspended') return `${LETTER_STATUS_LABELS.handling}（长期事项）`;
  if (letterEnding(state, terminationReason) === 'withdrawn') return '已撤回';
  return LETTER_STATUS_LABELS[letterStatus(state, terminationReason)];
}
