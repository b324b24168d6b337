import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type EnvDto, parseEnv } from './env.dto';

/** The settings of a process, parsed once and frozen; nobody reads the environment again. */
export abstract class AppConfig {
  abstract readonly production: boolean;
  abstract readonly port: number;
  abstract readonly host: string;
  abstract readonly databaseUrl: string;
  abstract readonly redisUrl: string | null;
  abstract readonly dataDir: string;
  abstract readonly secretKey: string;
  abstract readonly oldSecretKeys: readonly string[];
  abstract readonly demoPassword: string | null;
  abstract readonly captcha: boolean;
  abstract readonly trustProxy: string | null;
  abstract readonly publicUrl: string | null;
}

/** @throws Error with a Chinese text when the environment cannot run. */
export function loadConfig(env: Readonly<Record<string, string | undefined>> = process.env): AppConfig {
  const dto = parseEnv(env);
  const production = dto.NODE_ENV === 'production';
  const dataDir = resolve(dto.DATA_DIR ?? './var');
  const databaseUrl = dto.DATABASE_URL ?? `sqlite:${join(dataDir, 'minsheng.db')}`;
  if (production && dto.CAPTCHA === 'off') throw new Error('CAPTCHA=off 不允许用于 production');
  return Object.freeze({
    production,
    port: dto.PORT ?? 12345,
    host: dto.HOST ?? (production ? '0.0.0.0' : '127.0.0.1'),
    databaseUrl,
    redisUrl: dto.REDIS_URL ?? null,
    dataDir,
    secretKey: secretKey(dto, dataDir, production, databaseUrl),
    oldSecretKeys: (dto.SECRET_KEYS_OLD ?? '')
      .split(',')
      .map((key) => key.trim())
      .filter((key) => key !== ''),
    demoPassword: production ? null : (dto.DEMO_PASSWORD ?? null),
    captcha: dto.CAPTCHA !== 'off',
    trustProxy: dto.TRUST_PROXY ?? null,
    publicUrl: dto.PUBLIC_URL ?? null,
  });
}

/** Services that share a database must share the key, so only the embedded one may invent it. */
function secretKey(dto: EnvDto, dataDir: string, production: boolean, databaseUrl: string): string {
  if (dto.SECRET_KEY) return dto.SECRET_KEY;
  if (production) throw new Error('production 必须设置 SECRET_KEY（至少 32 个字符）');
  if (!databaseUrl.startsWith('sqlite:')) throw new Error('使用 MySQL/MariaDB 时必须设置 SECRET_KEY，且各服务相同');
  const file = join(dataDir, 'secret.key');
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  }
  return readFileSync(file, 'utf8').trim();
}
