/**
 * One project per tier, so that `--selectProjects unit` runs a tier and a plain `npx jest FILE` finds a file in any.
 * Nest 12 and a few of its packages ship ES modules only: they are transformed too (the list in `esmPackages`).
 */
const swc = (typescript) => [
  '@swc/jest',
  {
    swcrc: false,
    jsc: {
      parser: typescript ? { syntax: 'typescript', decorators: true } : { syntax: 'ecmascript' },
      transform: typescript ? { legacyDecorator: true, decoratorMetadata: true } : {},
      target: 'es2022',
      keepClassNames: true,
    },
    module: { type: 'commonjs' },
    sourceMaps: typescript ? 'inline' : false,
  },
];

const esmPackages = '@nestjs|file-type|load-esm|strtok3|token-types|uint8array-extras|@tokenizer|@borewit';
const code = [
  'apps/intake',
  'apps/dispatch',
  'apps/dashboard',
  'apps/standalone',
  'apps/web/src',
  'libs',
  'test',
  'tools',
];

const tier = (name, testRegex, more = {}) => ({
  displayName: name,
  rootDir: __dirname,
  roots: code.map((folder) => `<rootDir>/${folder}`),
  testEnvironment: 'node',
  testRegex,
  testPathIgnorePatterns: ['/node_modules/', '/fixtures/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/test/.artifacts/'],
  moduleFileExtensions: ['js', 'mjs', 'json', 'ts'],
  transform: { '^.+\\.ts$': swc(true), '^.+\\.m?js$': swc(false) },
  transformIgnorePatterns: [`node_modules/(?!(${esmPackages})/)`],
  moduleNameMapper: { '^@minsheng/([^/]+)$': '<rootDir>/libs/$1/src', '^@/(.*)$': '<rootDir>/apps/web/src/$1' },
  ...more,
});

/** MariaDB and Redis for a file run by hand; `npm test` has started them before and says so in the environment. */
const servers = {
  setupFilesAfterEnv: ['<rootDir>/libs/testing/src/servers/patience.ts'],
  globalSetup: '<rootDir>/libs/testing/src/servers/jest-global-setup.ts',
  globalTeardown: '<rootDir>/libs/testing/src/servers/jest-global-teardown.ts',
};

module.exports = {
  cacheDirectory: '<rootDir>/.cache/jest',
  projects: [
    tier('unit', '(?<!medium|e2e|browser|long)[.]spec\\.ts$'),
    tier('medium', '\\.medium-spec\\.ts$', servers),
    tier('e2e', '/test/e2e/.*\\.e2e-spec\\.ts$', servers),
    tier('browser', '/test/browser/.*\\.browser-spec\\.ts$', servers),
    tier('long', '\\.long-spec\\.ts$', servers),
  ],
};
