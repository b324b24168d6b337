import { randomUUID } from 'node:crypto';
import type {
  Action,
  LoginResponse,
  OrderView,
  RegisterAppealRequest,
  RegisterAppealResponse,
} from '@minsheng/contracts';
import { TEST_PASSWORD } from '@minsheng/testing';

/** What happens elsewhere while a story looks at one screen: other desks at work, over HTTP. */
export class StaffApi {
  private readonly tokens = new Map<string, string>();

  constructor(private readonly url: string) {}

  async get<T>(username: string, path: string): Promise<T> {
    return this.send<T>(username, path, {});
  }

  async register(appeal: Partial<RegisterAppealRequest> = {}): Promise<string> {
    const body = {
      channel: 'hotline_12345',
      kind: 'help',
      urgency: 'normal',
      title: '测试小区自来水停水两天',
      content: '来电人反映家中自来水已停两天，请尽快恢复供水。',
      caller: { name: '李大明', phone: '13900001111' },
      ...appeal,
    };
    const { orderCode } = await this.post<RegisterAppealResponse>('agent', '/intake/appeals', body);
    if (orderCode === null) throw new Error('this appeal raised no order');
    return this.arrived(orderCode);
  }

  /** One action by one person, at the version that the order has now. */
  async act(username: string, code: string, action: Action, input: Record<string, unknown> = {}): Promise<OrderView> {
    const { version } = await this.order(code);
    return this.post<OrderView>(username, `/dispatch/orders/${code}/actions/${action}`, { ...input, version });
  }

  async order(code: string, username = 'dispatcher'): Promise<OrderView> {
    return this.get<OrderView>(username, `/dispatch/orders/${code}`);
  }

  /** From the call to the state in which the callback agent rings the citizen. */
  async toCallback(code: string, unit: string): Promise<void> {
    await this.act('dispatcher', code, 'dispatch', { leadUnitCode: unit });
    await this.act(`${unit}.handler`, code, 'sign');
    const at = new Date().toISOString();
    await this.act(`${unit}.handler`, code, 'contact', { at, outcome: 'answered', note: '已电话联系。' });
    await this.act(`${unit}.handler`, code, 'submit_reply', {
      resultCode: 'resolved',
      publicReply: '经核实，供水管道已修复，现已恢复供水。',
      internalAccount: '管网抢修班当日修复。',
    });
    await this.act(`${unit}.head`, code, 'approve_reply');
    await this.act('dispatcher', code, 'accept_reply');
  }

  /** Dispatch learns of a new order by an event: a moment later, not at once. */
  private async arrived(code: string): Promise<string> {
    for (let attempt = 0; attempt < 100; attempt += 1) {
      const response = await this.fetch('dispatcher', `/dispatch/orders/${code}`, {});
      if (response.ok) return code;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`order ${code} has not reached dispatch after 5 s`);
  }

  post<T>(username: string, path: string, body: unknown): Promise<T> {
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() };
    return this.send<T>(username, path, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  private async send<T>(username: string, path: string, init: RequestInit): Promise<T> {
    const response = await this.fetch(username, path, init);
    if (!response.ok) throw new Error(`${username} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  private async fetch(username: string, path: string, init: RequestInit): Promise<Response> {
    const headers = { ...init.headers, Authorization: `Bearer ${await this.token(username)}` };
    return fetch(`${this.url}/api${path}`, { ...init, headers });
  }

  private async token(username: string): Promise<string> {
    const known = this.tokens.get(username);
    if (known !== undefined) return known;
    const response = await fetch(`${this.url}/api/auth/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ username, password: TEST_PASSWORD }),
    });
    if (!response.ok) throw new Error(`${username} cannot sign in: ${response.status}`);
    const { accessToken } = (await response.json()) as LoginResponse;
    this.tokens.set(username, accessToken);
    return accessToken;
  }
}
