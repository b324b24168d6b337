import { DomainError } from '@minsheng/domain';
import { AccessTokens, OutboxEntity } from '@minsheng/platform';
import { testDatabaseUrls, type TestService, testService } from '@minsheng/testing';
import { dispatch } from '../dispatch.service-definition';
import { AccountsService } from './accounts.service';
import { AuthService } from './auth.service';

const PASSWORD = 'Right-Password-1';
const MINUTE = 60_000;

async function refusal(work: Promise<unknown>): Promise<string | null> {
  return work.then(
    () => null,
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );
}

describe.each(testDatabaseUrls())('sign-in on $name', ({ url }) => {
  let service: TestService;
  let number = 0;
  const auth = () => service.get(AuthService);

  beforeAll(async () => {
    service = await testService(url, [dispatch], '2026-03-02T09:00:00+08:00');
  });
  afterAll(() => service.close());

  async function someone(): Promise<string> {
    number += 1;
    const username = `person${String(number)}`;
    const account = { username, displayName: '某人', roles: ['agent'], unitCode: null } as const;
    await service.get(AccountsService).create(account, PASSWORD);
    return username;
  }
  const login = async (username: string) => auth().login(await auth().identify(username, PASSWORD));

  it('answers a wrong password and an unknown name alike', async () => {
    const username = await someone();
    expect(await refusal(auth().identify(username, 'wrong'))).toBe('bad_credentials');
    expect(await refusal(auth().identify('nobody', 'wrong'))).toBe('bad_credentials');
    expect((await login(username)).account).toEqual({
      username,
      displayName: '某人',
      roles: ['agent'],
      unitCode: null,
      post: null,
    });
  });

  it('locks for thirty minutes after five failures, even guessed at the same moment', async () => {
    const username = await someone();
    const guesses = await Promise.all(Array.from({ length: 5 }, () => refusal(auth().identify(username, 'wrong'))));
    expect(guesses).toEqual(Array(5).fill('bad_credentials'));
    expect(await refusal(auth().identify(username, PASSWORD))).toBe('account_locked');
    service.clock.advance(30 * MINUTE);
    expect(await refusal(login(username))).toBeNull();
  });

  it('gives a success a clean slate', async () => {
    const username = await someone();
    for (let n = 0; n < 4; n += 1) await refusal(auth().identify(username, 'wrong'));
    await login(username);
    for (let n = 0; n < 4; n += 1) await refusal(auth().identify(username, 'wrong'));
    expect(await refusal(login(username))).toBeNull();
  });

  it('refuses a password that is easy to guess', async () => {
    const account = { username: 'weak', displayName: '弱', roles: ['agent'], unitCode: null } as const;
    for (const password of ['Ab1-xyz', 'abcdefgh1', '12345678']) {
      expect(await refusal(service.get(AccountsService).create(account, password))).toBe('password_too_weak');
    }
  });

  it('lets an access token live fifteen minutes', async () => {
    const { accessToken } = await login(await someone());
    const tokens = service.get(AccessTokens);
    service.clock.advance(15 * MINUTE - 2000);
    expect(tokens.verify(accessToken).roles).toEqual(['agent']);
    service.clock.advance(3000);
    expect(() => tokens.verify(accessToken)).toThrow(DomainError);
    expect(() => tokens.verify(`${accessToken}x`)).toThrow(DomainError);
  });

  it('rotates refresh tokens; an old one used again ends the session, two pages at once do not', async () => {
    const first = await login(await someone());
    const second = await auth().refresh(first.refreshToken);
    expect(await refusal(auth().refresh(first.refreshToken))).toBe('session_expired');
    const third = await auth().refresh(second.refreshToken);
    service.clock.advance(MINUTE);
    expect(await refusal(auth().refresh(second.refreshToken))).toBe('session_expired');
    expect(await refusal(auth().refresh(third.refreshToken))).toBe('session_expired');
  });

  it('ends a session that idles for thirty minutes', async () => {
    const { refreshToken } = await login(await someone());
    service.clock.advance(29 * MINUTE);
    const next = await auth().refresh(refreshToken);
    service.clock.advance(31 * MINUTE);
    expect(await refusal(auth().refresh(next.refreshToken))).toBe('session_expired');
  });

  it('keeps five sessions an account: the sixth cuts off the oldest and tells everybody', async () => {
    const username = await someone();
    const sessions = [];
    for (let n = 0; n < 6; n += 1) {
      sessions.push(await login(username));
      service.clock.advance(1000);
    }
    const alive = await Promise.all(sessions.map(({ refreshToken }) => refusal(auth().refresh(refreshToken))));
    expect(alive).toEqual(['session_expired', null, null, null, null, null]);
    const told = await service.uow.manager.findBy(OutboxEntity, {
      name: 'dispatch.access-revoked',
      eventKey: username,
    });
    expect(told).toHaveLength(1);
  });

  it('ends a session at sign-out', async () => {
    const username = await someone();
    const { accessToken, refreshToken } = await login(username);
    await auth().logout(service.get(AccessTokens).verify(accessToken));
    expect(await refusal(auth().refresh(refreshToken))).toBe('session_expired');
  });
});
