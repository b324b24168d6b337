import { join } from 'node:path';
import { type INestApplication, Logger } from '@nestjs/common';
import { ROLE_LABELS } from '@minsheng/contracts';
import { type AppConfig, createApp, loadConfig, parseDatabaseUrl, Readiness } from '@minsheng/platform';
import { dashboard } from '../../dashboard/src';
import { dispatch } from '../../dispatch/src';
import { intake } from '../../intake/src';
import { DataDirLock } from './commands/lock';
import { nestStore } from './commands/nest-store';
import { CommandDoor } from './commands/remote';
import { isCommandName, runCommand } from './commands/run-command';
import { COUNTY_ACCOUNTS, DEMO_COUNTY_NAME } from './demo/county';
import { type DemoResult, loadDemo } from './demo/load-demo';
import { serveStaticWeb } from './static-web';

const WEB_FOLDER = join(process.cwd(), 'apps', 'web', 'dist');

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Everything in one process: three services, the page, and on an empty database the demo county. */
async function start(): Promise<void> {
  const config = loadConfig();
  const embedded = parseDatabaseUrl(config.databaseUrl).dialect === 'sqlite';
  const lock = embedded ? DataDirLock.take(config.dataDir) : null;
  try {
    await serve(config, lock);
  } catch (error) {
    lock?.release();
    throw error;
  }
}

async function serve(config: AppConfig, lock: DataDirLock | null): Promise<void> {
  const app = await createApp({ config, services: [intake, dispatch, dashboard] });
  serveStaticWeb(app, WEB_FOLDER);
  const ready = app.get(Readiness).hold('demonstration');
  await app.listen(config.port, config.host);
  const store = nestStore(app);
  const demo = await loadDemo(app, store.bulk);
  if (lock) await openDoor(app, lock, config);
  ready();
  greet(config, demo);
}

/** On the embedded database, commands hand their work to this process (contract.md). */
async function openDoor(app: INestApplication, lock: DataDirLock, { production }: AppConfig): Promise<void> {
  const store = nestStore(app);
  const door = new CommandDoor(lock, (name, args, io) =>
    isCommandName(name) ? runCommand(name, args, { store, io, production, ask: null }) : Promise.resolve(1),
  );
  await door.open();
  const close = (): void => {
    void door.close();
    lock.release();
  };
  process.once('exit', () => lock.release());
  process.once('SIGINT', close);
  process.once('SIGTERM', close);
}

function greet(config: AppConfig, demo: DemoResult | null): void {
  const host = config.host === '0.0.0.0' ? '127.0.0.1' : config.host;
  const url = config.publicUrl ?? `http://${host}:${String(config.port)}`;
  say(`\n民声 Minsheng 已启动：${url}`);
  say(`  群众写信：${url}/letters/new    接口文档：${url}/api/docs`);
  if (!demo) return;
  say(`  演示县：${DEMO_COUNTY_NAME}${demo.cases > 0 ? `，载入 ${String(demo.cases)} 件历史诉求` : ''}`);
  say(`  演示账号（密码均为 ${demo.password}）：`);
  for (const { username, displayName, roles } of COUNTY_ACCOUNTS) {
    say(`    ${username.padEnd(24)}${roles.map((role) => ROLE_LABELS[role]).join('、')} ${displayName}`);
  }
  say('    每个单位另有“单位编码.handler”（承办人）和“单位编码.head”（审签人）');
}

start().catch((error: unknown) => {
  new Logger('start').error(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
