import { Module, type DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { EventBus, HandlerExplorer, InProcessBus, RedisStreamBus } from '../bus';
import { Clock } from '../clock/clock';
import { UnitOfWork } from '../database';
import { SingleRun } from '../jobs';
import { Consumers } from './consumers';
import { EventFlow } from './event-flow';
import { Outbox } from './outbox';
import { OutboxRelay } from './outbox-relay';
import { OutboxSweep } from './outbox-sweep';

/** What a process needs to know to take part in the flow of events. */
export interface EventsConfig {
  /** The services it hosts: it sends their events and nobody else's. */
  readonly services: readonly string[];
  /** Unset: all services live in this process. */
  readonly redisUrl?: string | undefined;
}

/** Outbox, bus, inbox and leases. Needs `DatabaseModule` and a global provider of `Clock`. */
@Module({})
export class EventsModule {
  static forRoot({ services, redisUrl }: EventsConfig): DynamicModule {
    const providers = [
      HandlerExplorer,
      SingleRun,
      Outbox,
      EventFlow,
      { provide: EventBus, useFactory: () => (redisUrl ? new RedisStreamBus(redisUrl) : new InProcessBus()) },
      {
        provide: OutboxRelay,
        useFactory: (uow: UnitOfWork, clock: Clock, bus: EventBus) => new OutboxRelay({ uow, clock, bus }, services),
        inject: [UnitOfWork, Clock, EventBus],
      },
      {
        provide: OutboxSweep,
        useFactory: (uow: UnitOfWork, clock: Clock, relay: OutboxRelay) =>
          new OutboxSweep({ uow, clock, relay }, services),
        inject: [UnitOfWork, Clock, OutboxRelay],
      },
      {
        provide: Consumers,
        useFactory: (uow: UnitOfWork, clock: Clock) => new Consumers(uow, clock, services),
        inject: [UnitOfWork, Clock],
      },
    ];
    return {
      module: EventsModule,
      global: true,
      imports: [DiscoveryModule],
      providers,
      exports: [Outbox, EventFlow, SingleRun],
    };
  }
}
