import { type AccountView, type AuditEntry, type LoginResponse, type Page, type Problem } from '@minsheng/contracts';
import { TEST_PASSWORD } from '@minsheng/testing';
import { Client, refusal } from './support/client';
import { onEachTopology } from './support/product';
import { until } from './support/until';

const LOGIN = '/api/auth/login';
const EXPIRED = { status: 401, code: 'session_expired' };

onEachTopology((product) => {
  const refresh = (refreshToken: string) => product.public.post<LoginResponse>('/api/auth/refresh', { refreshToken });
  const attempt = (username: string, password: string) => product.public.post<Problem>(LOGIN, { username, password });

  describe('signing in', () => {
    it('tells who one is, in every service', async () => {
      const { accessToken, account } = await product.signIn('traffic_police.handler');
      expect(account).toMatchObject({
        username: 'traffic_police.handler',
        roles: ['handler'],
        unitCode: 'traffic_police',
      });
      const client = new Client(product.url, 'handler', accessToken);
      expect(await client.ok(client.get<AccountView>('/api/auth/me'))).toEqual(account);
      for (const path of ['/api/intake/options', '/api/dashboard/board?scope=unit:traffic_police'])
        expect((await client.get(path)).status).toBe(200);
    });

    it('answers a wrong password and an unknown name alike', async () => {
      const shape = ({ status, body }: { status: number; body: Problem }) => ({ status, ...body, requestId: '' });
      const wrong = shape(await attempt('dispatcher', 'Wrong-password-1'));
      expect(wrong).toMatchObject({ status: 401, code: 'bad_credentials', message: '用户名或密码不正确' });
      expect(shape(await attempt('nobody-here', TEST_PASSWORD))).toEqual(wrong);
      expect(shape(await attempt("' OR 1=1 --", 'x'))).toEqual(wrong);
      expect(refusal(await attempt('dispatcher', ''))).toEqual({ status: 400, code: 'invalid_field' });
    });

    it('locks the account after five failures, and no other', async () => {
      for (let n = 0; n < 5; n += 1)
        expect(refusal(await attempt('yanjing.head', `Wrong-${n}`))).toEqual({ status: 401, code: 'bad_credentials' });
      const locked = await attempt('yanjing.head', TEST_PASSWORD);
      expect(refusal(locked)).toEqual({ status: 401, code: 'account_locked' });
      expect(locked.body.message).toMatch(/^连续 5 次输错密码，账号已锁定，请在 (29|30) 分钟后再试$/);
      expect((await attempt('yanjing.handler', TEST_PASSWORD)).status).toBe(200);
      const auditor = await product.as('auditor');
      const path = '/api/dispatch/audit?action=account_locked';
      const { items } = await auditor.ok(auditor.get<Page<AuditEntry>>(path));
      expect(items.map(({ object }) => object)).toContain('account:yanjing.head');
    });

    it('forgets earlier failures once the password was right', async () => {
      for (let n = 0; n < 4; n += 1) await attempt('daping.head', `Wrong-${n}`);
      expect((await attempt('daping.head', TEST_PASSWORD)).status).toBe(200);
      for (let n = 0; n < 4; n += 1) await attempt('daping.head', `Wrong-${n}`);
      expect((await attempt('daping.head', TEST_PASSWORD)).status).toBe(200);
    });
  });

  describe('a session', () => {
    it('gets a new pair of tokens for its refresh token, once', async () => {
      const first = await product.signIn('shigu.handler');
      const second = await product.public.ok(refresh(first.refreshToken));
      expect(second.account).toEqual(first.account);
      expect(second.refreshToken).not.toBe(first.refreshToken);
      expect(refusal(await refresh(first.refreshToken))).toEqual(EXPIRED);
      const client = new Client(product.url, 'shigu', second.accessToken);
      expect((await client.get('/api/auth/me')).status).toBe(200);
    });

    it('survives two pages that refresh at the same moment, one of which wins', async () => {
      const { refreshToken } = await product.signIn('baixi.handler');
      const answers = await Promise.all([refresh(refreshToken), refresh(refreshToken), refresh(refreshToken)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
      const winner = answers.find(({ status }) => status === 200)?.body.refreshToken ?? '';
      expect((await refresh(winner)).status).toBe(200);
    });

    it('ends when an old refresh token turns up again: it was stolen', async () => {
      const first = await product.signIn('liuwan.handler');
      const second = await product.public.ok(refresh(first.refreshToken));
      const third = await product.public.ok(refresh(second.refreshToken));
      const wall = product.watch(third.accessToken);
      await until('the wall is connected', () => wall.connected);
      expect(refusal(await refresh(first.refreshToken))).toEqual(EXPIRED);
      expect(refusal(await refresh(third.refreshToken))).toEqual(EXPIRED);
      await until('the wall is cut off', () => wall.ended);
    });

    it('is refused what was never a refresh token', async () => {
      const { refreshToken } = await product.signIn('fengshu.handler');
      const [session = ''] = refreshToken.split('.');
      for (const wrong of ['x', `${session}.`, `${session}.AAAA`, `00000000-0000-0000-0000-000000000000.AAAA`])
        expect(refusal(await refresh(wrong))).toEqual(EXPIRED);
    });

    it('is over with signing out, and its board goes dark', async () => {
      const { accessToken, refreshToken } = await product.signIn('supervisor');
      const other = await product.signIn('supervisor');
      const [wall, stays] = [product.watch(accessToken), product.watch(other.accessToken)];
      await wall.subscribe('county');
      await stays.subscribe('county');
      const client = new Client(product.url, 'supervisor', accessToken);
      expect((await client.post('/api/auth/logout')).status).toBe(204);
      expect(await until('the wall is cut off', () => wall.ended)).toBe('io server disconnect');
      expect(refusal(await refresh(refreshToken))).toEqual(EXPIRED);
      expect(stays.ended).toBeNull();
      expect((await refresh(other.refreshToken)).status).toBe(200);
    });

    it('is cut off, the oldest first, when an account opens its sixth', async () => {
      const sessions: LoginResponse[] = [];
      for (let n = 0; n < 5; n += 1) sessions.push(await product.signIn('leader'));
      const walls = sessions.map(({ accessToken }) => product.watch(accessToken));
      for (const wall of walls) await until('the wall is connected', () => wall.connected);
      await product.signIn('leader');
      await until('the oldest wall is cut off', () => walls[0]?.ended);
      expect(walls.slice(1).map(({ ended }) => ended)).toEqual([null, null, null, null]);
      expect(refusal(await refresh(sessions[0]?.refreshToken ?? ''))).toEqual(EXPIRED);
      expect((await refresh(sessions[1]?.refreshToken ?? '')).status).toBe(200);
    });
  });
});
