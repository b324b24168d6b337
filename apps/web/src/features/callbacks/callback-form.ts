import {
  CALLBACK_OUTCOME_LABELS,
  CALLBACK_OUTCOMES,
  DISSATISFACTION_LABELS,
  DISSATISFACTIONS,
  SATISFACTION_LABELS,
  SATISFACTIONS,
  type ActionInputs,
  type CallbackOutcome,
  type Dissatisfaction,
  type Satisfaction,
} from '@minsheng/contracts';

/** What was heard so far in one call. */
export interface CallbackDraft {
  outcome: CallbackOutcome | null;
  resolved: boolean | null;
  satisfaction: Satisfaction | null;
  dissatisfiedWith: Dissatisfaction | null;
  note: string;
}
/** The questions of a call, asked one after another; the figure keys answer the one that is open. */
export type Step = 'outcome' | 'resolved' | 'satisfaction' | 'dissatisfiedWith';

export interface StepChoice {
  value: string;
  label: string;
}

export const STEP_LABELS: Readonly<Record<Step, string>> = {
  outcome: '接通情况',
  resolved: '问题是否解决',
  satisfaction: '满意度',
  dissatisfiedWith: '不满意原因',
};
const choices = <T extends string>(codes: readonly T[], labels: Readonly<Record<T, string>>): StepChoice[] =>
  codes.map((value) => ({ value, label: labels[value] }));
export const STEP_CHOICES: Readonly<Record<Step, readonly StepChoice[]>> = {
  outcome: choices(CALLBACK_OUTCOMES, CALLBACK_OUTCOME_LABELS),
  resolved: [
    { value: 'true', label: '已解决' },
    { value: 'false', label: '未解决' },
  ],
  satisfaction: choices(SATISFACTIONS, SATISFACTION_LABELS),
  dissatisfiedWith: choices(DISSATISFACTIONS, DISSATISFACTION_LABELS),
};

export function blankDraft(): CallbackDraft {
  return { outcome: null, resolved: null, satisfaction: null, dissatisfiedWith: null, note: '' };
}

export function isDissatisfied({ satisfaction }: CallbackDraft): boolean {
  return satisfaction === 'dissatisfied' || satisfaction === 'very_dissatisfied';
}

/** The questions that this call comes to, as far as it has gone. */
export function stepsOf(draft: CallbackDraft): Step[] {
  if (draft.outcome !== 'answered') return ['outcome'];
  return ['outcome', 'resolved', 'satisfaction', ...(isDissatisfied(draft) ? (['dissatisfiedWith'] as const) : [])];
}

/** The answer of a step as the choice is coded; null while it is open. */
export function answerOf(draft: CallbackDraft, step: Step): string | null {
  const answer = draft[step];
  return answer === null ? null : String(answer);
}

/** The first question without an answer; null when nothing is left to ask. */
export function openStep(draft: CallbackDraft): Step | null {
  return stepsOf(draft).find((step) => answerOf(draft, step) === null) ?? null;
}

/** An answer; one that ends the questions behind it takes their answers along. */
export function answered(draft: CallbackDraft, step: Step, value: string): CallbackDraft {
  const next: CallbackDraft = { ...draft, [step]: step === 'resolved' ? value === 'true' : value };
  const left = stepsOf(next);
  return {
    ...next,
    resolved: left.includes('resolved') ? next.resolved : null,
    satisfaction: left.includes('satisfaction') ? next.satisfaction : null,
    dissatisfiedWith: left.includes('dissatisfiedWith') ? next.dissatisfiedWith : null,
  };
}

/** Takes the last answer back. */
export function stepBack(draft: CallbackDraft): CallbackDraft {
  const last = stepsOf(draft).findLast((step) => answerOf(draft, step) !== null);
  if (last === undefined) return draft;
  if (last === 'outcome') return { ...blankDraft(), note: draft.note };
  return { ...draft, [last]: null, ...(last === 'satisfaction' ? { dissatisfiedWith: null } : {}) };
}

/** What is still wanted before it can be recorded; the rules themselves are judged by the server. */
export function missingText(draft: CallbackDraft): string | null {
  const open = openStep(draft);
  if (open !== null && open !== 'dissatisfiedWith') return `请选择${STEP_LABELS[open]}`;
  const mustExplain = isDissatisfied(draft) && draft.resolved !== false;
  return mustExplain && draft.note.trim() === '' ? '不满意的须写明原因' : null;
}

/** What will become of the case, said before it is recorded. */
export function consequence(draft: CallbackDraft): string {
  if (draft.outcome === null) return '';
  if (draft.outcome === 'not_reached') return '未接通的另选时段再访；满三次且不在同一半天的办结。';
  if (draft.resolved === false) return '未解决的退回重办，第三次起由派单员决定。';
  return openStep(draft) === null || draft.outcome !== 'answered' ? '登记后办结。' : '';
}

export function toInput(draft: CallbackDraft): ActionInputs['record_callback'] {
  const { outcome, resolved, satisfaction, dissatisfiedWith } = draft;
  const note = draft.note.trim();
  return {
    outcome: outcome ?? '',
    ...(resolved === null ? {} : { resolved }),
    ...(satisfaction === null ? {} : { satisfaction }),
    ...(dissatisfiedWith === null ? {} : { dissatisfiedWith }),
    ...(note === '' ? {} : { note }),
  };
}
