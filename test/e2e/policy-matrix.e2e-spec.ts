import { type Action, ACTIONS, type OrderRow, type Page, type Problem } from '@minsheng/contracts';
import { writeFileSync } from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Casework, newPhone } from './support/casework';
import { Client, refusal } from './support/client';
import { CASES, type CaseName, ORDER_READERS, PEOPLE, type Person, UNIT_PEOPLE } from './support/people';
import { onEachTopology, type Product } from './support/product';

const COUNTY_WIDE: readonly Person[] = ['dispatcher', 'supervisor', 'leader'];
const CASE_NAMES = Object.keys(CASES) as CaseName[];
const NOT_A_FIELD = { nonsense: true };
const PHONE = newPhone();

/** What a route asks, and who gets 2xx: everybody else signed in is refused with 403, without a token with 401. */
interface Route {
  readonly ask: string;
  readonly body?: unknown;
  readonly for: readonly Person[] | 'public';
}

/** Routes that do not depend on an order. A new route must be put here or in ORDER_ROUTES. */
const ROUTES: Readonly<Record<string, Route>> = {
  'POST /api/auth/login': { ask: '/api/auth/login', for: 'public' },
  'POST /api/auth/refresh': { ask: '/api/auth/refresh', for: 'public' },
  'GET /api/public/captcha': { ask: '/api/public/captcha', for: 'public' },
  'POST /api/public/letters': { ask: '/api/public/letters', for: 'public' },
  'GET /api/public/letters/{code}': { ask: '/api/public/letters/A20200101000001', for: 'public' },
  'POST /api/public/letters/{code}/rating': { ask: '/api/public/letters/A20200101000001/rating', for: 'public' },
  'POST /api/auth/logout': { ask: '/api/auth/logout', for: PEOPLE },
  'GET /api/auth/me': { ask: '/api/auth/me', for: PEOPLE },
  'GET /api/dispatch/units': { ask: '/api/dispatch/units', for: PEOPLE },
  'GET /api/dispatch/deadline': {
    ask: '/api/dispatch/deadline?start=2026-03-02T01:00:00Z&limit=1workday',
    for: PEOPLE,
  },
  'GET /api/intake/options': { ask: '/api/intake/options', for: ORDER_READERS },
  'GET /api/intake/similar': { ask: `/api/intake/similar?phone=${PHONE}`, for: ['agent', 'agent2', 'dispatcher'] },
  'POST /api/intake/appeals': { ask: '/api/intake/appeals', body: NOT_A_FIELD, for: ['agent', 'agent2'] },
  'GET /api/dispatch/orders': { ask: '/api/dispatch/orders?limit=1', for: ORDER_READERS },
  'GET /api/dispatch/orders/counts': { ask: '/api/dispatch/orders/counts', for: ORDER_READERS },
  'GET /api/dispatch/audit': { ask: '/api/dispatch/audit?limit=1', for: ['auditor'] },
  'GET /api/dashboard/board': {
    ask: '/api/dashboard/board?scope=county',
    for: [...COUNTY_WIDE, 'agent', 'agent2', 'callback'],
  },
  'GET /api/dashboard/indicators': {
    ask: '/api/dashboard/indicators?scope=county&from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z',
    for: [...COUNTY_WIDE, 'agent', 'agent2', 'callback'],
  },
  'GET /api/dashboard/reports/overdue': {
    ask: '/api/dashboard/reports/overdue?month=2026-01',
    for: [...COUNTY_WIDE, ...UNIT_PEOPLE],
  },
  'GET /api/dashboard/reports/overdue.xlsx': {
    ask: '/api/dashboard/reports/overdue.xlsx?month=2026-01',
    for: [...COUNTY_WIDE, ...UNIT_PEOPLE],
  },
};

type Verdict = (person: Person, name: CaseName) => number;
const reads = (person: Person, name: CaseName): boolean => (CASES[name] as readonly Person[]).includes(person);
const seesNone = (person: Person): boolean => person === 'auditor' || person === 'admin';
/** 403 for who sees no order at all, 404 for who may not know of this one. */
const readers: Verdict = (person, name) => (seesNone(person) ? 403 : reads(person, name) ? 200 : 404);

const REVEALERS: Readonly<Record<CaseName, readonly Person[]>> = {
  ofTheUnit: ['dispatcher', 'agent', 'traffic_police.handler'],
  againstTheUnit: ['dispatcher', 'agent', 'public_security.handler'],
  inCallback: ['dispatcher', 'callback'],
  undispatched: ['dispatcher', 'agent'],
};
const APPEAL_READERS: readonly Person[] = ['agent', 'agent2', ...COUNTY_WIDE];

/** Routes of one order or appeal: by whom, for each of the cases. 400 is the answer to a body that is not allowed. */
const ORDER_ROUTES: Readonly<Record<string, { readonly path: string; readonly body?: unknown; is: Verdict }>> = {
  'GET /api/dispatch/orders/{code}': { path: '/api/dispatch/orders/CODE', is: readers },
  'GET /api/dispatch/orders/{code}/deadline': { path: '/api/dispatch/orders/CODE/deadline', is: readers },
  'GET /api/dispatch/orders/{code}/dispatch-preview': {
    path: '/api/dispatch/orders/CODE/dispatch-preview',
    is: (person) => (person === 'dispatcher' ? 200 : 403),
  },
  'POST /api/dispatch/orders/{code}/reveal': {
    path: '/api/dispatch/orders/CODE/reveal',
    body: NOT_A_FIELD,
    is: (person, name) => {
      const seen = readers(person, name);
      return seen !== 200 ? seen : REVEALERS[name].includes(person) ? 400 : 403;
    },
  },
  'GET /api/intake/appeals/{code}': {
    path: '/api/intake/appeals/ACODE',
    is: (person, name) => (!APPEAL_READERS.includes(person) ? 403 : reads(person, name) ? 200 : 404),
  },
  'POST /api/intake/appeals/{code}/reveal': {
    path: '/api/intake/appeals/ACODE/reveal',
    body: NOT_A_FIELD,
    is: (person, name) => (!['agent', 'agent2', 'dispatcher'].includes(person) ? 403 : reads(person, name) ? 400 : 404),
  },
};
const ACTION_ROUTE = 'POST /api/dispatch/orders/{code}/actions/{action}';

/** By whom (rules §4); `lead` means the handler or head of the lead unit alone. */
const ACTORS: Readonly<Record<Action, readonly (Person | 'lead handler' | 'lead head')[]>> = {
  instruct: ['leader'],
  dispatch: ['dispatcher'],
  sign: ['lead handler'],
  request_return: ['lead handler'],
  accept_return: ['dispatcher'],
  reject_return: ['dispatcher'],
  reassign: ['dispatcher'],
  set_subject_unit: ['dispatcher'],
  contact: ['lead handler'],
  add_note: ORDER_READERS,
  progress: ['lead handler'],
  submit_reply: ['lead handler'],
  approve_reply: ['lead head'],
  reject_reply: ['lead head'],
  accept_reply: ['dispatcher'],
  send_back: ['dispatcher'],
  record_callback: ['callback'],
  redo: ['callback', 'dispatcher'],
  urge: ['agent', 'supervisor'],
};
const LEAD: Readonly<Record<CaseName, string>> = {
  ofTheUnit: 'traffic_police',
  againstTheUnit: 'public_security',
  inCallback: 'health',
  undispatched: 'nobody',
};
/** Who may act is asked for the form (400); nothing happens to the order. */
function verdictOfAction(action: Action, person: Person, name: CaseName): number {
  const seen = readers(person, name);
  if (seen !== 200) return seen;
  const who = ACTORS[action].map((actor) => actor.replace('lead ', `${LEAD[name]}.`));
  return who.includes(person) ? 400 : 403;
}

/** A second agent, brought in by the administrator's table. */
async function addSecondAgent(product: Product): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'minsheng-accounts-'));
  const file = join(folder, 'accounts.csv');
  writeFileSync(file, '用户名,姓名,角色,单位编码\nagent2,话务员 秦明,话务员,\n');
  const output = await product.run(0, 'setup', '--accounts', file, '--yes');
  rmSync(folder, { recursive: true });
  product.setPassword('agent2', /^ +agent2 +(\S+)$/m.exec(output)?.[1] ?? '');
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
      const allowed = route.body === undefined ? 200 : 400;
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
});
