import { ensureDependencies } from './lib/dependencies.mjs';

/** `npm run check`: the inner loop, under two minutes; everything that needs neither a server nor a build. */
await ensureDependencies({ development: true });
const { runSteps, staticSteps } = await import('./lib/steps.mjs');
const { runTier } = await import('./lib/jest.mjs');

const began = performance.now();
let unit;
const unitStep = {
  name: 'unit',
  run: async () => {
    unit = await runTier('unit', { workers: 1, output: 'quiet', args: ['--silent'] });
    return unit;
  },
};
const failed = await runSteps([unitStep, ...staticSteps]);
console.log(`${unit.passed} passed, ${unit.failed} failed, ${unit.skipped} skipped (unit)`);
console.log(
  `check: ${failed.length === 0 ? 'ok' : `failed: ${failed.join(', ')}`} in ${Math.round((performance.now() - began) / 1000)} s`,
);
process.exit(failed.length === 0 ? 0 : 1);
