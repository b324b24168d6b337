import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const planted = join(__dirname, 'fixtures/planted');
const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string; readonly severity: string };
}

/** Runs the project's own rules over the planted tree; the answer is the set of `rule: file` lines. */
function violationsOfPlantedTree(): string[] {
  const config = join(root, '.dependency-cruiser.cjs');
  const options = ['--config', config, '--output-type', 'json', 'apps', 'libs'];
  const { stdout } = spawnSync(process.execPath, [cruiser, ...options], { cwd: planted, encoding: 'utf8' });
  const { summary } = JSON.parse(stdout) as { summary: { violations: Violation[] } };
  return [...new Set(summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`))].sort();
}

describe('the dependency rules', () => {
  const found = violationsOfPlantedTree();

  it.each([
    ['contracts imports no package', '1-contracts-imports-nothing: libs/contracts/src/imports-a-package.ts'],
    [
      'contracts imports nothing of Node, not even a type',
      '1-contracts-imports-nothing: libs/contracts/src/imports-node.ts',
    ],
    [
      'domain imports no package, not even a type',
      '2-domain-imports-contracts-only: libs/domain/src/imports-a-package.ts',
    ],
    ['domain imports nothing of Node', '2-domain-imports-contracts-only: libs/domain/src/imports-node.ts'],
    ['domain does not import platform', '2-domain-imports-contracts-only: libs/domain/src/imports-platform.ts'],
    ['libraries point one way', '3-libs-in-one-direction: libs/domain/src/imports-platform.ts'],
    ['a library imports no app', '3-libs-never-import-apps: libs/platform/src/imports-an-app.ts'],
    ['libs/testing is for specs', '3-testing-in-specs-only: libs/platform/src/imports-testing.ts'],
    ['a service imports no other', '4-services-meet-in-events: apps/intake/src/imports-dispatch.ts'],
    ['nobody imports standalone', '4-only-standalone-composes: apps/dashboard/src/imports-standalone.ts'],
    ['a service does not import standalone', '4-services-meet-in-events: apps/dashboard/src/imports-standalone.ts'],
    ['web sees no domain', '5-web-sees-contracts-only: apps/web/src/imports-domain.ts'],
    ['web sees no service', '5-web-sees-contracts-only: apps/web/src/imports-a-service.ts'],
    ['a service class sees no typeorm', '6-typeorm-behind-repositories: apps/intake/src/appeals/appeals.service.ts'],
    [
      'a controller sees no @nestjs/typeorm',
      '6-typeorm-behind-repositories: apps/intake/src/appeals/appeals.controller.ts',
    ],
    ['no cycles, not even of types', '7-no-cycles: apps/dispatch/src/cycle-a.ts'],
    ['a library is used by its index', '8-libs-by-their-face: apps/dispatch/src/imports-deep.ts'],
    ['an import resolves', '9-resolvable: apps/dispatch/src/imports-nowhere.ts'],
    ['shipped code uses declared packages', '9-declared-in-package-json: apps/dispatch/src/imports-a-dev-package.ts'],
  ])('%s', (_rule, violation) => {
    expect(found).toContain(violation);
  });

  it('let pass what is allowed: only the planted files are flagged', () => {
    const flagged = [...new Set(found.map((line) => line.split(': ')[1]))];
    expect(flagged.filter((file) => !/imports-|cycle-|appeals[.](service|controller)[.]ts$/.test(file ?? ''))).toEqual(
      [],
    );
  });

  it('each have a planted violation', () => {
    const list = execFileSync(process.execPath, [
      '-p',
      `JSON.stringify(require(${JSON.stringify(join(root, '.dependency-cruiser.cjs'))}).forbidden.map((rule) => rule.name))`,
    ]);
    const names = JSON.parse(list.toString('utf8')) as string[];
    expect(names.filter((name) => !found.some((line) => line.startsWith(`${name}:`)))).toEqual([]);
  });
});
