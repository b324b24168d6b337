import { plainToInstance, Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, Min, MinLength, validateSync } from 'class-validator';

/** Every environment variable, its default and what it is for: `.env.example` is generated from these rows. */
export const ENV_DOC: readonly { name: string; default: string; description: string }[] = [
  { name: 'NODE_ENV', default: 'development', description: 'production 时不载入演示数据，且拒绝默认密钥' },
  { name: 'PORT', default: '12345', description: '监听端口' },
  { name: 'HOST', default: '127.0.0.1', description: '监听地址；production 时默认 0.0.0.0' },
  {
    name: 'DATABASE_URL',
    default: '',
    description: '缺省为 DATA_DIR/minsheng.db；mysql://user:pass@host:3306/db、mariadb://…、sqlite:PATH',
  },
  { name: 'REDIS_URL', default: '', description: '缺省为进程内；多进程部署必须设置，例如 redis://127.0.0.1:6379' },
  { name: 'DATA_DIR', default: './var', description: '内嵌数据库、密钥文件、锁文件、日锚文件 anchors.jsonl 所在目录' },
  {
    name: 'SECRET_KEY',
    default: '',
    description: '至少 32 个字符，各服务相同；production 必填，内嵌时自动生成 DATA_DIR/secret.key',
  },
  { name: 'SECRET_KEYS_OLD', default: '', description: '轮换下来的旧密钥，逗号分隔，只用于解封和校验存证' },
  { name: 'DEMO_PASSWORD', default: '', description: '演示账号的密码；缺省为随机并打印' },
  { name: 'CAPTCHA', default: 'on', description: 'on 或 off；production 不允许 off' },
  { name: 'TRUST_PROXY', default: '', description: '可信反向代理的地址或层数，例如 1 或 127.0.0.1' },
  { name: 'PUBLIC_URL', default: '', description: '对外网址，例如 https://12345.example.gov.cn' },
];

const emptyToUndefined = ({ value }: { value: unknown }): unknown => (value === '' ? undefined : value);
const toInt = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && value !== '' ? Number(value) : undefined;

/** The environment as text, checked once at start. */
export class EnvDto {
  @Transform(emptyToUndefined)
  @IsOptional()
  @IsIn(['development', 'test', 'production'])
  NODE_ENV?: 'development' | 'test' | 'production';

  @Transform(toInt)
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(65535)
  PORT?: number;

  @Transform(emptyToUndefined)
  @IsOptional()
  @IsString()
  HOST?: string;

  @Transform(emptyToUndefined)
  @IsOptional()
  @Matches(/^(mysql|mariadb):\/\/|^sqlite:/)
  DATABASE_URL?: string;

  @Transform(emptyToUndefined)
  @IsOptional()
  @Matches(/^rediss?:\/\//)
  REDIS_URL?: string;

  @Transform(emptyToUndefined)
  @IsOptional()
  @IsString()
  DATA_DIR?: string;

  @Transform(emptyToUndefined)
  @IsOptional()
  @MinLength(32)
  SECRET_KEY?: string;

  @Transform(emptyToUndefined)
  @IsOptional()
  @IsString()
  SECRET_KEYS_OLD?: string;

  @Transform(emptyToUndefined)
  @IsOptional()
  @MinLength(8)
  DEMO_PASSWORD?: string;

  @Transform(emptyToUndefined)
  @IsOptional()
  @IsIn(['on', 'off'])
  CAPTCHA?: 'on' | 'off';

  @Transform(emptyToUndefined)
  @IsOptional()
  @IsString()
  TRUST_PROXY?: string;

  @Transform(emptyToUndefined)
  @IsOptional()
  @Matches(/^https?:\/\//)
  PUBLIC_URL?: string;
}

/** @throws Error naming every variable that is wrong and its doc line. */
export function parseEnv(env: Readonly<Record<string, string | undefined>>): EnvDto {
  const known = Object.fromEntries(ENV_DOC.map(({ name }) => [name, env[name]]));
  const dto = plainToInstance(EnvDto, known);
  const errors = validateSync(dto, { skipMissingProperties: false });
  if (errors.length === 0) return dto;
  const lines = errors.map((e) => `  ${e.property}: ${ENV_DOC.find((d) => d.name === e.property)?.description ?? ''}`);
  throw new Error(`环境变量不正确：\n${lines.join('\n')}`);
}
