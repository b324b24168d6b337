import type { LetterView } from '@minsheng/contracts';
import { dueText, stepsOf } from './letter-steps';

const letter = (changes: Partial<LetterView> = {}) =>
  ({
    status: 'handling',
    statusLabel: '办理中',
    ending: null,
    longTerm: false,
    unitName: '县住建局',
    dueAt: null,
    ...changes,
  }) as const;
const labels = (changes: Partial<LetterView>): string[] => stepsOf(letter(changes)).map(({ label }) => label);
const current = (changes: Partial<LetterView>): string[] =>
  stepsOf(letter(changes)).flatMap(({ label, current: here }) => (here ? [label] : []));

describe('the road of a letter', () => {
  it('calls a long-term item handled and long, and promises no day', () => {
    const item = { statusLabel: '办理中（长期事项）', longTerm: true, dueAt: '2026-03-11T16:00:00Z' };
    expect(current(item)).toEqual(['办理中（长期事项）']);
    expect(labels(item)).toContain('已答复');
    expect(dueText(letter(item))).toBe('长期事项，不设答复期限，定期复核');
  });

  it('leaves the road where it had got to when it ends without a reply', () => {
    const refused = { status: 'refused', statusLabel: '不予受理', ending: 'refused' } as const;
    expect(labels(refused)).toEqual(['已收到', '已交办', '不予受理']);
    expect(labels({ ...refused, unitName: null })).toEqual(['已收到', '不予受理']);
    const withdrawn = { status: 'closed', statusLabel: '已撤回', ending: 'withdrawn' } as const;
    expect(current(withdrawn)).toEqual(['已撤回']);
    expect(labels(withdrawn)).toEqual(['已收到', '已交办', '已撤回']);
    expect(dueText(letter(withdrawn))).toBe('—');
  });

  it('tells the day that counts, or when there will be one', () => {
    expect(dueText(letter({ dueAt: '2026-03-11T16:00:00Z' }))).toBe('2026-03-11 24:00 前');
    expect(dueText(letter({ unitName: null }))).toBe('交办后确定');
    expect(current({ status: 'awaiting_instruction', statusLabel: '待领导批示' })).toEqual(['待领导批示']);
  });
});
