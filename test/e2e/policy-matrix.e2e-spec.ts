import { type Action, ACTIONS, type OrderRow, type Page, type Problem } from '@minsheng/contracts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Casework } from './support/casework';
import { Client, refusal } from './support/client';
import {
  ACTION_ROUTE,
  CASE_NAMES,
  NOT_A_FIELD,
  ORDER_ROUTES,
  PHONE,
  reads,
  ROUTES,
  verdictOfAction,
} from './support/matrix';
import { type CaseName, ORDER_READERS, PEOPLE, type Person } from './support/people';
import { onEachTopology, type Product } from './support/product';

/** A second agent, brought in by the administrator's table. */
async function addSecondAgent(product: Product): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'minsheng-accounts-'));
  const file = join(folder, 'accounts.csv');
  writeFileSync(file, '用户名,姓名,角色,单位编码\nagent2,话务员 秦明,话务员,\n');
  const output = await product.run(0, 'setup', '--accounts', file, '--yes');
  rmSync(folder, { recursive: true });
  await product.changeInitialPassword('agent2', /^ +agent2 +(\S+)$/m.exec(output)?.[1] ?? '');
}

onEachTopology((product) => {
  const work = new Casework(product);
  const codes: Record<CaseName, string> = { ofTheUnit: '', againstTheUnit: '', inCallback: '', undispatched: '' };

  beforeAll(async () => {
    await addSecondAgent(product);
    const caller = { name: '尤小姐', phone: PHONE };
    codes.ofTheUnit = await work.call({ title: '矩阵一', caller });
    await work.dispatch(codes.ofTheUnit, 'traffic_police');
    codes.againstTheUnit = await work.call({ title: '矩阵二', caller, subjectUnitCode: 'traffic_police' });
    await work.dispatch(codes.againstTheUnit, 'public_security');
    const letter = await work.letter({ title: '矩阵三', phone: PHONE });
    codes.inCallback = (await work.arrived(letter.letterCode.slice(1))).code;
    await work.act('leader', codes.inCallback, 'instruct', { text: '请办理' });
    await work.act('mayor', codes.inCallback, 'instruct', { text: '同意' });
    await work.dispatch(codes.inCallback, 'health');
    await work.reply(codes.inCallback, 'health');
    await work.act('dispatcher', codes.inCallback, 'accept_reply', {});
    codes.undispatched = await work.call({ title: '矩阵四', caller });
  });

  /** Everybody at once; what differs from the expectation, in words. */
  async function differences(
    cells: readonly { who: Person; method: string; path: string; body?: unknown; expected: number }[],
  ): Promise<string[]> {
    const found = await Promise.all(
      cells.map(async ({ who, method, path, body, expected }) => {
        const { status, text } = await (await product.as(who)).send(method, path, body === undefined ? {} : { body });
        return status === expected ? [] : [`${who} ${method} ${path}: ${status}, not ${expected} ${text.slice(0, 80)}`];
      }),
    );
    return found.flat();
  }
  const methodOf = (route: string): string => route.split(' ')[0] ?? '';

  it('has a row for every route that the product describes, and none for another', async () => {
    const { paths } = await product.public.ok(
      product.public.get<{ paths: Record<string, Record<string, object>> }>('/api/openapi.json'),
    );
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect([...Object.keys(ROUTES), ...Object.keys(ORDER_ROUTES), ACTION_ROUTE].sort()).toEqual(described.sort());
  });

  it('opens nothing but the public routes without a token', async () => {
    const all = [
      ...Object.entries(ROUTES).map(([route, { ask }]) => ({ route, ask })),
      ...Object.entries(ORDER_ROUTES).map(([route, { path }]) => ({ route, ask: path })),
      ...ACTIONS.map((action) => ({ route: ACTION_ROUTE, ask: `/api/dispatch/orders/CODE/actions/${action}` })),
    ];
    for (const { route, ask } of all) {
      const path = ask.replace('CODE', codes.ofTheUnit);
      const { status } = await product.public.send(
        methodOf(route),
        path,
        methodOf(route) === 'POST' ? { body: {} } : {},
      );
      expect({ route, isClosed: status === 401 }).toEqual({ route, isClosed: ROUTES[route]?.for !== 'public' });
    }
  });

  it.each(Object.entries(ROUTES).filter(([, route]) => route.for !== 'public' && !route.ask.endsWith('logout')))(
    '%s opens to the right roles',
    async (name, route) => {
      const allowed = route.answer ?? (route.body === undefined ? 200 : 400);
      const cells = PEOPLE.map((who) => ({
        ...{ who, method: methodOf(name), path: route.ask, body: route.body },
        expected: route.for.includes(who) ? allowed : 403,
      }));
      expect(await differences(cells)).toEqual([]);
    },
  );

  it('lets everybody sign out', async () => {
    for (const who of PEOPLE) {
      const { accessToken } = await product.signIn(who);
      expect((await new Client(product.url, who, accessToken).post('/api/auth/logout')).status).toBe(204);
    }
  });

  it.each(Object.entries(ORDER_ROUTES))('%s judges every case and everybody', async (name, { path, body, is }) => {
    const cells = CASE_NAMES.flatMap((order) =>
      PEOPLE.map((who) => ({
        ...{ who, method: methodOf(name), body, path: path.replace('CODE', codes[order]) },
        expected: is(who, order),
      })),
    );
    expect(await differences(cells)).toEqual([]);
  });

  it.each(ACTIONS)('the action %s is taken by nobody else', async (action) => {
    const before = await work.order(codes.ofTheUnit);
    const cells = CASE_NAMES.flatMap((order) =>
      PEOPLE.map((who) => ({
        ...{ who, method: 'POST', body: NOT_A_FIELD, path: `/api/dispatch/orders/${codes[order]}/actions/${action}` },
        expected: verdictOfAction(action, who, order),
      })),
    );
    expect(await differences(cells)).toEqual([]);
    expect(await work.order(codes.ofTheUnit)).toEqual(before);
  });

  it('lists, counts and finds by words exactly the orders that may be read', async () => {
    for (const who of ORDER_READERS) {
      const client = await product.as(who);
      const expected = CASE_NAMES.filter((name) => reads(who, name)).map((name) => codes[name]);
      for (const query of ['limit=200', `limit=200&q=${encodeURIComponent('矩阵')}`]) {
        const { items } = await client.ok(client.get<Page<OrderRow>>(`/api/dispatch/orders?${query}`));
        const seen = items.map(({ code }) => code).filter((code) => Object.values(codes).includes(code));
        expect({ who, query, seen: seen.sort() }).toEqual({ who, query, seen: expected.sort() });
      }
    }
  });

  it('finds by telephone number only for roles that may reveal, and only among their own', async () => {
    const mayFind: readonly Person[] = ORDER_READERS.filter((who) => !/head|supervisor|leader/.test(who));
    for (const who of ORDER_READERS) {
      const client = await product.as(who);
      const { items } = await client.ok(client.get<Page<OrderRow>>(`/api/dispatch/orders?q=${PHONE}`));
      const own = CASE_NAMES.filter((name) => mayFind.includes(who) && reads(who, name)).map((name) => codes[name]);
      expect({ who, seen: items.map(({ code }) => code).sort() }).toEqual({ who, seen: own.sort() });
    }
  });

  it('tells an order that is hidden in the same words as one that is not there', async () => {
    const ask = async (who: Person, code: string): Promise<Partial<Problem> | null> => {
      const { body } = await (await product.as(who)).get<Problem>(`/api/dispatch/orders/${code}`);
      return { ...body, requestId: '' };
    };
    for (const who of ['health.handler', 'traffic_police.head', 'agent2', 'callback'] as const)
      expect(await ask(who, codes.againstTheUnit)).toEqual(await ask(who, '20200101000001'));
  });

  it('never lets the unit complained of, or one below it, have the order', async () => {
    const against = await work.call({ subjectUnitCode: 'public_security' });
    const dispatcher = await product.as('dispatcher');
    const act = async (action: Action, input: object) => {
      const { version } = await work.order(against);
      return refusal(await dispatcher.post(`/api/dispatch/orders/${against}/actions/${action}`, { version, ...input }));
    };
    const refused = { status: 422, code: 'subject_unit_excluded' };
    for (const unit of ['public_security', 'traffic_police']) {
      expect(await act('dispatch', { leadUnitCode: unit })).toEqual(refused);
      expect(await act('dispatch', { leadUnitCode: 'health', coUnitCodes: [unit] })).toEqual(refused);
    }
    await work.dispatch(against, 'health');
    expect(await act('reassign', { unitCode: 'traffic_police', reason: '应由交警办理' })).toEqual(refused);
    const suggested = { reasonCode: 'other', basis: '应由交警办理', suggestedUnitCode: 'traffic_police' };
    const handler = await product.as('health.handler');
    const { version } = await work.order(against);
    const path = `/api/dispatch/orders/${against}/actions/request_return`;
    expect(refusal(await handler.post(path, { version, ...suggested }))).toEqual(refused);
    const joining = {
      channel: 'hotline_12345',
      kind: 'complaint',
      urgency: 'normal',
      title: '投诉',
      content: '投诉交警',
    };
    const joined = await (
      await product.as('agent')
    ).post('/api/intake/appeals', {
      ...{ ...joining, caller: { name: '甲', phone: PHONE } },
      ...{ joinOrderCode: codes.ofTheUnit, subjectUnitCode: 'public_security' },
    });
    expect(refusal(joined)).toEqual({ status: 422, code: 'join_subject_unit' });
  });

  it('takes an order away from a unit at once when it turns out to be the one complained of', async () => {
    const code = await work.call({ title: '矩阵五' });
    await work.dispatch(code, 'traffic_police');
    await work.act('traffic_police.handler', code, 'sign', {});
    const taken = await work.act('dispatcher', code, 'set_subject_unit', { unitCode: 'public_security' });
    expect(taken).toMatchObject({ state: 'awaiting_dispatch', leadUnitCode: null });
    for (const who of ['traffic_police.handler', 'public_security.head'] as const) {
      const client = await product.as(who);
      expect((await client.get(`/api/dispatch/orders/${code}`)).status).toBe(404);
      const { items } = await client.ok(client.get<Page<OrderRow>>('/api/dispatch/orders?limit=200'));
      expect(items.map((row) => row.code)).not.toContain(code);
    }
  });

  it('takes it away from a co-unit as well, and leaves it with the unit that leads', async () => {
    const code = await work.call({ title: '矩阵六' });
    await work.dispatch(code, 'health', { coUnitCodes: ['lancheng_police', 'transport'] });
    const helper = await product.as('lancheng_police.handler');
    expect((await helper.get(`/api/dispatch/orders/${code}`)).status).toBe(200);
    const kept = await work.act('dispatcher', code, 'set_subject_unit', { unitCode: 'public_security' });
    expect(kept).toMatchObject({ leadUnitCode: 'health', coUnitCodes: ['transport'] });
    expect((await helper.get(`/api/dispatch/orders/${code}`)).status).toBe(404);
    expect(refusal(await (await product.as('health.handler')).get(`/api/dispatch/orders/${code}`)).status).toBe(200);
  });
});
