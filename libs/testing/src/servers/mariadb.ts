import { execFile, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './free-port';
import { startGuarded, waitForPort } from './guarded-process';
import { findExecutable, isRoot } from './programs';

export interface RunningServer {
  readonly url: string;
  stop(): Promise<void>;
}

export interface MariaDbOptions {
  /** Flush at every commit as in production (the bench), or leave the flushing to the second (the tests). */
  readonly durable?: boolean;
  readonly bufferPoolMegabytes?: number;
}

/** Starts a private MariaDB: own data folder, own port, loopback only, a password nobody else knows. */
export async function startMariaDb(program: string, options: MariaDbOptions = {}): Promise<RunningServer> {
  const folder = mkdtempSync(join(tmpdir(), 'minsheng-mariadb-'));
  const port = await freePort();
  const password = randomBytes(12).toString('hex');
  try {
    const config = prepare(folder, port, password, options);
    await installSystemTables(folder, config);
    const server = startGuarded(folder, program, [`--defaults-file=${config}`]);
    await waitForPort(port, server, 60);
    return { url: `mysql://root:${password}@127.0.0.1:${port}/`, stop: () => server.stop() };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

function prepare(folder: string, port: number, password: string, options: MariaDbOptions): string {
  const data = join(folder, 'data');
  mkdirSync(data, { recursive: true });
  const initFile = join(folder, 'init.sql');
  writeFileSync(initFile, accountStatements(password), { mode: 0o600 });
  const config = join(folder, 'my.cnf');
  const lines = [
    '[mysqld]',
    ...(isRoot() ? ['user=mysql'] : []),
    `datadir=${data}`,
    `tmpdir=${folder}`,
    `socket=${join(folder, 'sock')}`,
    `pid-file=${join(folder, 'pid')}`,
    `port=${port}`,
    `init-file=${initFile}`,
    'bind-address=127.0.0.1',
    'skip-name-resolve',
    'skip-log-bin',
    'max-connections=400',
    'character-set-server=utf8mb4',
    'collation-server=utf8mb4_unicode_520_ci',
    "default-time-zone='+00:00'",
    `innodb-flush-log-at-trx-commit=${options.durable ? 1 : 2}`,
    `innodb-buffer-pool-size=${options.bufferPoolMegabytes ?? 256}M`,
  ];
  writeFileSync(config, `${lines.join('\n')}\n`);
  if (isRoot()) giveToMysql([folder, data, initFile]);
  return config;
}

function accountStatements(password: string): string {
  return [
    `ALTER USER 'root'@'localhost' IDENTIFIED BY '${password}';`,
    `CREATE OR REPLACE USER 'root'@'127.0.0.1' IDENTIFIED BY '${password}';`,
    "GRANT ALL ON *.* TO 'root'@'127.0.0.1' WITH GRANT OPTION;",
    '',
  ].join('\n');
}

/** mariadbd refuses to run as root: where we are root, the folder belongs to the `mysql` user of the package. */
function giveToMysql(paths: readonly string[]): void {
  const [uid, gid] = ['-u', '-g'].map((flag) => Number(spawnSync('id', [flag, 'mysql'], { encoding: 'utf8' }).stdout));
  if (!uid || !gid) throw new Error('there is no user `mysql` to run MariaDB as');
  for (const path of paths) chownSync(path, uid, gid);
  chmodSync(paths[0] ?? '', 0o700);
}

async function installSystemTables(folder: string, config: string): Promise<void> {
  const installer = findExecutable(['mariadb-install-db', 'mysql_install_db']);
  if (installer === null) throw new Error('mariadb-install-db is missing beside mariadbd');
  const args = [
    `--defaults-file=${config}`,
    ...(isRoot() ? ['--user=mysql'] : []),
    `--datadir=${join(folder, 'data')}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
  ];
  await promisify(execFile)(installer, args);
}
