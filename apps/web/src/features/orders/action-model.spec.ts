import { ACTIONS, type OrderView } from '@minsheng/contracts';
import { ACTION_FORMS } from './action-forms';
import { initialModel, isUntouched, missing, shownFields, toInput } from './action-model';

const anOrder = (changes: Partial<OrderView> = {}): OrderView =>
  ({
    leadUnitCode: null,
    coUnitCodes: [],
    kind: 'help',
    urgency: 'normal',
    categoryCode: null,
    subjectUnitCode: null,
    brief: null,
    confidential: false,
    contactDueAt: null,
    contactedAt: null,
    ...changes,
  }) as OrderView;

describe('the forms of the actions', () => {
  it('exist for every action there is', () => {
    expect(Object.keys(ACTION_FORMS).sort()).toEqual([...ACTIONS].sort());
  });

  it('open with what the order already says', () => {
    const model = initialModel(ACTION_FORMS.dispatch.fields, anOrder({ coUnitCodes: ['power'] }));
    expect(model).toMatchObject({ leadUnitCode: '', coUnitCodes: ['power'], kind: 'help', urgency: 'normal' });
    expect(isUntouched(model, { ...model })).toBe(true);
    expect(isUntouched({ ...model, note: '急' }, model)).toBe(false);
  });

  it('ask for resolved and satisfaction only when somebody answered the telephone', () => {
    const { fields } = ACTION_FORMS.record_callback;
    const names = (outcome: string): string[] => shownFields(fields, { outcome }, anOrder()).map((field) => field.name);
    expect(names('answered')).toEqual(['outcome', 'resolved', 'satisfaction', 'note']);
    expect(names('not_reached')).toEqual(['outcome', 'note']);
  });

  it('do not send what is hidden, nor blanks, but do send a no', () => {
    const { fields } = ACTION_FORMS.record_callback;
    const model = { outcome: 'answered', resolved: false, satisfaction: 'dissatisfied', note: ' ' };
    expect(toInput(shownFields(fields, model, anOrder()), model)).toEqual({
      outcome: 'answered',
      resolved: false,
      satisfaction: 'dissatisfied',
    });
    const missed = { ...model, outcome: 'not_reached' };
    expect(toInput(shownFields(fields, missed, anOrder()), missed)).toEqual({ outcome: 'not_reached' });
  });

  it('send a time as an instant of the county', () => {
    const model = { at: '2016-03-02T09:15', outcome: 'answered', note: '已联系' };
    expect(toInput(ACTION_FORMS.contact.fields, model)).toMatchObject({ at: '2016-03-02T01:15:59.999Z' });
  });

  it('send a time to come as it was typed, in the county’s zone whatever the desk’s own', () => {
    const model = { reasonCode: 'citizen', until: '2016-03-04T18:00' };
    expect(toInput(ACTION_FORMS.pause.fields, model)).toMatchObject({ until: '2016-03-04T18:00:00+08:00' });
    const coUnit = { unitCode: 'gaj', dueAt: '2016-03-05T00:00' };
    expect(toInput(ACTION_FORMS.add_co_unit.fields, coUnit)).toMatchObject({ dueAt: '2016-03-05T00:00:00+08:00' });
  });

  it('name each required field that is blank', () => {
    expect(missing(ACTION_FORMS.reassign.fields, { unitCode: '', reason: '  ' })).toEqual({
      unitCode: '请填写改派给',
      reason: '请填写改派理由',
    });
  });

  it('say which of several matters is unfinished, and send them whole', () => {
    const { fields } = ACTION_FORMS.split;
    const done = { title: '路灯不亮', content: '三天不亮' };
    expect(initialModel(fields, anOrder())).toEqual({ parts: [{ title: '', content: '' }] });
    expect(missing(fields, { parts: [done, { title: '井', content: '' }] }).parts).toContain('第 2 项');
    expect(missing(fields, { parts: [] }).parts).toBe('请填写拆出的事项');
    expect(missing(fields, { parts: [done] })).toEqual({});
    expect(toInput(fields, { parts: [done] })).toEqual({ parts: [done] });
  });

  it('show the unit’s brief only for a confidential order', () => {
    const names = (confidential: boolean): string[] =>
      shownFields(ACTION_FORMS.dispatch.fields, {}, anOrder({ confidential })).map((field) => field.name);
    expect(names(true)).toContain('brief');
    expect(names(false)).not.toContain('brief');
  });
});
