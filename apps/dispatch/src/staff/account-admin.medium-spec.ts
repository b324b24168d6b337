import { type Post, type Role } from '@minsheng/contracts';
import { type Actor, DomainError } from '@minsheng/domain';
import { AccessTokens, AuditTrail, OutboxEntity, Revocations } from '@minsheng/platform';
import { testDatabaseUrls, type TestService, testService } from '@minsheng/testing';
import { dispatch } from '../dispatch.service-definition';
import { UnitsService } from '../units/units.service';
import { AccountAdmin } from './account-admin.service';
import { AccountLoad } from './account-load.service';
import { AccountPages } from './account-pages.service';
import { AccountsService } from './accounts.service';
import { AuthService } from './auth.service';
import { SessionsService } from './sessions.service';

const PASSWORD = 'Right-Password-1';
const NEXT = 'Another-Password-2';

function admin(username = 'root', post: Post | null = null): Actor {
  return { username, displayName: username, roles: ['admin'], unitCode: null, post, sessionId: null };
}
async function refusal(work: Promise<unknown>): Promise<string | null> {
  return work.then(
    () => null,
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );
}

describe.each(testDatabaseUrls())('accounts in an administrator’s hands on $name', ({ url }) => {
  let service: TestService;
  let number = 0;
  const accounts = () => service.get(AccountAdmin);
  const auth = () => service.get(AuthService);
  const login = async (username: string, password = PASSWORD) =>
    auth().login(await auth().identify(username, password));

  async function someone(roles: readonly Role[] = ['agent'], unitCode: string | null = null): Promise<string> {
    number += 1;
    const username = `person${String(number)}`;
    await service.get(AccountsService).create({ username, displayName: '某人', roles, unitCode }, PASSWORD);
    return username;
  }
  const isCut = async (accessToken: string): Promise<boolean> =>
    service.get(Revocations).isRevoked(service.get(AccessTokens).verify(accessToken).sessionId);

  beforeAll(async () => {
    service = await testService(url, [dispatch], '2026-03-02T09:00:00+08:00');
    await service.get(UnitsService).putAll([{ code: 'jsj', name: '住建局', kind: 'department', parentCode: null }]);
    for (const username of ['root', 'second'])
      await service
        .get(AccountsService)
        .create({ username, displayName: username, roles: ['admin'], unitCode: null }, PASSWORD);
  });
  afterAll(() => service.close());

  it('makes an account whose password opens nothing but its own change', async () => {
    const fields = { username: 'li', displayName: '李某', roles: ['handler' as const], unitCode: 'jsj' };
    const { account, password } = await accounts().create(fields, admin());
    expect(account).toMatchObject({ username: 'li', unitName: '住建局', mustChangePassword: true, active: true });
    expect(await refusal(accounts().create(fields, admin()))).toBe('username_taken');
    const first = await login('li', password);
    expect(first.mustChangePassword).toBe(true);
    const actor = service.get(AccessTokens).verify(first.accessToken);
    expect(actor.mustChangePassword).toBe(true);
    expect(await refusal(auth().changePassword(actor, 'wrong', NEXT))).toBe('password_wrong');
    expect(await refusal(auth().changePassword(actor, password, 'weak'))).toBe('password_too_weak');
    expect(await refusal(auth().changePassword(actor, password, password))).toBe('password_same');
    const second = await auth().changePassword(actor, password, NEXT);
    expect(second.mustChangePassword).toBeUndefined();
    expect(service.get(AccessTokens).verify(second.accessToken).mustChangePassword).toBeUndefined();
    expect(await refusal(auth().refresh(first.refreshToken))).toBe('session_expired');
    expect(await refusal(login('li', password))).toBe('bad_credentials');
    expect((await login('li', NEXT)).mustChangePassword).toBeUndefined();
  });

  it('ends the other sessions of whoever changes the password, and lists and cuts one’s own', async () => {
    const username = await someone();
    const [one, two] = [await login(username), await login(username)];
    const actor = service.get(AccessTokens).verify(two.accessToken);
    const sessions = service.get(SessionsService);
    expect((await sessions.list(actor)).map(({ current }) => current).sort()).toEqual([false, true]);
    await auth().changePassword(actor, PASSWORD, NEXT);
    expect([await isCut(one.accessToken), await isCut(two.accessToken)]).toEqual([true, false]);
    expect(await sessions.list(actor)).toHaveLength(1);
    const stranger = service.get(AccessTokens).verify((await login(await someone())).accessToken);
    expect(await refusal(sessions.cutOwn(actor.sessionId ?? '', stranger))).toBe('not_found');
    await sessions.cutOwn(actor.sessionId ?? '', actor);
    expect(await isCut(two.accessToken)).toBe(true);
  });

  it('cuts every session where rights shrink, none where they grow', async () => {
    const username = await someone(['agent']);
    const { accessToken } = await login(username);
    const fields = { displayName: '某人', roles: ['agent' as const, 'dispatcher' as const] };
    await accounts().change(username, { ...fields, version: 1 }, admin());
    expect(await isCut(accessToken)).toBe(false);
    expect(await refusal(accounts().change(username, { ...fields, version: 1 }, admin()))).toBe('stale_record');
    await accounts().change(username, { displayName: '某人', roles: ['dispatcher'], version: 2 }, admin());
    expect(await isCut(accessToken)).toBe(true);
    const told = await service.uow.manager.findBy(OutboxEntity, {
      name: 'dispatch.access-revoked',
      eventKey: username,
    });
    expect(told).toHaveLength(1);
    const [line] = await service.get(AuditTrail).page({ action: 'account_changed', before: null, limit: 1 });
    expect(line).toMatchObject({ actor: 'root', details: { after: { roles: ['dispatcher'] } } });
  });

  it('disables at once, and enables again', async () => {
    const username = await someone();
    const { accessToken, refreshToken } = await login(username);
    expect(await accounts().disable(username, admin(), '离职')).toMatchObject({ active: false });
    expect(await isCut(accessToken)).toBe(true);
    expect(await refusal(auth().refresh(refreshToken))).toBe('session_expired');
    expect(await refusal(login(username))).toBe('bad_credentials');
    await accounts().enable(username, admin());
    expect(await refusal(login(username))).toBeNull();
  });

  it('keeps one administrator, even when two disable each other at the same moment', async () => {
    expect(await refusal(accounts().disable('root', admin()))).toBe('own_account');
    const both = await Promise.all([
      refusal(accounts().disable('second', admin('root'))),
      refusal(accounts().disable('root', admin('second'))),
    ]);
    expect(both.filter((answer) => answer === null)).toHaveLength(1);
    expect(both).toContain('last_of_duty');
    await accounts().enable(both[0] === null ? 'second' : 'root', admin('somebody'));
  });

  it('leaves locks and passwords to the security post as soon as somebody holds it', async () => {
    const username = await someone();
    for (let n = 0; n < 5; n += 1) await refusal(auth().identify(username, 'wrong'));
    expect(await refusal(login(username))).toBe('account_locked');
    await accounts().unlock(username, admin());
    const { accessToken } = await login(username);
    const keeper = {
      username: 'keeper',
      displayName: '安全',
      roles: ['admin'],
      unitCode: null,
      post: 'security',
    } as const;
    await service.get(AccountsService).create(keeper, PASSWORD);
    expect(await refusal(accounts().resetPassword(username, admin()))).toBe('duty_elsewhere');
    const security = admin('keeper', 'security');
    expect(await refusal(accounts().disable(username, security))).toBe('forbidden');
    const { password, account } = await accounts().resetPassword(username, security);
    expect(account).toMatchObject({ mustChangePassword: true, allowedActions: ['reset_password', 'cut_sessions'] });
    expect(await isCut(accessToken)).toBe(true);
    expect((await login(username, password)).mustChangePassword).toBe(true);
    await accounts().disable('keeper', admin());
  });

  it('lists by name, unit, role and part of the name, page by page', async () => {
    const pages = service.get(AccountPages);
    const first = await pages.list({ limit: 2 }, admin());
    const second = await pages.list({ limit: 2, cursor: first.nextCursor ?? '' }, admin());
    expect(first.items.length + second.items.length).toBe(4);
    expect(new Set([...first.items, ...second.items].map(({ username }) => username)).size).toBe(4);
    expect((await pages.list({ unit: 'jsj' }, admin())).items.map(({ username }) => username)).toEqual(['li']);
    expect(
      (await pages.list({ role: 'admin', active: 'true' }, admin())).items.map(({ username }) => username),
    ).toEqual(['root', 'second']);
    expect((await pages.list({ q: '李' }, admin())).items.map(({ username }) => username)).toEqual(['li']);
    expect((await pages.list({ q: '%' }, admin())).items).toEqual([]);
  });

  it('loads a table whole or not at all; passwords are told once', async () => {
    const load = service.get(AccountLoad);
    const file = (text: string): Buffer => Buffer.from(`用户名,姓名,角色,单位编码,岗位\n${text}`);
    const good = 'zhao,赵某,承办人、单位审签人,jsj,\nqian,钱某,县领导,,分管领导\nli,李某某,承办人,jsj,\n';
    const bad = `${good}sun,孙某,承办人,,\nroot,管理员,系统管理员,,\nzhou,周某,系统管理员、派单员,,\n`;
    const refused = await load.preview(file(bad), admin());
    expect(refused.counts).toEqual({ create: 2, change: 1, unchanged: 0, bad: 3 });
    expect(refused.lines.filter(({ status }) => status === 'bad').map(({ line }) => line)).toEqual([5, 6, 7]);
    expect(await refusal(load.apply(file(bad), admin()))).toBe('table_has_problems');
    const done = await load.apply(file(good), admin());
    expect(done.passwords.map(({ username }) => username)).toEqual(['zhao', 'qian']);
    const { account } = await login('qian', done.passwords[1]?.password);
    expect(account).toMatchObject({ roles: ['leader'], post: 'vice' });
    expect(await load.apply(file(good), admin())).toMatchObject({ counts: { unchanged: 3 }, passwords: [] });
  });
});
