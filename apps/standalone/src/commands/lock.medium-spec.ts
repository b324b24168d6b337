import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CommandIo } from './io';
import { DataDirLock, holderOf, type LockFile, LockHeldError, lockPath, readLock } from './lock';
import { CommandDoor, DoorClosedError, runRemotely } from './remote';

class Heard implements CommandIo {
  readonly lines: string[] = [];
  readonly progresses: string[] = [];
  readonly abort = new AbortController();
  readonly signal = this.abort.signal;
  line(text: string): void {
    this.lines.push(text);
  }
  progress(text: string): void {
    this.progresses.push(text);
  }
}

let dir: string;
let children: ChildProcess[] = [];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'minsheng-lock-'));
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children = [];
  rmSync(dir, { recursive: true });
});

/** Another living process, and a lock file in its name. */
async function otherHolder(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  children.push(child);
  await once(child, 'spawn');
  writeFileSync(lockPath(dir), JSON.stringify({ pid: child.pid, born: null, port: null, token: null }));
  return child;
}

function lockFile(): LockFile {
  const lock = readLock(dir);
  if (!lock) throw new Error('no lock file');
  return lock;
}

describe('the lock of a data directory', () => {
  it('is private, names its holder and is gone after release', () => {
    const lock = DataDirLock.take(dir);
    expect(statSync(lockPath(dir)).mode & 0o777).toBe(0o600);
    expect(holderOf(dir)?.pid).toBe(process.pid);
    lock.announce(4711);
    expect(statSync(lockPath(dir)).mode & 0o777).toBe(0o600);
    expect(lockFile()).toMatchObject({
      pid: process.pid,
      port: 4711,
      token: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
    });
    lock.release();
    expect(existsSync(lockPath(dir))).toBe(false);
  });

  it('is refused while another living process holds it', async () => {
    const child = await otherHolder();
    expect(() => DataDirLock.take(dir)).toThrow(LockHeldError);
    expect(holderOf(dir)?.pid).toBe(child.pid);
  });

  it('is taken over from a dead process', async () => {
    const child = await otherHolder();
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(holderOf(dir)).toBeNull();
    DataDirLock.take(dir).release();
  });

  it('is taken over when the pid lives again as another process', () => {
    writeFileSync(lockPath(dir), JSON.stringify({ pid: process.pid, born: '1', port: 1, token: 'x' }));
    expect(DataDirLock.take(dir)).toBeInstanceOf(DataDirLock);
  });

  it('is taken over when the file is half written', () => {
    writeFileSync(lockPath(dir), '{"pid":');
    expect(DataDirLock.take(dir)).toBeInstanceOf(DataDirLock);
    expect(holderOf(dir)?.pid).toBe(process.pid);
  });

  it('released by one whom it no longer belongs to, stays', () => {
    const lock = DataDirLock.take(dir);
    const other = JSON.stringify({ pid: 1, born: 'other', port: null, token: null });
    writeFileSync(lockPath(dir), other);
    lock.release();
    expect(readFileSync(lockPath(dir), 'utf8')).toBe(other);
  });
});

describe('the door for commands', () => {
  let door: CommandDoor | undefined;
  let lock: DataDirLock;
  const open = async (run: ConstructorParameters<typeof CommandDoor>[1]): Promise<void> => {
    lock = DataDirLock.take(dir);
    door = new CommandDoor(lock, run);
    await door.open();
  };
  afterEach(async () => {
    await door?.close();
    door = undefined;
  });

  it('runs a command inside the server and shows what it says and how it ended', async () => {
    await open((name, args, io) => {
      io.progress('一半');
      io.line(`${name} ${args.join('+')}`);
      return Promise.resolve(3);
    });
    const io = new Heard();
    expect(await runRemotely(lockFile(), 'import', ['a b', '--channel', 'x'], io)).toBe(3);
    expect(io.lines).toEqual(['import a b+--channel+x']);
    expect(io.progresses).toEqual(['一半']);
  });

  it('opens once to a word: the next command needs the next word', async () => {
    await open(() => Promise.resolve(0));
    const first = lockFile();
    await runRemotely(first, 'verify', [], new Heard());
    await expect(runRemotely(first, 'verify', [], new Heard())).rejects.toBeInstanceOf(DoorClosedError);
    expect(lockFile().token).not.toBe(first.token);
    expect(await runRemotely(lockFile(), 'verify', [], new Heard())).toBe(0);
  });

  it('stays shut to a wrong word, and to a page in a browser that has another host name', async () => {
    let ran = 0;
    await open(() => Promise.resolve((ran += 1)));
    const { port, token } = lockFile();
    const status = (headers: Record<string, string>): Promise<number> =>
      new Promise((resolve, reject) => {
        const req = request({ host: '127.0.0.1', port, method: 'POST', headers }, (res) =>
          resolve(res.resume().statusCode ?? 0),
        );
        req.on('error', reject).end('{"name":"verify","args":[]}');
      });
    expect(await status({})).toBe(401);
    expect(await status({ Authorization: 'Bearer nonsense' })).toBe(401);
    expect(await status({ Authorization: `Bearer ${String(token)}`, Host: 'evil.example' })).toBe(401);
    expect(ran).toBe(0);
    expect(lockFile().token).toBe(token);
  });

  it('runs commands one after the other', async () => {
    const events: string[] = [];
    await open(async (name) => {
      events.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 30));
      events.push(`${name} ends`);
      return 0;
    });
    const first = runRemotely(lockFile(), 'one', [], new Heard());
    await new Promise((resolve) => setTimeout(resolve, 10));
    await Promise.all([first, runRemotely(lockFile(), 'two', [], new Heard())]);
    expect(events).toEqual(['one begins', 'one ends', 'two begins', 'two ends']);
  });

  it('reports a command that fails, and goes on', async () => {
    await open((name) => (name === 'bad' ? Promise.reject(new Error('磁盘已满')) : Promise.resolve(0)));
    const io = new Heard();
    expect(await runRemotely(lockFile(), 'bad', [], io)).toBe(1);
    expect(io.lines).toEqual(['磁盘已满']);
    expect(await runRemotely(lockFile(), 'good', [], io)).toBe(0);
  });

  it('tells a command that its terminal is gone', async () => {
    let heard: AbortSignal | undefined;
    const gone = new Promise<void>((resolve) => {
      void open((_name, _args, io) => {
        heard = io.signal;
        return new Promise((done) => {
          io.signal.addEventListener('abort', () => {
            done(1);
            resolve();
          });
        });
      });
    });
    while (holderOf(dir)?.port === undefined || holderOf(dir)?.port === null)
      await new Promise((r) => setTimeout(r, 5));
    const io = new Heard();
    const running = runRemotely(lockFile(), 'import', [], io);
    const ended = running.then(
      () => null,
      (error: unknown) => error,
    );
    while (!heard) await new Promise((r) => setTimeout(r, 5));
    io.abort.abort();
    expect(await ended).toMatchObject({ name: 'AbortError' });
    await gone;
    expect(heard.aborted).toBe(true);
  });

  it('is closed when the server is gone', async () => {
    await open(() => Promise.resolve(0));
    const left = lockFile();
    await door?.close();
    door = undefined;
    await expect(runRemotely(left, 'verify', [], new Heard())).rejects.toBeInstanceOf(DoorClosedError);
  });
});
