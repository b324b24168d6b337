import { type Action, type OrderRequested, type OrderView, type Role } from '@minsheng/contracts';
import { type Actor } from '@minsheng/domain';
import { Sealer } from '@minsheng/platform';
import { type TestService, testService } from '@minsheng/testing';
import { dispatch } from '../dispatch.service-definition';
import { IntakeEventsHandler } from '../orders/events.handler';
import { OrderPages } from '../orders/order-pages.service';
import { OrdersService } from '../orders/orders.service';
import { UnitsService } from '../units/units.service';
import { CardEntity } from './supervision.entity';
import { type SweepReport, SweepService } from './sweep.service';

const UNITS = [
  { code: 'jsj', name: '县住建局', kind: 'department', parentCode: null },
  { code: 'jsj_gas', name: '燃气办', kind: 'sub_unit', parentCode: 'jsj' },
  { code: 'gaj', name: '县公安局', kind: 'department', parentCode: null },
] as const;

export function actor(role: Role, unitCode: string | null = null, username = `${role}${unitCode ?? ''}`): Actor {
  return { username, displayName: username, roles: [role], unitCode, sessionId: null, post: null };
}
export const dispatcher = actor('dispatcher');
export const supervisor = actor('supervisor');
export const MONDAY = '2026-03-02T09:00:00+08:00';

/** A county whose time the test sets: orders as intake asks for them, actions, sweeps. */
export class SweptCounty {
  private number = 0;

  private constructor(readonly service: TestService) {}

  static async open(url: string): Promise<SweptCounty> {
    const service = await testService(url, [dispatch], MONDAY);
    await service.get(UnitsService).putAll(UNITS);
    return new SweptCounty(service);
  }

  /** On services that are open already, with their own units. */
  static on(service: TestService): SweptCounty {
    return new SweptCounty(service);
  }

  close(): Promise<void> {
    return this.service.close();
  }

  request(changes: Partial<OrderRequested> = {}): OrderRequested {
    this.number += 1;
    const orderCode = `20260302${String(this.number).padStart(6, '0')}`;
    return {
      orderCode,
      appealCode: `A${orderCode}`,
      channel: 'hotline_12345',
      track: 'by_kind',
      instructionRequired: false,
      kind: 'help',
      urgency: 'normal',
      title: `中心路路灯不亮第${String(this.number)}处`,
      content: '连续三天不亮，夜间出行不便',
      location: '中心路',
      townshipCode: null,
      categoryCode: null,
      subjectUnitCode: null,
      confidential: false,
      anonymous: false,
      publishable: false,
      callbackWanted: true,
      receivedAt: this.service.clock.now().toISOString(),
      registeredBy: 'agent1',
      contact: { name: this.service.get(Sealer).seal('张三'), phone: null, address: null, phoneHash: null },
      ...changes,
    };
  }

  async call(changes: Partial<OrderRequested> = {}): Promise<string> {
    const request = this.request(changes);
    const { orderCode } = request;
    const envelope = { id: orderCode, key: orderCode, at: request.receivedAt, payload: request };
    const requested = { ...envelope, name: 'intake.order-requested' } as const;
    await this.service.uow.run(() => this.service.get(IntakeEventsHandler).open([requested]));
    return orderCode;
  }

  async act(code: string, action: Action, input: object = {}, who: Actor = dispatcher): Promise<OrderView> {
    const { version } = await this.order(code);
    return this.service.get(OrdersService).act(code, action, { version, ...input }, who);
  }

  /** A call for help on Monday 2 March: due on Monday 9 March, 24:00. */
  async dispatched(unit = 'gaj', changes: Partial<OrderRequested> = {}): Promise<string> {
    const code = await this.call(changes);
    await this.act(code, 'dispatch', { leadUnitCode: unit });
    return code;
  }

  order(code: string, who: Actor = dispatcher): Promise<OrderView> {
    return this.service.get(OrderPages).get(code, who);
  }

  sweep(): Promise<SweepReport> {
    return this.service.get(SweepService).sweep();
  }

  sweepAt(when: string): Promise<SweepReport> {
    this.service.clock.set(`${when}+08:00`);
    return this.sweep();
  }

  /** What the system itself has written into the order's history, in order. */
  async steps(code: string): Promise<string[]> {
    const { history } = await this.order(code);
    return history
      .filter((row) => row.actorName === null && row.action !== 'open')
      .map((row) => `${row.action} ${String(row.facts.cause)}`);
  }

  cards(orderCode: string): Promise<CardEntity[]> {
    return this.service.uow.manager.find(CardEntity, { where: { orderCode }, order: { id: 'ASC' } });
  }
}
