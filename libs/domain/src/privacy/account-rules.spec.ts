import { type Post, type Role } from '@minsheng/contracts';
import { UnitTree } from '../units/unit-tree';
import {
  allowedDeeds,
  type HeldAccount,
  refuseDeed,
  refuseDuties,
  refuseLastOfDuty,
  rightsShrink,
} from './account-rules';
import { type Actor } from './actor';

const UNITS = new UnitTree([
  { code: 'bureau', name: '住建局', kind: 'department', parentCode: null },
  { code: 'gone', name: '撤销单位', kind: 'department', parentCode: null, active: false },
]);

function held(username: string, roles: readonly Role[], more: Partial<HeldAccount> = {}): HeldAccount {
  return { username, roles, unitCode: null, post: null, active: true, ...more };
}
function admin(post: Post | null = null, username = 'admin'): Actor {
  return { username, displayName: username, roles: ['admin'], unitCode: null, post, sessionId: null };
}
function refusal(work: () => void): string | null {
  try {
    work();
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('which duties one account may hold', () => {
  const judge = (roles: readonly Role[], unitCode: string | null = null, post: Post | null = null): string | null =>
    refusal(() => refuseDuties({ roles, unitCode, post }, UNITS));

  it('keeps administration and audit apart from everything else', () => {
    expect(judge(['admin', 'auditor'])).toBe('roles_not_separate');
    expect(judge(['admin', 'dispatcher'])).toBe('roles_not_separate');
    expect(judge(['auditor', 'agent'])).toBe('roles_not_separate');
    expect(judge(['agent', 'dispatcher', 'callback_agent'])).toBeNull();
    expect(judge(['admin'])).toBeNull();
  });

  it('asks staff of a unit for one that is in service', () => {
    expect(judge(['handler'])).toBe('unit_required');
    expect(judge(['unit_head'], 'nowhere')).toBe('unknown_unit');
    expect(judge(['handler', 'unit_head'], 'gone')).toBe('unknown_unit');
    expect(judge(['handler', 'unit_head'], 'bureau')).toBeNull();
  });

  it('gives a post to its own role only', () => {
    expect(judge(['leader'], null, 'mayor')).toBeNull();
    expect(judge(['admin'], null, 'security')).toBeNull();
    expect(judge(['supervisor'], null, 'mayor')).toBe('post_not_for_role');
    expect(judge(['leader'], null, 'security')).toBe('post_not_for_role');
  });

  it('knows when rights shrink', () => {
    const before = held('a', ['agent', 'dispatcher']);
    expect(rightsShrink(before, { ...before, roles: ['agent', 'dispatcher', 'supervisor'] })).toBe(false);
    expect(rightsShrink(before, { ...before, roles: ['agent'] })).toBe(true);
    expect(rightsShrink(before, { ...before, unitCode: 'bureau' })).toBe(true);
  });
});

describe('who may do what to an account', () => {
  it('leaves locks to the security post where it is filled, and to the administrator where it is not', () => {
    const li = held('li', ['agent']);
    expect(refusal(() => refuseDeed('unlock', li, admin(), false))).toBeNull();
    expect(refusal(() => refuseDeed('unlock', li, admin(), true))).toBe('duty_elsewhere');
    expect(refusal(() => refuseDeed('reset_password', li, admin('security', 'security'), true))).toBeNull();
    expect(refusal(() => refuseDeed('change', li, admin('security', 'security'), true))).toBe('forbidden');
  });

  it('lets nobody turn to the own account', () => {
    expect(refusal(() => refuseDeed('change', held('admin', ['admin']), admin(), false))).toBe('own_account');
    expect(allowedDeeds({ ...held('admin', ['admin']), locked: true }, admin(), false)).toEqual([]);
  });

  it('names the deeds that mean something', () => {
    const li = { ...held('li', ['agent']), locked: false };
    expect(allowedDeeds(li, admin(), false)).toEqual(['change', 'disable', 'reset_password', 'cut_sessions']);
    expect(allowedDeeds({ ...li, active: false }, admin(), true)).toEqual(['change', 'enable']);
    expect(allowedDeeds({ ...li, locked: true }, admin('security', 's'), true)).toEqual([
      'unlock',
      'reset_password',
      'cut_sessions',
    ]);
  });

  it('keeps the last administrator and the last auditor; the security post is no administrator', () => {
    const [one, two] = [held('one', ['admin']), held('two', ['admin'])];
    const security = held('security', ['admin'], { post: 'security' });
    const off = { ...one, active: false };
    expect(refusal(() => refuseLastOfDuty(one, off, [one, two, security]))).toBeNull();
    expect(refusal(() => refuseLastOfDuty(one, off, [one, { ...two, active: false }, security]))).toBe('last_of_duty');
    expect(refusal(() => refuseLastOfDuty(one, { ...one, post: 'security' }, [one, security]))).toBe('last_of_duty');
    const auditor = held('auditor', ['auditor']);
    expect(refusal(() => refuseLastOfDuty(auditor, { ...auditor, roles: ['agent'] }, [one, auditor]))).toBe(
      'last_of_duty',
    );
  });
});
