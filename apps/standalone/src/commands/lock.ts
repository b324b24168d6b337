import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the lock file says: who holds DATA_DIR, and where and with which word it takes commands. */
export interface LockFile {
  readonly pid: number;
  /** When that process started, in the kernel's count: a pid is used again after a restart. null where unknown. */
  readonly born: string | null;
  /** Loopback port for commands; null while a command holds the lock, which takes none. */
  readonly port: number | null;
  readonly token: string | null;
}

/** Another living process holds DATA_DIR. */
export class LockHeldError extends Error {
  constructor(readonly holder: LockFile) {
    super(`数据目录正被进程 ${String(holder.pid)} 使用`);
    this.name = 'LockHeldError';
  }
}

const LOCK_NAME = 'server.lock';
const PRIVATE = 0o600;

export function lockPath(dataDir: string): string {
  return join(dataDir, LOCK_NAME);
}

/**
 * One process at a time works on an embedded database. The lock is a file that names its holder; one whose holder is
 * dead is taken over.
 */
export class DataDirLock {
  private held: LockFile;
  private isReleased = false;

  private constructor(private readonly dataDir: string) {
    this.held = { pid: process.pid, born: bornAt(process.pid), port: null, token: null };
  }

  /** @throws LockHeldError when a living process holds it. */
  static take(dataDir: string): DataDirLock {
    mkdirSync(dataDir, { recursive: true });
    const lock = new DataDirLock(dataDir);
    for (let attempt = 0; attempt < 5; attempt += 1) {
      if (lock.create()) return lock;
      const holder = readLock(dataDir);
      if (holder && isAlive(holder)) throw new LockHeldError(holder);
      removeStale(dataDir, holder);
    }
    throw new Error(`无法取得锁文件 ${lockPath(dataDir)}`);
  }

  /** Tells where commands are taken, with a new word: each word opens once. */
  announce(port: number): string {
    const token = randomBytes(32).toString('hex');
    this.held = { ...this.held, port, token };
    const draft = this.draftPath();
    writeFileSync(draft, JSON.stringify(this.held), { mode: PRIVATE });
    renameSync(draft, lockPath(this.dataDir));
    return token;
  }

  release(): void {
    if (this.isReleased) return;
    this.isReleased = true;
    if (isSame(readLock(this.dataDir), this.held)) rmSync(lockPath(this.dataDir), { force: true });
  }

  /** Written whole and then linked, so that nobody ever reads half a lock. */
  private create(): boolean {
    const draft = this.draftPath();
    writeFileSync(draft, JSON.stringify(this.held), { mode: PRIVATE });
    try {
      linkSync(draft, lockPath(this.dataDir));
      return true;
    } catch (error) {
      if (isCode(error, 'EEXIST')) return false;
      throw error;
    } finally {
      rmSync(draft, { force: true });
    }
  }

  private draftPath(): string {
    return join(this.dataDir, `${LOCK_NAME}.${String(process.pid)}.${randomBytes(4).toString('hex')}`);
  }
}

/** The lock of a data directory; null when there is none or it cannot be read. */
export function readLock(dataDir: string): LockFile | null {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(lockPath(dataDir), 'utf8'));
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { pid, born, port, token } = value as Record<string, unknown>;
  if (typeof pid !== 'number') return null;
  return {
    pid,
    born: typeof born === 'string' ? born : null,
    port: typeof port === 'number' ? port : null,
    token: typeof token === 'string' ? token : null,
  };
}

/** The living process that holds the directory, if any. */
export function holderOf(dataDir: string): LockFile | null {
  const lock = readLock(dataDir);
  return lock && isAlive(lock) ? lock : null;
}

function isAlive({ pid, born }: LockFile): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!isCode(error, 'EPERM')) return false;
  }
  const now = bornAt(pid);
  return born === null || now === null || born === now;
}

/** Field 22 of /proc/PID/stat; null where there is no /proc. */
function bornAt(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

/** Moves the dead holder's file away; a lock that somebody else took meanwhile is put back. */
function removeStale(dataDir: string, judged: LockFile | null): void {
  const aside = join(dataDir, `${LOCK_NAME}.stale.${randomBytes(4).toString('hex')}`);
  try {
    renameSync(lockPath(dataDir), aside);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return;
    throw error;
  }
  const moved = readFileSync(aside, 'utf8');
  if (judged && !moved.includes(`"pid":${String(judged.pid)},`)) {
    try {
      linkSync(aside, lockPath(dataDir));
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error;
    }
  }
  rmSync(aside, { force: true });
}

function isSame(a: LockFile | null, b: LockFile): boolean {
  return a !== null && a.pid === b.pid && a.born === b.born;
}

/** By shape, not by class: an error may come from another realm (a test's sandbox, a worker). */
function isCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
