/** The road of a letter as a citizen follows it. */
import { LETTER_STATUS_LABELS, type LetterStatus } from '@minsheng/contracts';

export interface LetterStep {
  readonly label: string;
  readonly reached: boolean;
  readonly current: boolean;
}

const ROAD = ['received', 'awaiting_instruction', 'dispatched', 'handling', 'replied', 'closed'] as const;

/** Where the letter stands on the road; a refused one leaves it after the first step. */
export function stepsOf(status: LetterStatus, instructed = false): LetterStep[] {
  if (status === 'refused') {
    return [
      { label: LETTER_STATUS_LABELS.received, reached: true, current: false },
      { label: LETTER_STATUS_LABELS.refused, reached: true, current: true },
    ];
  }
  // Between the leader's instruction and dispatch the letter has not gone back to the first step.
  const at = status === 'received' && instructed ? ROAD.indexOf('awaiting_instruction') : ROAD.indexOf(status);
  return ROAD.map((step, index) => ({
    // “待领导批示” is said while it waits; behind and ahead of it the step is “领导批示”.
    label: index === at && step === status ? LETTER_STATUS_LABELS[step] : LETTER_STATUS_LABELS[step].replace(/^待/, ''),
    reached: index <= at,
    current: index === at,
  }));
}
