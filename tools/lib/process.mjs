import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The top of the project: every tool works from there, wherever it was called. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '');

/** One line of progress on the error stream, so that a command's own output stays clean to pipe. */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

export function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} 秒`;
}

/**
 * Runs a program to its end. `quiet` keeps the output and hands it back, to be shown only where it failed;
 * `tee` shows it and hands it back; otherwise it goes straight to the terminal.
 */
export function run(command, args, { cwd = root, env = process.env, output = 'inherit' } = {}) {
  const began = performance.now();
  const keep = output !== 'inherit';
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ['ignore', keep ? 'pipe' : 'inherit', keep ? 'pipe' : 'inherit'],
    });
    const chunks = [];
    const collect = (stream) => (chunk) => {
      chunks.push(chunk);
      if (output === 'tee') stream.write(chunk);
    };
    child.stdout?.on('data', collect(process.stdout));
    child.stderr?.on('data', collect(process.stderr));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      resolve({
        code: code ?? 1,
        signal,
        output: Buffer.concat(chunks).toString('utf8'),
        milliseconds: performance.now() - began,
      });
    });
  });
}

/** Runs a script of an installed package with this very Node, without going through npx. */
export function runNode(script, args, options = {}) {
  return run(process.execPath, [...(options.nodeArgs ?? []), script, ...args], options);
}

/** npm as it was used to start us, else the one beside Node, else the one on the path. */
export function runNpm(args, options = {}) {
  const cli = process.env.npm_execpath;
  if (cli && /npm-cli\.c?js$/.test(cli)) return runNode(cli, args, options);
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, options);
}
