import { type AppealOutcome, type Kind } from '@minsheng/contracts';

/** The stored 0/1 scores of one appeal. */
export interface AppealScore {
  readonly answered: boolean;
  /** Base of 直办率: everything but what was refused or handed to another service. */
  readonly valid: boolean;
  /** Counts in 办复率 as replied at once: praise asks for no reply. */
  readonly answeredDue: boolean;
}

export function scoreAppeal(appeal: { outcome: AppealOutcome; kind: Kind }): AppealScore {
  const answered = appeal.outcome === 'answered';
  return {
    answered,
    valid: appeal.outcome !== 'refused' && appeal.outcome !== 'handed_over',
    answeredDue: answered && appeal.kind !== 'praise',
  };
}
