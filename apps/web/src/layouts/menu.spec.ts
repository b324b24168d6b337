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
    expect(keys('handler')).not.toContain('queue-awaiting_dispatch');
  });

  it('asks each role for the decisions that are its own, with their numbers', () => {
    const asked = (role: Role): string[] => keys(role).filter((key) => key.startsWith('waiting-'));
    expect(asked('dispatcher')).toEqual(['waiting-extension_first', 'waiting-termination']);
    expect(asked('leader')).toEqual(['waiting-extension_second', 'waiting-suspension']);
    expect(asked('supervisor')).toEqual(['waiting-exclusion']);
    expect(asked('handler')).toEqual([]);
    const entries = menuFor(['leader'], { byState: {}, waiting: { suspension: 2 }, overdue: 0 });
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
    expect(keys('auditor')).toEqual(['letter-new', 'letter-track']);
    expect(keys('admin')).toEqual(['letter-new', 'letter-track']);
  });

  it('shows no number before one is known, then also a zero', () => {
    const count = (counts: Parameters<typeof menuFor>[1]): number | undefined =>
      menuFor(['handler'], counts)
        .flatMap((group) => group.entries)
        .find((entry) => entry.key === 'queue-handling')?.count;
    expect(count(null)).toBeUndefined();
    expect(count({ byState: {}, waiting: {}, overdue: 0 })).toBe(0);
  });
});
