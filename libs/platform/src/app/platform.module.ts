import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { PassportModule } from '@nestjs/passport';
import { ScheduleModule } from '@nestjs/schedule';
import { ThrottlerModule } from '@nestjs/throttler';
import { AUDIT_PROVIDERS, AuditChainEntity, AuditEntity, AuditSealer } from '../audit';
import {
  AccessTokens,
  JwtStrategy,
  ReadableBodyGuard,
  Revocations,
  RevokedSessionEntity,
  RolesGuard,
  SignedInGuard,
} from '../auth';
import { Clock, SystemClock } from '../clock/clock';
import { AppConfig } from '../config';
import { DatabaseModule, SearchIndex, TextFolding } from '../database';
import { HealthController, Readiness } from '../health/health';
import { FieldPipe, IdempotencyKeyEntity, IdempotentRuns, ProblemFilter } from '../http';
import { PUBLIC_THROTTLE } from '../http/public-throttle';
import { RequestCleanupJob } from '../http/request-cleanup.job';
import { Platform0001 } from '../migrations/platform-0001';
import { Platform0002 } from '../migrations/platform-0002';
import { AuditChain0003 } from '../migrations/platform-0003-audit-chain';
import { Settings0004 } from '../migrations/platform-0004-settings';
import { EventsModule, platformStorage } from '../outbox';
import { ChainKeyRing } from '../sealing/chain-key-ring';
import { Sealer } from '../sealing/sealer';
import { Settings, SettingVersionEntity } from '../settings';
import { ChineseFolding } from '../text/chinese-folding';
import { type ServiceDefinition } from './service-definition';

/** Everything a process is made of besides its services. */
export interface PlatformOptions {
  readonly config: AppConfig;
  readonly services: readonly ServiceDefinition[];
  /** Tests set the time. */
  readonly clock?: Clock;
}

/** Tables and migrations of a process: the plumbing's and its services'. */
export function storageOf(services: readonly ServiceDefinition[]) {
  return {
    entities: [
      ...platformStorage.entities,
      IdempotencyKeyEntity,
      AuditEntity,
      AuditChainEntity,
      RevokedSessionEntity,
      SettingVersionEntity,
      ...services.flatMap((each) => each.entities),
    ],
    migrations: [
      ...platformStorage.migrations,
      Platform0001,
      Platform0002,
      AuditChain0003,
      Settings0004,
      ...services.flatMap((each) => each.migrations),
    ],
  };
}

/** The plumbing: database, events, sign-in, errors, clock, secrets. Knows no service. */
@Module({})
export class PlatformModule {
  static forRoot({ config, services, clock = new SystemClock() }: PlatformOptions): DynamicModule {
    const shared = [
      { provide: AppConfig, useValue: config },
      { provide: Clock, useValue: clock },
      { provide: Sealer, useValue: new Sealer(config.secretKey, config.oldSecretKeys) },
      { provide: TextFolding, useClass: ChineseFolding },
      SearchIndex,
      Settings,
      Readiness,
      AccessTokens,
      Revocations,
      ChainKeyRing,
      ...AUDIT_PROVIDERS,
      IdempotentRuns,
    ];
    return {
      module: PlatformModule,
      global: true,
      imports: [
        DatabaseModule.forRoot({ databaseUrl: config.databaseUrl, ...storageOf(services), migrateAtStart: true }),
        EventsModule.forRoot({ services: services.map(({ name }) => name), redisUrl: config.redisUrl ?? undefined }),
        PassportModule,
        ScheduleModule.forRoot(),
        ThrottlerModule.forRoot(PUBLIC_THROTTLE),
      ],
      controllers: [HealthController],
      providers: [
        ...shared,
        JwtStrategy,
        RequestCleanupJob,
        AuditSealer,
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_GUARD, useClass: SignedInGuard },
        { provide: APP_GUARD, useClass: ReadableBodyGuard },
        { provide: APP_GUARD, useClass: RolesGuard },
        { provide: APP_PIPE, useClass: FieldPipe },
      ],
      exports: [...shared.map((each) => ('provide' in each ? each.provide : each)), ThrottlerModule],
    };
  }
}
