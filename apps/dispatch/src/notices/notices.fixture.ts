import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { SchedulerRegistry } from '@nestjs/schedule';
import { type Action, type OrderRequested, type Role } from '@minsheng/contracts';
import { type Actor } from '@minsheng/domain';
import { Sealer } from '@minsheng/platform';
import { type TestService, testService } from '@minsheng/testing';
import { dispatch } from '../dispatch.service-definition';
import { IntakeEventsHandler } from '../orders/events.handler';
import { OrderPages } from '../orders/order-pages.service';
import { OrdersService } from '../orders/orders.service';
import { UnitsService } from '../units/units.service';

export const MORNING = '2026-03-02T09:00:00+08:00';

export function actor(role: Role, unitCode: string | null = null, username = `${role}${unitCode ?? ''}`): Actor {
  return { username, displayName: username, roles: [role], unitCode, sessionId: null };
}
export const dispatcher = actor('dispatcher');

/** The dispatch service with two bureaus, one with an office below it, and the shortest way to an order. */
export class NoticeDesk {
  private number = 0;

  private constructor(readonly service: TestService) {}

  static async open(url: string): Promise<NoticeDesk> {
    const service = await testService(url, [dispatch], MORNING);
    await service.get(UnitsService).putAll([
      { code: 'jsj', name: '县住建局', kind: 'department', parentCode: null },
      { code: 'jsj_gas', name: '燃气办', kind: 'sub_unit', parentCode: 'jsj' },
      { code: 'gaj', name: '县公安局', kind: 'department', parentCode: null },
    ]);
    // The test runs the jobs itself: the real ten seconds of the schedule would fall into any of its moments.
    for (const job of service.get(SchedulerRegistry).getCronJobs().values()) await job.stop();
    return new NoticeDesk(service);
  }

  /** An order as intake asks for it. */
  async order(changes: Partial<OrderRequested> = {}): Promise<string> {
    this.number += 1;
    const orderCode = `20260302${String(this.number).padStart(6, '0')}`;
    const payload: OrderRequested = {
      ...{ orderCode, appealCode: `A${orderCode}`, channel: 'hotline_12345', track: 'by_kind' },
      ...{ instructionRequired: false, kind: 'complaint', urgency: 'normal' },
      ...{ title: `路灯不亮第${String(this.number)}处`, content: '三天不亮', location: null },
      ...{ townshipCode: null, categoryCode: null, subjectUnitCode: null, confidential: false, anonymous: false },
      ...{ publishable: false, callbackWanted: true, registeredBy: 'agent1' },
      receivedAt: this.service.clock.now().toISOString(),
      contact: { name: this.service.get(Sealer).seal('张三'), phone: null, address: null, phoneHash: null },
      ...changes,
    };
    const envelope = { id: orderCode, key: orderCode, at: payload.receivedAt, payload };
    const requested = { ...envelope, name: 'intake.order-requested' } as const;
    await this.service.uow.run(() => this.service.get(IntakeEventsHandler).open([requested]));
    return orderCode;
  }

  /** An order that is with a unit. */
  async dispatched(leadUnitCode: string, changes: Partial<OrderRequested> = {}): Promise<string> {
    const code = await this.order(changes);
    await this.act(code, 'dispatch', { leadUnitCode });
    return code;
  }

  async act(code: string, action: Action, input: object, who: Actor = dispatcher) {
    const { version } = await this.service.get(OrderPages).get(code, dispatcher);
    return this.service.get(OrdersService).act(code, action, { version, ...input }, who);
  }
}

/** A delivery as the gateway got it. */
export interface Received {
  readonly body: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** A county's gateway: keeps what it gets and answers as it is told. */
export class Gateway {
  readonly received: Received[] = [];
  /** Answers to come; 200 when there are none. */
  readonly answers: { status: number; location?: string }[] = [];

  private constructor(private readonly server: Server) {}

  static async open(): Promise<Gateway> {
    const server = createServer();
    const gateway = new Gateway(server);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        gateway.received.push({ body: Buffer.concat(chunks).toString('utf8'), headers: request.headers });
        const { status, location } = gateway.answers.shift() ?? { status: 200 };
        response.writeHead(status, location === undefined ? {} : { Location: location }).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return gateway;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}/notify`;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}
