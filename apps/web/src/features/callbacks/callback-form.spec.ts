import {
  answered,
  blankDraft,
  consequence,
  isDissatisfied,
  missingText,
  openStep,
  STEP_CHOICES,
  stepBack,
  stepsOf,
  toInput,
  type CallbackDraft,
} from './callback-form';

/** Presses figure keys one after another. */
function typed(...figures: number[]): CallbackDraft {
  return figures.reduce((draft, figure) => {
    const step = openStep(draft);
    const choice = step && STEP_CHOICES[step][figure - 1];
    return step && choice ? answered(draft, step, choice.value) : draft;
  }, blankDraft());
}

describe('a call back by figure keys', () => {
  it('asks for solved and satisfied only of somebody who answered', () => {
    expect(stepsOf(typed(1))).toEqual(['outcome', 'resolved', 'satisfaction']);
    for (const figure of [2, 3, 4]) expect(openStep(typed(figure))).toBeNull();
    expect(toInput(typed(2))).toEqual({ outcome: 'not_reached' });
  });

  it('takes three figures for a content caller', () => {
    const draft = typed(1, 1, 2);
    expect(missingText(draft)).toBeNull();
    expect(toInput(draft)).toEqual({ outcome: 'answered', resolved: true, satisfaction: 'satisfied' });
    expect(consequence(draft)).toBe('登记后办结。');
  });

  it('asks a dissatisfied caller why, and wants it in words where the case would close', () => {
    const draft = typed(1, 1, 4, 3);
    expect(isDissatisfied(draft)).toBe(true);
    expect(draft.dissatisfiedWith).toBe('speed');
    expect(missingText(draft)).toBe('不满意的须写明原因');
    expect(missingText({ ...draft, note: '等了十天' })).toBeNull();
    expect(missingText(typed(1, 2, 5))).toBeNull();
    expect(toInput(typed(1, 2, 5))).toEqual({
      outcome: 'answered',
      resolved: false,
      satisfaction: 'very_dissatisfied',
    });
  });

  it('says what is missing, and no more is sent than was asked', () => {
    expect(missingText(blankDraft())).toBe('请选择接通情况');
    expect(missingText(typed(1))).toBe('请选择问题是否解决');
    expect(missingText(typed(1, 1))).toBe('请选择满意度');
    const changed = answered(typed(1, 1, 4, 3), 'outcome', 'refused');
    expect(toInput(changed)).toEqual({ outcome: 'refused' });
    expect(toInput(answered(typed(1, 1, 4, 3), 'satisfaction', 'satisfied'))).not.toHaveProperty('dissatisfiedWith');
  });

  it('goes back one answer at a time', () => {
    let draft = typed(1, 2, 4, 1);
    const road = [];
    for (let press = 0; press < 5; press += 1) {
      draft = stepBack(draft);
      road.push(openStep(draft));
    }
    expect(road).toEqual(['dissatisfiedWith', 'satisfaction', 'resolved', 'outcome', 'outcome']);
  });
});
