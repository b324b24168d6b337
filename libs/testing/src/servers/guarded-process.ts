import { spawn } from 'node:child_process';
import { createConnection } from 'node:net';

/** A server of our own that ends with us: `stop` ends it and removes its folder. */
export interface GuardedProcess {
  hasExited(): boolean;
  /** The end of the server's log, known once it has ended. */
  lastWords(): string;
  stop(): Promise<void>;
}

/**
 * The shell's subshell waits on a pipe that we hold. When we end, in whatever way (even kill -9), the pipe closes, the
 * server is ended and its folder removed. It is a process group of its own, so that Ctrl-C reaches us first.
 */
const GUARD = `
folder=$1; shift
exec 3<&0
"$@" </dev/null >"$folder/server.log" 2>&1 3<&- &
server=$!
( read -r line <&3; kill -s TERM $server; sleep 10; kill -s KILL $server ) >/dev/null 2>&1 &
guard=$!
wait $server
kill $guard 2>/dev/null
tail -n 20 "$folder/server.log"
rm -rf "$folder"
`;

/** Starts a server whose data lives in `folder`; both are gone when this process is. */
export function startGuarded(folder: string, command: string, args: readonly string[]): GuardedProcess {
  const child = spawn('/bin/sh', ['-c', GUARD, 'guard', folder, command, ...args], {
    stdio: ['pipe', 'pipe', 'ignore'],
    detached: true,
  });
  const said: string[] = [];
  let gone = false;
  const exited = new Promise<void>((resolve) => {
    const end = (): void => {
      gone = true;
      resolve();
    };
    child.once('close', end);
    child.once('error', end);
  });
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk.toString('utf8')));
  child.stdin.on('error', () => undefined);
  child.unref();
  return {
    hasExited: () => gone,
    lastWords: () => said.join(''),
    stop: async () => {
      child.ref();
      child.stdin.end();
      await exited;
    },
  };
}

/** Resolves when the port accepts a connection; says what the server said when it gave up instead. */
export async function waitForPort(port: number, server: GuardedProcess, seconds: number): Promise<void> {
  const tries = seconds * 20;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    if (server.hasExited()) throw new Error(`the server ended before it listened:\n${server.lastWords()}`);
    if (await accepts(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`nothing listens on 127.0.0.1:${port} after ${seconds} s`);
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
