import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuild } from './build.mjs';
import { root } from './process.mjs';

/**
 * Loads a built program into this process, so that signals, terminal and memory are its own and no parent stands between.
 */
export async function launch(program, args, { needed } = {}) {
  await ensureBuild({ needed });
  const file = join(root, 'dist/apps', program);
  process.argv = [process.argv[0], file, ...args];
  process.chdir(root);
  process.setSourceMapsEnabled(true);
  endWithParent();
  await import(pathToFileURL(file).href);
}

/** Under npm, whoever kills npm means us: kill -9 cannot be passed on, so an orphan asks itself to stop. */
function endWithParent() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 1000);
  watch.unref();
}
