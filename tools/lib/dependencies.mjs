import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, runNpm, say, seconds } from './process.mjs';

const OLDEST_NODE = [20, 19];

/** Refuses an old Node in one sentence instead of a stack trace from inside a package. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  say(`需要 Node.js ${OLDEST_NODE.join('.')} 或更高版本，当前为 ${process.versions.node}。`);
  process.exit(1);
}

function readJson(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

/**
 * The packages of the lock file that are not installed in their version. To run a finished build the services' own
 * packages are enough; to build, all are needed but the platform-dependent ones.
 */
function missingPackages({ development }) {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages ?? {};
  const present = readJson(join(root, 'node_modules/.package-lock.json'))?.packages ?? {};
  const toRun = Object.keys(wanted['']?.dependencies ?? {}).map((name) => `node_modules/${name}`);
  const toBuild = Object.keys(wanted).filter(
    (path) => path.includes('node_modules/') && isAlwaysInstalled(wanted[path]),
  );
  return (development ? toBuild : toRun).filter((path) => present[path]?.version !== wanted[path]?.version);
}

function isAlwaysInstalled({ link, optional, devOptional, peer }) {
  return !link && !optional && !devOptional && !peer;
}

/**
 * Brings node_modules to the committed lock file, and does nothing where it already is there. Development packages are
 * asked for by name: with NODE_ENV=production npm would leave out the builder.
 */
export async function ensureDependencies({ development }) {
  requireNode();
  if (missingPackages({ development }).length === 0) return;
  say('正在安装依赖（首次约需一至三分钟）……');
  const result = await runNpm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    output: 'quiet',
  });
  if (result.code !== 0) {
    say(result.output);
    say('依赖安装失败，请检查网络后重试。');
    process.exit(result.code);
  }
  say(`依赖安装完成，用时 ${seconds(result.milliseconds)}。`);
}
