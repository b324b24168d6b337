import { ensureBuild } from './lib/build.mjs';
import { loadTypescript } from './lib/load-typescript.mjs';

/** `npm run bench -- [--quick] [--sizes …] [--db …]`: the benchmark of the project, on what is built from these sources. */
const args = process.argv.slice(2);
if (!args.includes('--dist')) await ensureBuild({ needed: ['server'] });
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
const { main } = loadTypescript('test/bench/run.ts');
process.exit(await main(args));
