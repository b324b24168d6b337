import {
  type AccountRecord,
  type AccountWithPassword,
  type AuditEntry,
  type OrderRow,
  type Page,
  type Problem,
  TABLE_CONTENT_TYPE,
  type TableReport,
  type UnitDependents,
  type UnitRecord,
  type UnitTable,
} from '@minsheng/contracts';
import { Casework } from './support/casework';
import { Client, refusal } from './support/client';
import { onEachTopology } from './support/product';
import { until } from './support/until';

onEachTopology((product) => {
  const work = new Casework(product);
  const admin = () => product.as('admin');
  const unit = async (code: string): Promise<UnitRecord> => {
    const client = await admin();
    const { items } = await client.ok(client.get<UnitTable>('/api/dispatch/units/table'));
    const found = items.find((each) => each.code === code);
    if (!found) throw new Error(`no unit ${code}`);
    return found;
  };
  const move = async (code: string, parentCode: string): Promise<UnitRecord> => {
    const client = await admin();
    const { version, name, kind } = await unit(code);
    const body = { version, name, kind, parentCode };
    return client.ok(client.send<UnitRecord>('PUT', `/api/dispatch/units/${code}`, { body }));
  };
  const listed = async (who: string): Promise<string[]> => {
    const client = await product.as(who);
    const { items } = await client.ok(client.get<Page<OrderRow>>('/api/dispatch/orders?limit=200'));
    return items.map(({ code }) => code);
  };
  const load = async (what: string, text: string, apply: boolean) => {
    const headers = { 'Content-Type': TABLE_CONTENT_TYPE, 'Content-Length': String(Buffer.byteLength(text)) };
    const path = `/api/dispatch/${what}/load?apply=${String(apply)}`;
    return (await admin()).send<TableReport & Problem>('POST', path, { raw: text, headers });
  };

  describe('a unit that moves', () => {
    it('takes its orders out of the old parent’s lists and board at once, and into the new one’s', async () => {
      const code = await work.call({ title: '移动单位的工单' });
      await work.dispatch(code, 'road_maintenance');
      expect(await listed('transport.handler')).toContain(code);
      const { accessToken } = await product.signIn('transport.head');
      const wall = product.watch(accessToken);
      expect(await wall.subscribe('unit:road_maintenance')).toMatchObject({ scope: 'unit:road_maintenance' });
      await move('road_maintenance', 'water_resources');
      // In one process at once; another replica's tree is a second old at most.
      await until('the old parent has lost it', async () => !(await listed('transport.handler')).includes(code), 3);
      await until('the new parent has it', async () => (await listed('water_resources.handler')).includes(code), 20);
      expect((await (await product.as('transport.handler')).get(`/api/dispatch/orders/${code}`)).status).toBe(404);
      expect(await listed('road_maintenance.handler')).toContain(code);
      await until('the wall is told', () => wall.refusals.some(({ code: why }) => why === 'scope_not_allowed'));
      expect(await wall.subscribe('unit:road_maintenance')).toBe('scope_not_allowed');
      const board = await product.as('water_resources.head');
      await until('the dashboard knows', async () => {
        const { status } = await board.get('/api/dashboard/board?scope=unit:road_maintenance');
        return status === 200;
      });
      await move('road_maintenance', 'transport');
      await until('it is back', async () => (await listed('transport.handler')).includes(code), 20);
    });

    it('is not closed down while something depends on it', async () => {
      const client = await admin();
      const { version } = await unit('transport');
      const answer = await client.post<Problem & { dependents: UnitDependents }>(
        '/api/dispatch/units/transport/deactivate',
        { version },
      );
      expect(refusal(answer)).toEqual({ status: 422, code: 'unit_in_use' });
      expect(answer.body.dependents.accounts).toEqual(['transport.handler', 'transport.head']);
      expect(answer.body.dependents.subUnits).toEqual(['road_maintenance']);
    });
  });

  describe('an account', () => {
    it('is made with a password that opens nothing but its change, and is cut off within seconds when disabled', async () => {
      const client = await admin();
      const fields = { username: 'new.supervisor', displayName: '新督办员', roles: ['supervisor'] };
      const key = { 'Idempotency-Key': 'people-1' };
      const made = await client.ok(client.post<AccountWithPassword>('/api/dispatch/accounts', fields, key), 201);
      const repeated = await client.ok(client.post<AccountWithPassword>('/api/dispatch/accounts', fields, key), 201);
      expect(repeated.password).toBe(made.password);
      const login = { username: fields.username, password: made.password };
      const first = await product.public.ok(
        product.public.post<{ accessToken: string; mustChangePassword?: boolean }>('/api/auth/login', login),
      );
      expect(first.mustChangePassword).toBe(true);
      const limited = new Client(product.url, 'new', first.accessToken);
      for (const path of ['/api/dispatch/orders', '/api/intake/options', '/api/dashboard/board?scope=county'])
        expect(refusal(await limited.get(path))).toEqual({ status: 403, code: 'password_change_required' });
      const dark = product.watch(first.accessToken);
      await until('no board either', () => dark.ended);
      await product.changeInitialPassword(fields.username, made.password);
      const { accessToken } = await product.signIn(fields.username);
      const free = new Client(product.url, 'new', accessToken);
      expect((await free.get('/api/dispatch/orders?limit=1')).status).toBe(200);
      const wall = product.watch(accessToken);
      await wall.subscribe('county');
      await client.ok(client.post<AccountRecord>('/api/dispatch/accounts/new.supervisor/disable', { reason: '调离' }));
      await until('the wall is cut off', () => wall.ended, 5);
      await until(
        'the token is refused everywhere',
        async () => {
          const paths = ['/api/dispatch/orders?limit=1', '/api/intake/options', '/api/dashboard/board?scope=county'];
          const answers = await Promise.all(paths.map((path) => free.get(path)));
          return answers.every(({ status }) => status === 401);
        },
        5,
      );
      const auditor = await product.as('auditor');
      const trail = await auditor.ok(auditor.get<Page<AuditEntry>>('/api/dispatch/audit?action=account_disabled'));
      expect(trail.items[0]).toMatchObject({ actor: 'admin', object: 'account:new.supervisor' });
    });

    it('never holds administration or audit together with anything else', async () => {
      const client = await admin();
      const mixed = { username: 'mixed', displayName: '兼任', roles: ['admin', 'dispatcher'] };
      expect(refusal(await client.post('/api/dispatch/accounts', mixed))).toEqual({
        status: 422,
        code: 'roles_not_separate',
      });
      const own = { version: 1, displayName: '叶知秋', roles: ['dispatcher'] };
      const answer = await client.send('PUT', '/api/dispatch/accounts/admin', { body: own });
      expect(refusal(answer)).toEqual({ status: 422, code: 'own_account' });
      expect(refusal(await client.post('/api/dispatch/accounts/auditor/disable'))).toEqual({
        status: 422,
        code: 'last_of_duty',
      });
    });

    it('on the security post tends locks and passwords, and nothing else', async () => {
      const client = await admin();
      const fields = { username: 'keeper', displayName: '安全管理员', roles: ['admin'], post: 'security' };
      const made = await client.ok(client.post<AccountWithPassword>('/api/dispatch/accounts', fields), 201);
      await product.changeInitialPassword('keeper', made.password);
      const keeper = await product.as('keeper');
      expect((await keeper.get('/api/dispatch/accounts')).status).toBe(200);
      expect((await keeper.post('/api/dispatch/accounts/daping.handler/unlock')).status).toBe(200);
      expect(refusal(await keeper.get('/api/dispatch/units/table'))).toEqual({ status: 403, code: 'forbidden' });
      expect(refusal(await keeper.post('/api/dispatch/accounts/daping.handler/disable')).status).toBe(403);
      const unlock = '/api/dispatch/accounts/daping.handler/unlock';
      expect(refusal(await client.post(unlock))).toEqual({ status: 403, code: 'duty_elsewhere' });
      expect((await client.post('/api/dispatch/accounts/keeper/disable')).status).toBe(200);
    });
  });

  describe('a table', () => {
    it('is shown before it is stored, and stored whole or not at all', async () => {
      const good = '编码,名称,类型,上级编码\nferry,渡口管理站,下属单位,transport\n';
      expect((await load('units', good, false)).body.counts).toMatchObject({ create: 1, bad: 0 });
      const wrong = await load('units', `${good}Ferry 2,乙,县直部门,\n`, true);
      expect(refusal(wrong)).toEqual({ status: 422, code: 'table_has_problems' });
      expect((await load('units', good, true)).body).toMatchObject({ applied: true });
      expect(await unit('ferry')).toMatchObject({ parentCode: 'transport', version: 1 });
      const people = await load('accounts', '用户名,姓名,角色,单位编码\nferry.handler,渡某,承办人,ferry\n', true);
      await product.changeInitialPassword('ferry.handler', people.body.passwords[0]?.password ?? '');
      expect((await (await product.as('ferry.handler')).get('/api/dispatch/orders')).status).toBe(200);
    });

    it('of more than two megabytes is refused', async () => {
      const answer = await load('units', 'x'.repeat(2 * 1024 * 1024 + 1), false);
      expect(refusal(answer)).toEqual({ status: 413, code: 'body_too_large' });
    });
  });
});
