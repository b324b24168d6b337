import { Logger } from '@nestjs/common';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { loadConfig } from '../config';
import { parseDatabaseUrl } from '../database';
import { createApp } from './http-app';
import { type ServiceDefinition } from './service-definition';

/** Starts one service by itself, against a shared database and Redis. */
export async function bootstrap(...services: readonly ServiceDefinition[]): Promise<NestExpressApplication | null> {
  try {
    const config = loadConfig();
    refuseEmbedded(config.databaseUrl, config.redisUrl);
    const app = await createApp({ config, services });
    await app.listen(config.port, config.host);
    process.stdout.write(
      `民声 ${services.map(({ name }) => name).join('、')} 已启动：http://${config.host}:${String(config.port)}\n`,
    );
    return app;
  } catch (error) {
    new Logger('bootstrap').error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
    return null;
  }
}

/** One file cannot be shared by several processes, and without Redis they would not hear of each other. */
function refuseEmbedded(databaseUrl: string, redisUrl: string | null): void {
  if (parseDatabaseUrl(databaseUrl).dialect === 'sqlite') {
    throw new Error(
      '单独启动一个服务需要 MySQL/MariaDB：内嵌数据库只能由一个进程使用。请设置 DATABASE_URL，或用 npm start 启动全部',
    );
  }
  if (redisUrl === null) throw new Error('单独启动一个服务需要设置 REDIS_URL，各服务之间由它传递消息');
}
