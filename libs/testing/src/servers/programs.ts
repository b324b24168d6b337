import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What the tests need on the machine beside Node, and the Debian package that brings it. */
export const PROGRAMS = {
  mariadb: { names: ['mariadbd', 'mysqld'], debian: ['mariadb-server'] },
  redis: { names: ['redis-server'], debian: ['redis-server'] },
  chromium: {
    names: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'],
    debian: ['chromium', 'fonts-noto-cjk'],
  },
} as const;

export type Program = keyof typeof PROGRAMS;

/** The path of a program, looked up where distributions put servers too, or null. */
export function findProgram(program: Program): string | null {
  const named = program === 'chromium' ? process.env.CHROMIUM_PATH : undefined;
  if (named !== undefined && isExecutable(named)) return named;
  return findExecutable(PROGRAMS[program].names);
}

export function findExecutable(names: readonly string[]): string | null {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin', '/usr/libexec'];
  for (const name of names) {
    for (const folder of folders) {
      if (folder !== '' && isExecutable(join(folder, name))) return join(folder, name);
    }
  }
  return null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** True on the machine that must run everything: there a missing server is a failure, not a gap. */
export function mustRunEverything(): boolean {
  return process.env.CI === 'true';
}

/**
 * Installs what is missing, but only as root on a CI machine: nobody's own computer is changed by a test run.
 * Returns what is still missing afterwards.
 */
export function installMissingPrograms(log: (line: string) => void): Program[] {
  const missing = missingPrograms();
  if (missing.length === 0 || !isRoot() || !mustRunEverything() || findExecutable(['apt-get']) === null) return missing;
  const packages = missing.flatMap((program) => [...PROGRAMS[program].debian]);
  log(`installing ${packages.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
    const result = spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...args], { env, encoding: 'utf8' });
    if (result.status !== 0) log(`apt-get ${args[0]} failed:\n${result.stdout}${result.stderr}`);
  }
  return missingPrograms();
}

function missingPrograms(): Program[] {
  const programs: Program[] = ['mariadb', 'redis', 'chromium'];
  return programs.filter((program) => findProgram(program) === null);
}
