import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root, runNode } from './process.mjs';

const require = createRequire(join(root, 'package.json'));

/** The script behind a command of an installed package, as its package.json names it. */
export function packageBin(name, command = name, from = require) {
  const folder = from.resolve.paths(name).find((place) => existsSync(join(place, name, 'package.json')));
  if (folder === undefined) throw new Error(`${name} is not installed`);
  const { bin } = JSON.parse(readFileSync(join(folder, name, 'package.json'), 'utf8'));
  return join(folder, name, typeof bin === 'string' ? bin : bin[command]);
}

const web = join(root, 'apps/web');
const tool = (name, args, options) => () => runNode(packageBin(name, options?.command), args, { output: 'quiet' });

/** What needs no server and no build. `fix` repairs what a step finds; `note` picks a word for its line. */
export const staticSteps = [
  { name: 'types', run: tool('typescript', ['--noEmit', '-p', 'tsconfig.check.json'], { command: 'tsc' }) },
  {
    name: 'web types',
    run: () => {
      const bin = packageBin('vue-tsc', 'vue-tsc', createRequire(join(web, 'package.json')));
      return runNode(bin, ['--noEmit', '-p', 'tsconfig.json'], { cwd: web, output: 'quiet' });
    },
  },
  { name: 'lint', run: tool('eslint', ['.']), note: /\d+ warnings?/ },
  { name: 'format', run: tool('prettier', ['--check', '--log-level', 'warn', '.']), fix: 'npm run format' },
  {
    name: 'dependencies',
    run: tool('dependency-cruiser', ['--config', '.dependency-cruiser.cjs', 'apps', 'libs', 'test', 'tools'], {
      command: 'depcruise',
    }),
  },
  {
    name: 'documents',
    run: () => runNode(join(root, 'tools/generate-docs.mjs'), ['--check'], { output: 'quiet' }),
    fix: 'npm run docs',
  },
];

/** Runs the steps two at a time and prints one line each, with the output of those that fail. */
export async function runSteps(steps) {
  const queue = [...steps];
  const failed = [];
  const worker = async () => {
    for (let step = queue.shift(); step !== undefined; step = queue.shift()) {
      const result = await step.run();
      const passed = result.code === 0;
      const note = step.note?.exec(result.output)?.[0] ?? '';
      console.log(
        `${passed ? 'ok  ' : 'FAIL'} ${step.name.padEnd(14)} ${(result.milliseconds / 1000).toFixed(1)} s  ${note}`.trimEnd(),
      );
      if (passed) continue;
      failed.push(step.name);
      console.log(result.output.trimEnd());
      if (step.fix !== undefined) console.log(`     to repair: ${step.fix}`);
    }
  };
  await Promise.all([worker(), worker()]);
  return failed;
}
