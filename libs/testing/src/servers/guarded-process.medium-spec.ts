import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGuarded } from './guarded-process';

const root = join(__dirname, '../../../..');
const newFolder = (): string => mkdtempSync(join(tmpdir(), 'minsheng-guard-'));

async function until(condition: () => boolean): Promise<boolean> {
  for (let attempt = 0; attempt < 100 && !condition(); attempt += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return condition();
}

describe('a guarded server', () => {
  it('is gone with its folder when it is stopped', async () => {
    const folder = newFolder();
    const server = startGuarded(folder, 'sleep', ['60']);
    expect(await until(() => existsSync(join(folder, 'server.log')))).toBe(true);
    await server.stop();
    expect(server.hasExited()).toBe(true);
    expect(existsSync(folder)).toBe(false);
  });

  it('hands over its last words when it ends by itself', async () => {
    const server = startGuarded(newFolder(), 'sh', ['-c', 'echo the port is taken; exit 3']);
    expect(await until(() => server.hasExited())).toBe(true);
    expect(server.lastWords()).toContain('the port is taken');
  });

  it('is gone with its folder when the process that started it is killed', async () => {
    const folder = newFolder();
    const loader = join(root, 'tools/lib/load-typescript.mjs');
    const script = `
      import { loadTypescript } from ${JSON.stringify(loader)};
      const { startGuarded } = loadTypescript('libs/testing/src/servers/guarded-process.ts');
      startGuarded(${JSON.stringify(folder)}, 'sleep', ['60']);
      setInterval(() => undefined, 1000);
    `;
    const owner = spawn(process.execPath, ['--input-type=module', '-e', script], { cwd: root, stdio: 'inherit' });
    expect(await until(() => existsSync(join(folder, 'server.log')))).toBe(true);
    owner.kill('SIGKILL');
    expect(await until(() => !existsSync(folder))).toBe(true);
  });
});
