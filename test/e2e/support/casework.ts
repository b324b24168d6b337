import {
  type Action,
  type ActionInputs,
  type LetterView,
  type OrderView,
  type RegisterAppealRequest,
  type RegisterAppealResponse,
  type SubmitLetterRequest,
  type SubmitLetterResponse,
} from '@minsheng/contracts';
import { type Product } from './product';
import { until } from './until';

/** Eleven digits that no other call of this run has. */
let lastPhone = 13_900_000_000 + (process.pid % 10_000) * 1000;
export function newPhone(): string {
  lastPhone += 1;
  return String(lastPhone);
}

export function aCall(facts: Partial<RegisterAppealRequest> = {}): RegisterAppealRequest {
  return {
    channel: 'hotline_12345',
    kind: 'complaint',
    urgency: 'normal',
    title: '夜间施工噪声扰民',
    content: '每天夜里十二点以后还在施工，附近居民无法休息，希望有关部门尽快处理。',
    caller: { name: '钱多多', phone: newPhone(), address: '岚城镇解放路18号' },
    location: '岚城镇滨河路工地',
    ...facts,
  };
}

export function aLetter(facts: Partial<SubmitLetterRequest> = {}): SubmitLetterRequest {
  return {
    mailbox: 'county_mailbox',
    kind: 'help',
    title: '村道路灯不亮',
    content: '村口到小学的路灯坏了半年，孩子们晚上放学很不安全，请县长过问。',
    name: '孙小满',
    phone: newPhone(),
    publishable: true,
    ...facts,
  };
}

/** What people do at their desks, over HTTP. */
export class Casework {
  constructor(private readonly product: Product) {}

  /** Logs a call; comes back when dispatch has the order. */
  async call(facts: Partial<RegisterAppealRequest> = {}, by = 'agent'): Promise<string> {
    const agent = await this.product.as(by);
    const call = aCall(facts);
    const { orderCode } = await agent.ok(agent.post<RegisterAppealResponse>('/api/intake/appeals', call), 201);
    if (orderCode === null) throw new Error('no order was raised');
    await this.arrived(orderCode);
    return orderCode;
  }

  async letter(facts: Partial<SubmitLetterRequest> = {}): Promise<SubmitLetterResponse> {
    const citizen = this.product.public;
    return citizen.ok(citizen.post<SubmitLetterResponse>('/api/public/letters', aLetter(facts)), 201);
  }

  /** What the writer of a letter reads with the query code, once it is as expected. */
  async follow(
    { letterCode, queryCode }: SubmitLetterResponse,
    is: (letter: LetterView) => boolean = () => true,
  ): Promise<LetterView> {
    const citizen = this.product.public;
    return until(`letter ${letterCode} gets on`, async () => {
      const asked = citizen.get<LetterView>(`/api/public/letters/${letterCode}`, { 'X-Query-Code': queryCode });
      const letter = await citizen.ok(asked);
      return is(letter) && letter;
    });
  }

  async order(code: string, as = 'dispatcher'): Promise<OrderView> {
    const reader = await this.product.as(as);
    return reader.ok(reader.get<OrderView>(`/api/dispatch/orders/${code}`));
  }

  async arrived(code: string, is: (order: OrderView) => boolean = () => true): Promise<OrderView> {
    const reader = await this.product.as('dispatcher');
    return until(`order ${code} arrives`, async () => {
      const { status, body } = await reader.get<OrderView>(`/api/dispatch/orders/${code}`);
      return status === 200 && is(body) && body;
    });
  }

  /** Takes an action on the newest version of the order. */
  async act<A extends Action>(who: string, code: string, action: A, input: ActionInputs[A]): Promise<OrderView> {
    const client = await this.product.as(who);
    const { version } = await this.order(code, who);
    return client.ok(client.post<OrderView>(`/api/dispatch/orders/${code}/actions/${action}`, { version, ...input }));
  }

  dispatch(code: string, leadUnitCode: string, more: Partial<ActionInputs['dispatch']> = {}): Promise<OrderView> {
    return this.act('dispatcher', code, 'dispatch', { leadUnitCode, ...more });
  }

  /** Signed, the citizen called, the reply written and approved: with the centre for review. */
  async reply(
    code: string,
    unit: string,
    publicReply = '已责令施工单位夜间停工，并安排专人巡查。',
  ): Promise<OrderView> {
    const handler = `${unit}.handler`;
    const { state } = await this.order(code, handler);
    if (state === 'awaiting_sign') await this.act(handler, code, 'sign', {});
    const at = new Date(Date.now() - 1).toISOString();
    await this.act(handler, code, 'contact', { at, outcome: 'answered', note: '已电话联系，约定现场查看' });
    await this.act(handler, code, 'submit_reply', {
      resultCode: 'resolved',
      publicReply,
      internalAccount: '现场检查两次，已下达整改通知。',
    });
    return this.act(`${unit}.head`, code, 'approve_reply', {});
  }
}
