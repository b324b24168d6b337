import { type Action } from '@minsheng/contracts';
import { newPhone } from './casework';
import { CASES, type CaseName, ORDER_READERS, PEOPLE, type Person, UNIT_PEOPLE } from './people';

const COUNTY_WIDE: readonly Person[] = ['dispatcher', 'supervisor', 'leader'];
/** Every case by name. */
export const CASE_NAMES = Object.keys(CASES) as CaseName[];
/** A body that nobody may send: who may act at all is told 400, and nothing happens. */
export const NOT_A_FIELD = { nonsense: true };
/** The number of whoever called in the cases. */
export const PHONE = newPhone();

/** What a route asks, and who gets 2xx: everybody else signed in is refused with 403, without a token with 401. */
interface Route {
  readonly ask: string;
  readonly body?: unknown;
  readonly for: readonly Person[] | 'public';
  /** What those get who may ask, where it is neither 200 nor, with a body that is not allowed, 400. */
  readonly answer?: number;
}

/** What an administrator does to an account; with a body that is not allowed nothing happens. */
function deed(name: string): Record<string, Route> {
  const ask = `/api/dispatch/accounts/agent/${name}`;
  return { [`POST /api/dispatch/accounts/{username}/${name}`]: { ask, body: NOT_A_FIELD, for: ['admin'] } };
}

/** Routes that do not depend on an order. A new route must be put here or in ORDER_ROUTES. */
export const ROUTES: Readonly<Record<string, Route>> = {
  'POST /api/auth/login': { ask: '/api/auth/login', for: 'public' },
  'POST /api/auth/refresh': { ask: '/api/auth/refresh', for: 'public' },
  'GET /api/public/captcha': { ask: '/api/public/captcha', for: 'public' },
  'POST /api/public/letters': { ask: '/api/public/letters', for: 'public' },
  'GET /api/public/letters/{code}': { ask: '/api/public/letters/A20200101000001', for: 'public' },
  'POST /api/public/letters/{code}/rating': { ask: '/api/public/letters/A20200101000001/rating', for: 'public' },
  'GET /api/public/replies': { ask: '/api/public/replies', for: 'public' },
  'GET /api/public/replies/{code}': { ask: '/api/public/replies/G000000', for: 'public' },
  'POST /api/auth/logout': { ask: '/api/auth/logout', for: PEOPLE },
  'GET /api/auth/me': { ask: '/api/auth/me', for: PEOPLE },
  'POST /api/auth/password': { ask: '/api/auth/password', body: NOT_A_FIELD, for: PEOPLE },
  'GET /api/auth/sessions': { ask: '/api/auth/sessions', for: PEOPLE },
  // Everybody may end a session of the own; one that is not the own is not there (people.e2e-spec).
  'DELETE /api/auth/sessions/{id}': { ask: '/api/auth/sessions/nobodys', for: PEOPLE, answer: 404 },
  'GET /api/dispatch/units/table': { ask: '/api/dispatch/units/table', for: ['admin'] },
  'POST /api/dispatch/units': { ask: '/api/dispatch/units', body: NOT_A_FIELD, for: ['admin'] },
  'POST /api/dispatch/units/load': { ask: '/api/dispatch/units/load', body: NOT_A_FIELD, for: ['admin'], answer: 422 },
  'PUT /api/dispatch/units/{code}': { ask: '/api/dispatch/units/health', body: NOT_A_FIELD, for: ['admin'] },
  'GET /api/dispatch/units/{code}/dependents': { ask: '/api/dispatch/units/health/dependents', for: ['admin'] },
  'POST /api/dispatch/units/{code}/deactivate': {
    ask: '/api/dispatch/units/health/deactivate',
    body: NOT_A_FIELD,
    for: ['admin'],
  },
  'POST /api/dispatch/units/{code}/reactivate': {
    ask: '/api/dispatch/units/health/reactivate',
    body: NOT_A_FIELD,
    for: ['admin'],
  },
  'GET /api/dispatch/accounts': { ask: '/api/dispatch/accounts?limit=1', for: ['admin'] },
  'POST /api/dispatch/accounts': { ask: '/api/dispatch/accounts', body: NOT_A_FIELD, for: ['admin'] },
  'POST /api/dispatch/accounts/load': {
    ask: '/api/dispatch/accounts/load',
    body: NOT_A_FIELD,
    for: ['admin'],
    answer: 422,
  },
  'PUT /api/dispatch/accounts/{username}': { ask: '/api/dispatch/accounts/agent', body: NOT_A_FIELD, for: ['admin'] },
  ...deed('disable'),
  ...deed('enable'),
  ...deed('unlock'),
  ...deed('reset-password'),
  ...deed('cut-sessions'),
  'GET /api/dispatch/units': { ask: '/api/dispatch/units', for: PEOPLE },
  'GET /api/dispatch/deadline': {
    ask: '/api/dispatch/deadline?start=2026-03-02T01:00:00Z&limit=1workday',
    for: PEOPLE,
  },
  'GET /api/intake/options': { ask: '/api/intake/options', for: ORDER_READERS },
  'GET /api/intake/similar': { ask: `/api/intake/similar?phone=${PHONE}`, for: ['agent', 'agent2', 'dispatcher'] },
  'POST /api/intake/appeals': { ask: '/api/intake/appeals', body: NOT_A_FIELD, for: ['agent', 'agent2'] },
  'GET /api/intake/group-alerts': { ask: '/api/intake/group-alerts?limit=1', for: COUNTY_WIDE },
  'GET /api/dispatch/orders': { ask: '/api/dispatch/orders?limit=1', for: ORDER_READERS },
  'GET /api/dispatch/orders/counts': { ask: '/api/dispatch/orders/counts', for: ORDER_READERS },
  'GET /api/dispatch/letters/register': { ask: '/api/dispatch/letters/register?limit=1', for: COUNTY_WIDE },
  'GET /api/dispatch/letters/register.xlsx': {
    ask: '/api/dispatch/letters/register.xlsx?month=2015-01',
    for: COUNTY_WIDE,
  },
  'GET /api/dispatch/supervision/cards': {
    ask: '/api/dispatch/supervision/cards?limit=1',
    for: [...COUNTY_WIDE, ...UNIT_PEOPLE],
  },
  'GET /api/dispatch/supervision/cards/counts': {
    ask: '/api/dispatch/supervision/cards/counts?month=2026-01',
    for: [...COUNTY_WIDE, ...UNIT_PEOPLE],
  },
  'GET /api/dispatch/supervision/orders': {
    ask: '/api/dispatch/supervision/orders?limit=1',
    for: [...COUNTY_WIDE, ...UNIT_PEOPLE],
  },
  'GET /api/dispatch/callbacks': { ask: '/api/dispatch/callbacks?limit=1', for: ['callback'] },
  'GET /api/dispatch/directory': { ask: '/api/dispatch/directory?limit=1', for: ['dispatcher', 'supervisor'] },
  'GET /api/dispatch/directory.xlsx': { ask: '/api/dispatch/directory.xlsx', for: ['dispatcher', 'supervisor'] },
  'GET /api/dispatch/directory/suggestions': {
    ask: '/api/dispatch/directory/suggestions',
    for: ['dispatcher', 'supervisor'],
  },
  'GET /api/dispatch/directory/returns': {
    ask: '/api/dispatch/directory/returns?from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z',
    for: ['dispatcher', 'supervisor'],
  },
  'GET /api/dispatch/directory/{number}/versions': {
    ask: '/api/dispatch/directory/1/versions',
    for: ['dispatcher', 'supervisor'],
  },
  'POST /api/dispatch/directory': { ask: '/api/dispatch/directory', body: NOT_A_FIELD, for: ['dispatcher'] },
  'POST /api/dispatch/directory/import': {
    ask: '/api/dispatch/directory/import',
    body: NOT_A_FIELD,
    for: ['dispatcher'],
  },
  'POST /api/dispatch/directory/{number}': { ask: '/api/dispatch/directory/1', body: NOT_A_FIELD, for: ['dispatcher'] },
  'POST /api/dispatch/directory/{number}/retire': {
    ask: '/api/dispatch/directory/1/retire',
    body: NOT_A_FIELD,
    for: ['dispatcher'],
  },
  'GET /api/dispatch/settings': { ask: '/api/dispatch/settings', for: ['admin'] },
  'GET /api/dispatch/settings/current': { ask: '/api/dispatch/settings/current', for: PEOPLE },
  'GET /api/dispatch/settings/calendar/runs': { ask: '/api/dispatch/settings/calendar/runs', for: ['admin'] },
  'POST /api/dispatch/settings/calendar/preview': {
    ask: '/api/dispatch/settings/calendar/preview',
    body: NOT_A_FIELD,
    for: ['admin'],
  },
  'GET /api/dispatch/settings/{name}': { ask: '/api/dispatch/settings/limits', for: ['admin'] },
  'GET /api/dispatch/settings/{name}/versions/{version}': {
    ask: '/api/dispatch/settings/limits/versions/1',
    for: ['admin'],
  },
  'POST /api/dispatch/settings/{name}/check': {
    ask: '/api/dispatch/settings/limits/check',
    body: NOT_A_FIELD,
    for: ['admin'],
  },
  'POST /api/dispatch/settings/{name}/versions': {
    ask: '/api/dispatch/settings/limits/versions',
    body: NOT_A_FIELD,
    for: ['admin'],
  },
  'GET /api/intake/categories': { ask: '/api/intake/categories', for: ['admin'] },
  'POST /api/intake/categories': { ask: '/api/intake/categories', body: NOT_A_FIELD, for: ['admin'] },
  'POST /api/intake/categories/load': { ask: '/api/intake/categories/load', body: NOT_A_FIELD, for: ['admin'] },
  'POST /api/intake/categories/{code}': { ask: '/api/intake/categories/none', body: NOT_A_FIELD, for: ['admin'] },
  'GET /api/dispatch/audit': { ask: '/api/dispatch/audit?limit=1', for: ['auditor'] },
  'GET /api/dispatch/notices': { ask: '/api/dispatch/notices?limit=1', for: PEOPLE },
  'GET /api/dispatch/notices/count': { ask: '/api/dispatch/notices/count', for: PEOPLE },
  'POST /api/dispatch/notices/read': { ask: '/api/dispatch/notices/read', body: NOT_A_FIELD, for: PEOPLE },
  'GET /api/dispatch/webhooks': { ask: '/api/dispatch/webhooks', for: ['admin'] },
  'GET /api/dispatch/webhooks/deliveries': { ask: '/api/dispatch/webhooks/deliveries?limit=1', for: ['admin'] },
  ...Object.fromEntries(
    [
      ['targets', 'targets'],
      ['targets/{code}', 'targets/none'],
      ['targets/{code}/secret', 'targets/none/secret'],
      ['targets/{code}/test', 'targets/none/test'],
      ['targets/{code}/remove', 'targets/none/remove'],
      ['rules', 'rules'],
      ['deliveries/{id}/redeliver', 'deliveries/none/redeliver'],
    ].map(([route, ask]): [string, Route] => [
      `POST /api/dispatch/webhooks/${route}`,
      { ask: `/api/dispatch/webhooks/${ask}`, body: NOT_A_FIELD, for: ['admin'] },
    ]),
  ),
  'GET /api/dispatch/audit/chain': { ask: '/api/dispatch/audit/chain', for: ['auditor'] },
  'POST /api/dispatch/audit/verify': { ask: '/api/dispatch/audit/verify', body: NOT_A_FIELD, for: ['auditor'] },
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
/** By the cases' own lists. */
export const reads = (person: Person, name: CaseName): boolean => (CASES[name] as readonly Person[]).includes(person);
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
export const ORDER_ROUTES: Readonly<Record<string, { readonly path: string; readonly body?: unknown; is: Verdict }>> = {
  'GET /api/dispatch/orders/{code}': { path: '/api/dispatch/orders/CODE', is: readers },
  'GET /api/dispatch/orders/{code}/deadline': { path: '/api/dispatch/orders/CODE/deadline', is: readers },
  'GET /api/dispatch/orders/{code}/ledger': { path: '/api/dispatch/orders/CODE/ledger', is: readers },
  'GET /api/dispatch/orders/{code}/extension-preview': {
    path: '/api/dispatch/orders/CODE/extension-preview?workdays=1',
    is: readers,
  },
  'GET /api/dispatch/orders/{code}/time-bounds': { path: '/api/dispatch/orders/CODE/time-bounds', is: readers },
  'GET /api/dispatch/orders/{code}/dispatch-preview': {
    path: '/api/dispatch/orders/CODE/dispatch-preview',
    is: (person) => (person === 'dispatcher' ? 200 : 403),
  },
  'POST /api/dispatch/orders/{code}/publication/check': {
    path: '/api/dispatch/orders/CODE/publication/check',
    body: NOT_A_FIELD,
    is: (person) => (['dispatcher', 'supervisor'].includes(person) ? 400 : 403),
  },
  'GET /api/dispatch/orders/{code}/proposal': {
    path: '/api/dispatch/orders/CODE/proposal',
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
/** Judged by `verdictOfAction`. */
export const ACTION_ROUTE = 'POST /api/dispatch/orders/{code}/actions/{action}';

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
  request_exclusion: ['lead head'],
  exclude: ['supervisor'],
  refuse_exclusion: ['supervisor'],
  propose: ['dispatcher'],
  ask_instruction: ['dispatcher'],
  designate: ['dispatcher'],
  add_co_unit: ['dispatcher', 'lead handler'],
  submit_opinion: [],
  request_extension: ['lead handler'],
  approve_extension: ['dispatcher', 'leader'],
  refuse_extension: ['dispatcher', 'leader'],
  pause: ['dispatcher'],
  resume: ['dispatcher'],
  request_suspension: ['lead handler'],
  suspend: ['leader'],
  refuse_suspension: ['leader'],
  unsuspend: ['leader'],
  request_termination: ['lead handler'],
  terminate: ['dispatcher'],
  refuse_termination: ['dispatcher'],
  withdraw: ['agent', 'dispatcher'],
  merge: ['dispatcher'],
  unmerge: ['dispatcher'],
  split: ['dispatcher'],
  clear_publication: ['dispatcher', 'supervisor'],
  publish: ['dispatcher', 'supervisor'],
  unpublish: ['dispatcher', 'supervisor'],
  supervise: ['supervisor'],
  note_instruction: ['leader'],
  report_supervision: ['lead handler'],
};
const LEAD: Readonly<Record<CaseName, string>> = {
  ofTheUnit: 'traffic_police',
  againstTheUnit: 'public_security',
  inCallback: 'health',
  undispatched: 'nobody',
};
/** Who may act is asked for the form (400); nothing happens to the order. */
export function verdictOfAction(action: Action, person: Person, name: CaseName): number {
  const seen = readers(person, name);
  if (seen !== 200) return seen;
  const who = ACTORS[action].map((actor) => actor.replace('lead ', `${LEAD[name]}.`));
  return who.includes(person) ? 400 : 403;
}
