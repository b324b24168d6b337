import type { Role } from '@minsheng/contracts';
import { menuFor } from './menu';

const keys = (...roles: Role[]): string[] => menuFor(roles, null).flatMap((group) => group.entries.map((e) => e.key));

describe('the menu', () => {
  it('gives each role the queues it works from', () => {
    expect(keys('dispatcher')).toEqual(
      expect.arrayContaining([
        'queue-awaiting_dispatch',
        'queue-return_pending',
        'queue-awaiting_center_review',
        'report',
      ]),
    );
    expect(keys('leader')).toContain('queue-awaiting_instruction');
    expect(keys('supervisor')).toContain('supervision');
    expect(keys('handler')).toContain('supervision');
    expect(keys('handler')).not.toContain('queue-awaiting_dispatch');
  });

  it('counts before a leader the letters of that post, not all that wait', () => {
    const counts = { byState: { awaiting_instruction: 9 }, waiting: {}, overdue: 0, waitingForMe: 2, unproposed: 3 };
    const entries = menuFor(['leader', 'dispatcher'], counts).flatMap((group) => group.entries);
    expect(entries.find((entry) => entry.key === 'queue-awaiting_instruction')?.count).toBe(2);
    expect(entries.find((entry) => entry.key === 'queue-unproposed')?.count).toBe(3);
    expect(keys('supervisor')).toContain('letters');
    expect(keys('handler')).not.toContain('letters');
  });

  it('asks each role for the decisions that are its own, with their numbers', () => {
    const asked = (role: Role): string[] => keys(role).filter((key) => key.startsWith('waiting-'));
    expect(asked('dispatcher')).toEqual(['waiting-extension_first', 'waiting-termination']);
    expect(asked('leader')).toEqual(['waiting-extension_second', 'waiting-suspension']);
    expect(asked('supervisor')).toEqual(['waiting-exclusion']);
    expect(asked('handler')).toEqual([]);
    const counts = { byState: {}, waiting: { suspension: 2 }, overdue: 0, waitingForMe: 0, unproposed: 0 };
    const entries = menuFor(['leader'], counts);
    const find = (key: string) => entries.flatMap((group) => group.entries).find((entry) => entry.key === key);
    expect(find('waiting-suspension')).toMatchObject({ label: '挂账待批', count: 2 });
    expect(find('waiting-extension_second')?.count).toBe(0);
  });

  it('shows long-term items to leader, supervisor and dispatcher, and the callback desk to its agent', () => {
    const who = (key: string): Role[] =>
      (['dispatcher', 'leader', 'supervisor', 'handler', 'callback_agent'] as const).filter((r) =>
        keys(r).includes(key),
      );
    expect(who('queue-suspended')).toEqual(['dispatcher', 'leader', 'supervisor']);
    expect(who('callbacks')).toEqual(['callback_agent']);
  });

  it('leads only the agent to the registration desk', () => {
    expect(keys('agent')).toContain('desk');
    expect(keys('dispatcher', 'supervisor')).not.toContain('desk');
  });

  it('shows the directory to those who dispatch and those who watch over it', () => {
    expect(keys('dispatcher')).toContain('directory');
    expect(keys('supervisor')).toContain('directory');
    expect(keys('handler')).not.toContain('directory');
  });

  it('shows auditor and administrator no case contents', () => {
    const citizens = ['letter-new', 'letter-track', 'replies'];
    expect(keys('auditor')).toEqual(['audit', ...citizens]);
    const admin = ['admin-units', 'admin-accounts', 'webhooks', ...citizens];
    expect(keys('admin').filter((key) => !key.startsWith('settings-'))).toEqual(admin);
    expect(keys('dispatcher').filter((key) => key.startsWith('settings-'))).toEqual([]);
  });

  it('gives the security post accounts and nothing else to administer', () => {
    const groups = menuFor(['admin'], null, 'security');
    expect(groups.flatMap((group) => group.entries.map((entry) => entry.key))).toEqual([
      'admin-accounts',
      'letter-new',
      'letter-track',
      'replies',
    ]);
  });

  it('shows no number before one is known, then also a zero', () => {
    const count = (counts: Parameters<typeof menuFor>[1]): number | undefined =>
      menuFor(['handler'], counts)
        .flatMap((group) => group.entries)
        .find((entry) => entry.key === 'queue-handling')?.count;
    expect(count(null)).toBeUndefined();
    expect(count({ byState: {}, waiting: {}, overdue: 0, waitingForMe: 0, unproposed: 0 })).toBe(0);
  });
});
