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
    expect(keys('admin')).toEqual(['webhooks', 'letter-new', 'letter-track']);
  });

  it('shows no number before one is known, then also a zero', () => {
    const count = (counts: Parameters<typeof menuFor>[1]): number | undefined =>
      menuFor(['handler'], counts)
        .flatMap((group) => group.entries)
        .find((entry) => entry.key === 'queue-handling')?.count;
    expect(count(null)).toBeUndefined();
    expect(count({ byState: {}, overdue: 0 })).toBe(0);
  });
});
