import type { ApplicationView, HistoryEntry } from '@minsheng/contracts';
import { askedReturn, askedText, verdictText, whoDecides } from './applications';

const asked = (changes: Partial<ApplicationView> = {}): ApplicationView => ({
  ...{ kind: 'extension', turn: 1, at: '2026-03-10T02:00:00Z', by: 'jsj.handler', byName: '住建局经办' },
  ...{ reason: '备件未到', basis: null, workdays: 3, reviewDate: null, reasonCode: null, category: null },
  ...{ decidedAt: null, decidedBy: null, decidedByName: null, granted: null, note: null },
  ...{ number: 1, decider: 'dispatcher' },
  ...changes,
});

describe('an application in words', () => {
  it('says what is asked for', () => {
    expect(askedText(asked())).toBe('延期 3 个工作日');
    expect(askedText(asked({ kind: 'suspension', workdays: null, reviewDate: '2026-12-31' }))).toBe(
      '挂账，2026-12-31 复核',
    );
    expect(askedText(asked({ kind: 'suspension', workdays: null }))).toBe('挂账');
    expect(askedText(asked({ kind: 'termination', workdays: null, reasonCode: 'in_petition' }))).toBe(
      '终止办理：已进入信访渠道办理',
    );
    expect(askedText(asked({ kind: 'exclusion', workdays: null, category: 'history' }))).toBe('剔除考核：历史遗留问题');
  });

  it('says whose decision it is, counting extensions only', () => {
    expect(whoDecides(asked())).toBe('第 1 次，由派单员审核');
    expect(whoDecides(asked({ number: 2, decider: 'leader' }))).toBe('第 2 次，由县领导审批');
    expect(whoDecides(asked({ kind: 'exclusion', decider: 'supervisor' }))).toBe('由督办员审核');
  });

  it('of a return is the newest that the unit entered, while it waits', () => {
    const entry = (seq: number, action: HistoryEntry['action']) => ({ seq, action }) as HistoryEntry;
    const history = [entry(5, 'request_return'), entry(6, 'add_note'), entry(2, 'request_return')];
    expect(askedReturn({ state: 'return_pending', history })?.seq).toBe(5);
    expect(askedReturn({ state: 'awaiting_sign', history })).toBeNull();
  });

  it('says what became of it; decided by nobody, it lapsed', () => {
    const decided = { decidedAt: '2026-03-10T07:00:00Z', decidedBy: 'd1', decidedByName: '王派单' };
    expect(verdictText(asked({ ...decided, granted: true }))).toBe('同意 · 王派单');
    expect(verdictText(asked({ ...decided, granted: false }))).toBe('不同意 · 王派单');
    expect(verdictText(asked({ decidedAt: '2026-03-10T07:00:00Z', granted: false }))).toBe('自动失效');
  });
});
