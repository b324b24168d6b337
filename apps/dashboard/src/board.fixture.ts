import {
  type AppealRegistered,
  type EventEnvelope,
  type OrderChanged,
  type TurnFact,
  type UnitChanged,
} from '@minsheng/contracts';
import { type Actor } from '@minsheng/domain';
import {
  AccessTokens,
  CalendarProvider,
  Clock,
  FakeClock,
  migrate,
  openDataSource,
  Revocations,
  Sealer,
  SingleRun,
  SocketAdapter,
  storageOf,
  UnitOfWork,
  unitOfWorkOn,
} from '@minsheng/platform';
import { Global, Module, type Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { DashboardModule } from './dashboard.module';
import { dashboard } from './dashboard.service-definition';

/** The dashboard's module on a database of its own, without network and timers: tests call what they test. */
export interface TestBoard {
  readonly clock: FakeClock;
  readonly uow: UnitOfWork;
  get<T>(type: Type<T>): T;
  /** Starts the board's socket and its publisher; returns the address. */
  listen(): Promise<string>;
  close(): Promise<void>;
}

export async function openTestBoard(url: string, now: string): Promise<TestBoard> {
  const dataSource = await openDataSource({ databaseUrl: url, ...storageOf([dashboard]) });
  await migrate(dataSource);
  const clock = new FakeClock(new Date(now));
  const uow = unitOfWorkOn(dataSource);
  const shared = [
    { provide: Clock, useValue: clock },
    { provide: UnitOfWork, useValue: uow },
    { provide: Sealer, useValue: new Sealer('0123456789abcdef0123456789abcdef', []) },
    CalendarProvider,
    AccessTokens,
    Revocations,
    SingleRun,
  ];
  @Global()
  @Module({ providers: shared, exports: shared })
  class SharedModule {}
  const module = await Test.createTestingModule({ imports: [SharedModule, DashboardModule] }).compile();
  const app = module.createNestApplication({ logger: false });
  app.useWebSocketAdapter(new SocketAdapter(app, null));
  const listen = async (): Promise<string> => {
    await app.listen(0, '127.0.0.1');
    return app.getUrl();
  };
  return { clock, uow, listen, get: (type) => module.get(type), close: () => app.close() };
}

export function anActor(role: Actor['roles'][number], unitCode: string | null = null): Actor {
  return { username: role, displayName: role, roles: [role], unitCode, post: null, sessionId: 's1' };
}

export function aUnit(code: string, parentCode: string | null = null, version = 1): UnitChanged {
  return { code, name: `单位${code}`, kind: parentCode ? 'sub_unit' : 'department', parentCode, active: true, version };
}

export function aTurn(more: Partial<TurnFact> = {}): TurnFact {
  const dispatchedAt = more.dispatchedAt ?? '2026-03-02T01:00:00.000Z';
  return {
    round: 1,
    turn: 1,
    unitCode: 'water',
    dispatchedAt,
    signDueAt: null,
    signedAt: null,
    contactDueAt: null,
    contactedAt: null,
    dues: [{ since: dispatchedAt, dueAt: '2026-03-11T16:00:00.000Z' }],
    replies: [],
    leftAt: null,
    ...more,
  };
}

export function anOrder(more: Partial<OrderChanged> & { code: string }): OrderChanged {
  return {
    seq: 1,
    appealCode: `A${more.code}`,
    channel: 'hotline_12345',
    kind: 'complaint',
    urgency: 'normal',
    townshipCode: 'east',
    categoryCode: '010203',
    subjectUnitCode: null,
    confidential: false,
    title: `工单 ${more.code}`,
    state: 'handling',
    round: 1,
    leadUnitCode: 'water',
    coUnitCodes: [],
    receivedAt: '2026-03-02T00:30:00.000Z',
    closedAt: null,
    imported: false,
    turns: [aTurn()],
    callbacks: [],
    appealCount: 1,
    resultCode: null,
    publicReply: null,
    publicProgress: [],
    lastAction: 'dispatch',
    lastActionAt: '2026-03-02T01:00:00.000Z',
    ...more,
  };
}

export function anAppeal(more: Partial<AppealRegistered> & { appealCode: string }): AppealRegistered {
  return {
    orderCode: null,
    outcome: 'answered',
    channel: 'hotline_12345',
    kind: 'consultation',
    townshipCode: 'east',
    categoryCode: null,
    confidential: false,
    registeredAt: '2026-03-02T00:30:00.000Z',
    registeredBy: 'agent',
    ...more,
  };
}

export function envelope<N extends 'dispatch.order-changed' | 'intake.appeal-registered'>(
  name: N,
  payload: EventEnvelope<N>['payload'],
): EventEnvelope<N> {
  return { id: `${name}-${JSON.stringify(payload).length}`, name, key: '', at: '2026-03-02T00:30:00.000Z', payload };
}
