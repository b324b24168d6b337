import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ensureDependencies } from './lib/dependencies.mjs';
import { root } from './lib/process.mjs';

/** `npm run dev`: the services rebuilt at each change, and the pages from vite beside them; ends both together. */
await ensureDependencies({ development: true });
const { packageBin } = await import('./lib/steps.mjs');

const web = join(root, 'apps/web');
const vite = packageBin('vite', 'vite', createRequire(join(web, 'package.json')));
const children = [
  spawn(process.execPath, [packageBin('@nestjs/cli', 'nest'), 'start', 'standalone', '--watch'], {
    cwd: root,
    stdio: 'inherit',
  }),
  spawn(process.execPath, [vite], { cwd: web, stdio: 'inherit' }),
];
const stop = () => children.forEach((child) => child.kill());
children.forEach((child) => child.once('exit', stop));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop);
