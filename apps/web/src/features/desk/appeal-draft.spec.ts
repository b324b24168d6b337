import { blankDraft, isEmptyDraft, missingFields, toRequest, type AppealDraft } from './appeal-draft';

const aDraft = (changes: Partial<AppealDraft> = {}): AppealDraft => ({
  ...blankDraft(),
  kind: 'help',
  title: ' 路灯不亮 ',
  content: '河西路路灯不亮',
  name: '张三',
  phone: '13800001234',
  ...changes,
});

describe('the draft of an appeal', () => {
  it('has a key of its own each time', () => {
    expect(blankDraft().key).toMatch(/^[0-9a-f]{32}$/);
    expect(blankDraft().key).not.toBe(blankDraft().key);
  });

  it('keeps the channel of the call before and nothing else', () => {
    expect(blankDraft('visit').channel).toBe('visit');
    expect(isEmptyDraft(blankDraft('visit'))).toBe(true);
    expect(isEmptyDraft(aDraft())).toBe(false);
  });

  it('leaves blanks out of the request and trims the rest', () => {
    const request = JSON.parse(JSON.stringify(toRequest(aDraft(), true))) as Record<string, unknown>;
    expect(request).toMatchObject({
      title: '路灯不亮',
      caller: { name: '张三', phone: '13800001234' },
      callbackWanted: true,
    });
    for (const name of ['location', 'townshipCode', 'occurredAt', 'answer', 'refusal', 'handover', 'joinOrderCode']) {
      expect(request).not.toHaveProperty(name);
    }
  });

  it('sends of an anonymous caller no more than a number to call back, even if a name was typed before', () => {
    const anonymous = { anonymous: true, name: '张三', address: '河西路 1 号' };
    expect(toRequest(aDraft(anonymous), false).caller).toEqual({ phone: '13800001234' });
    expect(toRequest(aDraft({ ...anonymous, phone: '' }), false).caller).toBeUndefined();
  });

  it('never asks for publication where the channel does not publish', () => {
    expect(toRequest(aDraft({ publishable: true }), false).publishable).toBe(false);
    expect(toRequest(aDraft({ publishable: true }), true).publishable).toBe(true);
  });

  it('sends exactly the ending that was chosen, whatever was typed under another', () => {
    const typed = { answer: '已告知', joinOrderCode: '20260301000001', refusalRoute: '起诉' };
    expect(toRequest(aDraft({ ...typed, ending: 'join' }), false)).toMatchObject({ joinOrderCode: '20260301000001' });
    expect(toRequest(aDraft({ ...typed, ending: 'join' }), false)).not.toHaveProperty('answer');
    expect(toRequest(aDraft({ ...typed, ending: 'answer' }), false)).not.toHaveProperty('joinOrderCode');
    const refused = toRequest(aDraft({ ...typed, ending: 'refusal', refusalReason: 'outside_area' }), false);
    expect(refused.refusal).toEqual({ reasonCode: 'outside_area', route: '起诉' });
  });

  it('names what is missing by the field on the wire', () => {
    expect(missingFields(aDraft())).toEqual({});
    expect(Object.keys(missingFields(aDraft({ name: '', phone: ' ' })))).toEqual(['caller.phone', 'caller.name']);
    expect(missingFields(aDraft({ name: '', phone: '', anonymous: true }))).toEqual({});
    expect(Object.keys(missingFields(aDraft({ kind: '', title: ' ', ending: 'refusal' })))).toEqual([
      'kind',
      'title',
      'refusal.reasonCode',
      'refusal.route',
    ]);
  });
});
