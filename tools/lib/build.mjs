import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ensureDependencies } from './dependencies.mjs';
import { root, runNode, say, seconds } from './process.mjs';

const IGNORED = /(^|\/)(node_modules|dist|fixtures|\.cache)$|spec\.ts$|\/auto-imports\.d\.ts$/;
const STAMP = join(root, 'dist/.build.json');

const server = {
  name: 'server',
  sources: ['apps/intake', 'apps/dispatch', 'apps/dashboard', 'apps/standalone', 'libs'],
  files: ['package-lock.json', 'nest-cli.json', 'tsconfig.json'],
  results: ['standalone/main.js', 'standalone/cli.js', 'intake/main.js', 'dispatch/main.js', 'dashboard/main.js'].map(
    (file) => `dist/apps/${file}`,
  ),
  build: buildServer,
};
const web = {
  name: 'web',
  sources: ['apps/web', 'libs/contracts'],
  files: ['package-lock.json'],
  results: ['apps/web/dist/index.html'],
  build: buildWeb,
};
const parts = [server, web];

function filesBelow(path) {
  if (IGNORED.test(path) || !existsSync(join(root, path))) return [];
  if (!statSync(join(root, path)).isDirectory()) return [path];
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => filesBelow(`${path}/${name}`));
}

function fingerprint(part) {
  const hash = createHash('sha256');
  for (const file of [...part.files, ...part.sources.flatMap(filesBelow)]) {
    hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

function readStamp() {
  try {
    return JSON.parse(readFileSync(STAMP, 'utf8'));
  } catch {
    return {};
  }
}

function isFresh(part) {
  return part.results.every((file) => existsSync(join(root, file))) && readStamp()[part.name] === fingerprint(part);
}

async function buildServer() {
  const nest = join(root, 'node_modules/@nestjs/cli/bin/nest.js');
  return runNode(nest, ['build', 'intake', 'dispatch', 'dashboard', 'standalone', 'cli'], { output: 'quiet' });
}

async function buildWeb() {
  const cwd = join(root, 'apps/web');
  const vite = createRequire(join(cwd, 'package.json')).resolve('vite/package.json');
  const bin = join(vite, '..', 'bin/vite.js');
  return runNode(bin, ['build', '--logLevel', 'warn'], { cwd, output: 'quiet' });
}

/** Builds the given parts, two at a time; the stamp remembers what sources they were built from. */
async function build(wanted) {
  const results = await Promise.all(
    wanted.map(async (part) => {
      const before = fingerprint(part);
      const result = await part.build();
      const done = result.code === 0 && part.results.every((file) => existsSync(join(root, file)));
      if (!done) say(result.output);
      return { name: part.name, done, stamp: before };
    }),
  );
  const stamp = {
    ...readStamp(),
    ...Object.fromEntries(results.map(({ name, done, stamp }) => [name, done ? stamp : ''])),
  };
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(STAMP, `${JSON.stringify(stamp, null, 2)}\n`);
  return results.every(({ done }) => done);
}

/** Leaves dist up to date with the sources and the packages installed that it needs; quick where nothing changed. */
export async function ensureBuild({ force = false, needed = parts.map(({ name }) => name) } = {}) {
  const sourcesHere = existsSync(join(root, 'nest-cli.json'));
  const stale = parts.filter((part) => needed.includes(part.name) && (force || (sourcesHere && !isFresh(part))));
  await ensureDependencies({ development: stale.length > 0 });
  if (stale.length === 0) return;
  say('正在构建……');
  const began = performance.now();
  if (!(await build(stale))) {
    say('构建失败，原因见上。');
    process.exit(1);
  }
  say(`构建完成，用时 ${seconds(performance.now() - began)}。`);
}
