/**
 * The dependency rule of the house, as code:
 *
 *   contracts  <-  domain  <-  platform  <-  apps/intake | apps/dispatch | apps/dashboard  <-  apps/standalone
 *       ^------------------------------------  apps/web        (libs/testing: specs and test/ only)
 *
 * test/architecture plants a violation of each rule and expects it to be flagged.
 */
const SPEC = '([.-]spec|[.]fixture)[.]ts$';

module.exports = {
  forbidden: [
    {
      name: '1-contracts-imports-nothing',
      comment: 'contracts is the vocabulary on the wire: it imports nothing, not even a package.',
      severity: 'error',
      from: { path: '^libs/contracts/', pathNot: SPEC },
      to: { pathNot: '^libs/contracts/' },
    },
    {
      name: '2-domain-imports-contracts-only',
      comment: 'domain is pure: it imports only @minsheng/contracts. Time and data come in as parameters.',
      severity: 'error',
      from: { path: '^libs/domain/', pathNot: SPEC },
      to: { pathNot: '^libs/(contracts|domain)/' },
    },
    {
      name: '3-libs-never-import-apps',
      comment: 'A library knows no service. Move the shared thing into a library.',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: '3-libs-in-one-direction',
      comment: 'contracts <- domain <- platform; nothing points the other way.',
      severity: 'error',
      from: { path: '^libs/(contracts|domain)/' },
      to: { path: '^libs/(platform|testing)/' },
    },
    {
      name: '3-testing-in-specs-only',
      comment: 'libs/testing is imported by specs and by test/ only.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: [SPEC, '^libs/testing/'] },
      to: { path: '^libs/testing/' },
    },
    {
      name: '4-services-meet-in-events',
      comment: 'Services never import each other: publish an event of @minsheng/contracts and handle it.',
      severity: 'error',
      from: { path: '^apps/(intake|dispatch|dashboard)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: '4-only-standalone-composes',
      comment: 'apps/standalone is the only place that may import another app; nobody imports it.',
      severity: 'error',
      from: { pathNot: '^(apps/standalone|test|tools)/' },
      to: { path: '^apps/standalone/' },
    },
    {
      name: '5-web-sees-contracts-only',
      comment: 'The web app sees @minsheng/contracts and its own packages: the rules arrive as allowedActions.',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^(libs|apps)/', pathNot: '^(libs/contracts|apps/web)/' },
    },
    {
      name: '6-typeorm-behind-repositories',
      comment: 'In apps, typeorm appears only in *.entity.ts, *.repository.ts, *.module.ts and migrations/.',
      severity: 'error',
      from: { path: '^apps/', pathNot: ['[.](entity|repository|module)[.]ts$', '/migrations/', SPEC] },
      to: { path: '(^|/)node_modules/(typeorm|@nestjs/typeorm)(/|$)|^(typeorm|@nestjs/typeorm)(/|$)' },
    },
    {
      name: '7-no-cycles',
      comment: 'A cycle means two files are one thing, or a third is missing.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: '8-libs-by-their-face',
      comment: 'From outside a library, import @minsheng/<library>: its index.ts is its public face.',
      severity: 'error',
      from: { path: '^(libs/[^/]+|apps|test|tools)/' },
      to: { path: '^libs/[^/]+/', pathNot: ['^$1/', '^libs/[^/]+/src/index[.]ts$'] },
    },
    {
      name: '9-resolvable',
      comment: 'The import does not resolve: is the package in package.json, the path right?',
      severity: 'error',
      from: { pathNot: '^apps/web/' },
      to: { couldNotResolve: true },
    },
    {
      name: '9-declared-in-package-json',
      comment: 'Shipped code may only use packages that package.json lists under dependencies.',
      severity: 'error',
      from: { path: '^(apps/(intake|dispatch|dashboard|standalone)|libs/(contracts|domain|platform))/', pathNot: SPEC },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage|[.]cache|apps/web/dist|test/[.]artifacts|test/architecture/fixtures)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['main', 'module', 'types'],
    },
  },
};
