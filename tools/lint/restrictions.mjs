/** What `no-restricted-syntax` refuses. Each message says what to write instead. */

/** House rule: time, chance and environment come in through one door each, so that tests can set them. */
export const clockAndEnvironment = [
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Inject Clock and call clock.now(); in libs/domain take `now` as a parameter.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Inject Clock and call clock.now(); in libs/domain take `now` as a parameter.',
  },
  {
    selector: "CallExpression[callee.name='Date']",
    message: 'Date() reads the clock: inject Clock and call clock.now().',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'Use the id helpers of platform/ids for identifiers, or pass a seeded generator in.',
  },
  {
    selector: "MemberExpression[object.name='process'][property.name='env']",
    message: 'Inject AppConfig; a new variable goes into platform/config/env.dto.ts.',
  },
  {
    selector: 'ImportDeclaration[source.value=/^(node:)?process$/]',
    message: 'Inject AppConfig; a new variable goes into platform/config/env.dto.ts.',
  },
];

export const typeEscapes = [
  {
    selector: 'TSAsExpression > TSAsExpression.expression > TSUnknownKeyword.typeAnnotation',
    message: 'Do not cast through unknown: write a type guard, or fix the type where it is declared.',
  },
  {
    selector: 'TSEnumDeclaration',
    message: 'Use an `as const` array of codes and a union type (see libs/contracts/src/vocabulary.ts).',
  },
];

export const httpExceptions = [
  {
    selector: 'ThrowStatement > NewExpression[callee.name=/(?<!Domain)Exception$/]',
    message: 'Throw DomainError(code, params); platform/http/problem.filter.ts maps it to a status.',
  },
];

export const portableColumns = [
  {
    selector:
      "Property[key.name='type'] > Literal[value=/^(enum|timestamp|timestamptz|bigint|uuid|json|decimal|longtext)$/]",
    message: 'Not portable between SQLite and MySQL: use the columns of platform/database/columns.ts.',
  },
];

export const networkInWeb = [
  {
    selector: "CallExpression[callee.name='fetch']",
    message: 'HTTP lives in apps/web/src/api: add a function there and call that.',
  },
  {
    selector: "NewExpression[callee.name='XMLHttpRequest']",
    message: 'HTTP lives in apps/web/src/api: add a function there and call that.',
  },
];

export const focusedMocks = [
  {
    selector: "CallExpression[callee.object.name='jest'][callee.property.name=/^(mock|doMock|unstable_mockModule)$/]",
    message: 'Pass a fake (FakeClock, an in-memory driver) instead of mocking a module.',
  },
];
