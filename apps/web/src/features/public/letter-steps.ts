/** The road of a letter as a citizen follows it. */
import { LETTER_STATUS_LABELS, type LetterView } from '@minsheng/contracts';
import { formatDue } from '@/composables/format-time';

export interface LetterStep {
  readonly label: string;
  readonly reached: boolean;
  readonly current: boolean;
}

const ROAD = ['received', 'awaiting_instruction', 'dispatched', 'handling', 'replied', 'closed'] as const;

/**
 * Where the letter stands on the road. One that ended without a reply leaves the road where it had got to; a long-term
 * item is handled like any other, and called what it is.
 */
export function stepsOf(
  letter: Pick<LetterView, 'status' | 'statusLabel' | 'ending' | 'unitName' | 'instructed'>,
): LetterStep[] {
  const { status, statusLabel, instructed } = letter;
  if (letter.ending !== null || status === 'refused') {
    const passed = letter.unitName === null ? [] : [LETTER_STATUS_LABELS.dispatched];
    return [
      ...[LETTER_STATUS_LABELS.received, ...passed].map((label) => ({ label, reached: true, current: false })),
      { label: statusLabel, reached: true, current: true },
    ];
  }
  // Between the leader's instruction and dispatch the letter has not gone back to the first step.
  const at = status === 'received' && instructed ? ROAD.indexOf('awaiting_instruction') : ROAD.indexOf(status);
  return ROAD.map((step, index) => ({
    // “待领导批示” is said while it waits; behind and ahead of it the step is “领导批示”.
    label: index === at && step === status ? statusLabel : LETTER_STATUS_LABELS[step].replace(/^待/, ''),
    reached: index <= at,
    current: index === at,
  }));
}

/** Until when an answer may be expected, as far as there is a limit. */
export function dueText(letter: Pick<LetterView, 'dueAt' | 'ending' | 'longTerm'>): string {
  if (letter.longTerm) return '长期事项，不设答复期限，定期复核';
  if (letter.ending !== null) return '—';
  return letter.dueAt ? `${formatDue(letter.dueAt)} 前` : '交办后确定';
}
