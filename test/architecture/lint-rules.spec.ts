import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const DOMAIN = 'libs/domain/src/planted.ts';
const SERVICE = 'apps/dispatch/src/orders/planted.service.ts';
const lines = (count: number): string =>
  Array.from({ length: count }, (_, index) => `export const x${index} = 1;`).join('\n');

/** Each bad line with what the lint must say about it, and the same need met in the allowed place. */
const planted: [title: string, path: string, code: string, expected: RegExp][] = [
  ['Date.now in domain', DOMAIN, 'export const now = Date.now();', /Inject Clock/],
  ['new Date() in domain', DOMAIN, 'export const now = new Date();', /Inject Clock/],
  ['new Date() in a service', SERVICE, 'export const now = new Date();', /Inject Clock/],
  ['Date() as a function', SERVICE, 'export const now = Date();', /reads the clock/],
  ['Math.random in a service', SERVICE, 'export const dice = Math.random();', /platform\/ids/],
  ['process.env in a service', SERVICE, 'export const port = process.env.PORT;', /AppConfig/],
  ['env from node:process', SERVICE, "import { env } from 'node:process';\nexport const e = env;", /AppConfig/],
  ['any', SERVICE, 'export const x: any = 1;', /no-explicit-any/],
  ['as unknown as', SERVICE, 'export const x = 1 as unknown as string;', /type guard/],
  ['a non-null assertion', SERVICE, 'export const f = (x?: string) => x!.length;', /no-non-null-assertion/],
  ['an enum', SERVICE, 'export enum State {\n  Open,\n}', /as const/],
  ['an HTTP exception below a controller', SERVICE, 'throw new NotFoundException();', /DomainError/],
  ['a silenced rule without a reason', SERVICE, '// eslint-disable-next-line no-console\nconsole.log(1);', /Say why/],
  ['a file of 401 lines', SERVICE, lines(401), /^max-lines: /],
  ['a file of 251 lines is a warning', SERVICE, lines(251), /^minsheng\/max-lines-soft: /],
  ['it.only', 'test/e2e/planted.e2e-spec.ts', "it.only('x', () => undefined);", /no-focused-tests/],
  ['it.skip', 'libs/domain/src/planted.spec.ts', "it.skip('x', () => undefined);", /no-disabled-tests/],
  ['jest.mock', 'libs/domain/src/planted.spec.ts', "jest.mock('./x');", /instead of mocking/],
  [
    'an unportable column',
    'apps/intake/src/a/planted.entity.ts',
    "export const c = { type: 'bigint' };",
    /Not portable/,
  ],
  [
    'fetch outside api/',
    'apps/web/src/features/planted.ts',
    "export const f = () => fetch('/api');",
    /apps\/web\/src\/api/,
  ],
];

const allowed: [title: string, path: string, code: string][] = [
  ['a given instant in domain', DOMAIN, "export const day = new Date('2026-01-01T00:00:00Z');"],
  ['the clock in platform/clock', 'libs/platform/src/clock/planted.ts', 'export const now = () => new Date();'],
  ['the environment in platform/config', 'libs/platform/src/config/planted.ts', 'export const e = process.env;'],
  ['the clock in a spec', 'libs/domain/src/planted.spec.ts', 'export const now = Date.now();'],
  ['the environment in a tool', 'tools/planted.mjs', 'export const e = process.env;'],
  ['fetch in api/', 'apps/web/src/api/planted.ts', "export const f = () => fetch('/api');"],
  [
    'DomainError in a service',
    SERVICE,
    "import { DomainError } from '@minsheng/domain';\nthrow new DomainError('not_found', {});",
  ],
  ['a file of 250 lines', SERVICE, lines(250)],
];

const forgotten = 'export async function f(): Promise<void> {}\nexport const g = () => {\n  f();\n};';

function lint(samples: readonly { path: string; code: string; typed?: boolean }[]): string[][] {
  const script = join(__dirname, 'lint-planted.mjs');
  const output = execFileSync(process.execPath, [script], { cwd: root, input: JSON.stringify(samples) });
  return JSON.parse(output.toString('utf8')) as string[][];
}

describe('the lint rules', () => {
  const [refused, passed] = [planted, allowed].map((rows) => lint(rows.map(([, path, code]) => ({ path, code }))));

  it.each(planted.map((row, index) => ({ title: row[0], expected: row[3], messages: refused?.[index] ?? [] })))(
    'refuse $title',
    ({ expected, messages }) => {
      expect(messages.filter((message) => expected.test(message))).not.toEqual([]);
    },
  );

  it('refuse a promise that nobody waits for', () => {
    const [messages] = lint([{ path: 'libs/contracts/src/errors.ts', code: forgotten, typed: true }]);
    expect(messages?.filter((message) => message.includes('no-floating-promises'))).toHaveLength(1);
  });

  it.each(allowed.map((row, index) => ({ title: row[0], messages: passed?.[index] })))(
    'allow $title',
    ({ messages }) => {
      expect(messages).toEqual([]);
    },
  );
});
