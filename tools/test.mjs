import { ensureBuild } from './lib/build.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';

/**
 * `npm test`: all that CI needs. Installs and builds what is missing, starts MariaDB and Redis once, runs the tiers in
 * order and counts. `npm test -- unit medium` runs some of them; `npm run test:long` the long one.
 */
const TIERS = [
  { name: 'static' },
  { name: 'unit', workers: 2 },
  { name: 'medium', workers: 2, servers: true },
  { name: 'e2e', workers: 1, servers: true, built: true },
  { name: 'browser', workers: 1, servers: true, built: true },
];
const LONG = [{ name: 'long', workers: 1, servers: true, built: true }];

const began = performance.now();
const wanted = process.argv.slice(2);
const tiers = [...TIERS, ...LONG].filter((tier) =>
  wanted.length === 0 ? TIERS.includes(tier) : wanted.includes(tier.name),
);
if (tiers.length === 0) {
  console.error(`There is no such tier. They are: ${[...TIERS, ...LONG].map(({ name }) => name).join(', ')}`);
  process.exit(2);
}

const times = [];
const timed = async (name, work) => {
  const start = performance.now();
  const result = await work();
  times.push({ name, milliseconds: performance.now() - start });
  return result;
};

await timed('install', () => ensureDependencies({ development: true }));
const { loadTypescript } = await import('./lib/load-typescript.mjs');
const { runSteps, staticSteps } = await import('./lib/steps.mjs');
const { runTier } = await import('./lib/jest.mjs');

if (tiers.some(({ built }) => built)) await timed('build', () => ensureBuild());
const servers = tiers.some((tier) => tier.servers) ? await timed('servers', startServers) : undefined;
const env = { ...process.env, ...servers?.env };
const totals = { suites: 0, failedSuites: 0, passed: 0, failed: 0, skipped: 0 };

for (const tier of tiers) {
  console.log(`\n── ${tier.name} ${'─'.repeat(60 - tier.name.length)}`);
  const counts = await timed(tier.name, () =>
    tier.name === 'static' ? runStatic() : runTier(tier.name, { ...tier, env }),
  );
  for (const key of Object.keys(totals)) totals[key] += counts[key] ?? 0;
  if (counts.code !== 0 && counts.failed === 0) totals.failed += 1;
}
await servers?.stop();
summary();
process.exit(totals.failed === 0 ? 0 : 1);

async function runStatic() {
  const failed = await runSteps(staticSteps);
  return { code: failed.length, failed: failed.length };
}

async function startServers() {
  const { startServers: start } = loadTypescript('libs/testing/src/servers/start-servers.ts');
  try {
    const running = await start((line) => console.log(line));
    for (const program of running.missing) console.log(`not run on this machine: what needs ${program}`);
    return running;
  } catch (error) {
    console.error(error);
    console.log('0 passed, 1 failed, 0 skipped');
    process.exit(1);
  }
}

function summary() {
  const { suites, failedSuites, passed, failed, skipped } = totals;
  const part = (count, word) => (count > 0 ? `${count} ${word}, ` : '');
  console.log('\nTime per tier:');
  for (const { name, milliseconds } of times)
    console.log(`  ${name.padEnd(10)} ${(milliseconds / 1000).toFixed(1).padStart(7)} s`);
  const suiteLine = `${part(failedSuites, 'failed')}${suites - failedSuites} passed, ${suites} total`;
  const testLine = `${part(failed, 'failed')}${part(skipped, 'skipped')}${passed} passed, ${passed + failed + skipped} total`;
  console.log(`\nTest Suites: ${suiteLine}\nTests:       ${testLine}`);
  console.log(`Time:        ${((performance.now() - began) / 1000).toFixed(1)} s`);
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
}
