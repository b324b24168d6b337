import { createHmac } from 'node:crypto';
import { type DeliveryView, type WebhookPayload, type WebhookSecretView } from '@minsheng/contracts';
import { AuditTrail } from '@minsheng/platform';
import { testDatabaseUrls } from '@minsheng/testing';
import { DeliveryLog } from './delivery-log.service';
import { actor, Gateway, MORNING, NoticeDesk, type Received } from './notices.fixture';
import { NoticesJob } from './notices.job';
import { WebhooksRepository } from './webhooks.repository';
import { WebhooksService } from './webhooks.service';

const MINUTE = 60_000;
const admin = actor('admin');

/** As docs/webhook.md tells a gateway to check it. */
function isGenuine({ body, headers }: Received, secret: string): boolean {
  const [t = '', v1 = ''] = String(headers['x-minsheng-signature'])
    .split(',')
    .map((part) => part.split('=')[1] ?? '');
  return createHmac('sha256', secret).update(`${t}.${body}`).digest('hex') === v1;
}
const payload = ({ body }: Received): WebhookPayload => JSON.parse(body) as WebhookPayload;

describe.each(testDatabaseUrls())('the way out of notices on $name', ({ url }) => {
  let desk: NoticeDesk;
  let gateway: Gateway;
  /** Others of a test, closed whatever becomes of it: an open server would keep the run from ending. */
  const others: Gateway[] = [];
  let made: WebhookSecretView;
  const webhooks = () => desk.service.get(WebhooksService);

  beforeAll(async () => {
    desk = await NoticeDesk.open(url);
  });
  afterAll(() => desk.service.close());
  beforeEach(async () => {
    desk.service.clock.set(MORNING);
    gateway = await Gateway.open();
    made = await webhooks().create({ name: '短信网关', url: gateway.url, allowPrivate: true }, admin);
  });
  afterEach(async () => {
    await webhooks().remove(made.target.code, admin);
    await Promise.all([gateway, ...others.splice(0)].map((each) => each.close()));
  });

  /** As the job does it every ten seconds. */
  const deliver = async (): Promise<void> => expect(await desk.service.get(NoticesJob).deliver()).toBe(true);
  async function later(minutes: number): Promise<void> {
    desk.service.clock.advance(minutes * MINUTE);
    await deliver();
  }
  const newest = async (): Promise<DeliveryView> => (await desk.service.get(DeliveryLog).list({ limit: 1 })).items[0]!;

  it('carries a notice with a genuine signature, and nothing of the person', async () => {
    const code = await desk.dispatched('jsj_gas', { title: '阀门漏气，电话13812341234' });
    await deliver();
    expect(gateway.received).toHaveLength(1);
    const [received] = gateway.received as [Received];
    expect(isGenuine(received, made.secret)).toBe(true);
    expect(isGenuine({ ...received, body: received.body.replace(code, '20200101000001') }, made.secret)).toBe(false);
    expect(isGenuine(received, `${made.secret}x`)).toBe(false);
    expect(payload(received)).toEqual({
      id: expect.any(Number) as number,
      kind: 'dispatched',
      at: desk.service.clock.now().toISOString(),
      audience: { unit: 'jsj_gas', unitName: '燃气办', roles: ['handler'] },
      level: 'info',
      orderCode: code,
      title: '阀门漏气，电话138****1234',
      text: '新工单待签收：阀门漏气，电话138****1234',
      url: null,
    });
    expect(await newest()).toMatchObject({ status: 'delivered', attempts: 1, lastStatus: 200, orderCode: code });
    expect(received.headers['x-minsheng-delivery']).toBe((await newest()).id);
    await later(60);
    expect(gateway.received).toHaveLength(1);
  });

  it('tries again after a failure, under the same number with a new signature, and no sooner than it should', async () => {
    gateway.answers.push({ status: 500 }, { status: 503 });
    await desk.dispatched('jsj_gas');
    await deliver();
    expect(await newest()).toMatchObject({ status: 'waiting', attempts: 1, lastError: '网关返回 500' });
    await later(0.9);
    expect(gateway.received).toHaveLength(1);
    await later(0.1);
    expect(gateway.received).toHaveLength(2);
    await later(5);
    expect(await newest()).toMatchObject({ status: 'delivered', attempts: 3, lastStatus: 200, lastError: null });
    const [first, , third] = gateway.received as [Received, Received, Received];
    expect(third.headers['x-minsheng-delivery']).toBe(first.headers['x-minsheng-delivery']);
    expect(third.headers['x-minsheng-signature']).not.toBe(first.headers['x-minsheng-signature']);
    expect(gateway.received.every((each) => isGenuine(each, made.secret))).toBe(true);
  });

  it('gives up after the last wait, lists it, and sends it again when told to', async () => {
    gateway.answers.push(...Array.from({ length: 7 }, () => ({ status: 500 })));
    await desk.dispatched('jsj_gas');
    await deliver();
    for (const minutes of [1, 5, 30, 120, 360]) await later(minutes);
    expect(await newest()).toMatchObject({ status: 'waiting', attempts: 6 });
    desk.service.clock.set('2026-03-03T09:00:00+08:00');
    await deliver();
    expect(await newest()).toMatchObject({ status: 'given_up', attempts: 7 });
    await later(10_000);
    expect(gateway.received).toHaveLength(7);
    const { items } = await desk.service.get(DeliveryLog).list({ status: 'given_up' });
    const [lost] = items;
    await desk.service.get(DeliveryLog).redeliver(lost?.id ?? '', admin);
    await expect(desk.service.get(DeliveryLog).redeliver(lost?.id ?? '', admin)).rejects.toMatchObject({
      code: 'delivery_waiting',
    });
    await deliver();
    expect(await newest()).toMatchObject({ id: lost?.id, status: 'delivered', attempts: 8 });
  });

  it('leaves people in peace at night, unless the order’s limit is minutes', async () => {
    desk.service.clock.set('2026-03-02T22:30:00+08:00');
    const code = await desk.dispatched('jsj_gas');
    const urgent = await desk.dispatched('jsj_gas', { urgency: 'critical' });
    await deliver();
    expect(gateway.received.map((each) => payload(each).orderCode)).toEqual([urgent]);
    desk.service.clock.set('2026-03-03T06:59:59+08:00');
    await deliver();
    expect(gateway.received).toHaveLength(1);
    desk.service.clock.set('2026-03-03T07:00:00+08:00');
    await deliver();
    expect(payload(gateway.received[1]!)).toMatchObject({ orderCode: code, at: '2026-03-02T14:30:00.000Z' });
  });

  it('asks afresh before sending who may be told: not a unit that is complained of by now', async () => {
    desk.service.clock.set('2026-03-02T23:00:00+08:00');
    const against = await desk.dispatched('jsj_gas');
    await desk.act(against, 'set_subject_unit', { unitCode: 'jsj_gas' });
    const moved = await desk.dispatched('jsj_gas', { title: '某处道路塌陷' });
    await desk.act(moved, 'reassign', { unitCode: 'gaj', reason: '职责' });
    desk.service.clock.set('2026-03-03T08:00:00+08:00');
    await deliver();
    const told = gateway.received.map(payload);
    expect(told.map(({ orderCode }) => orderCode)).toEqual([moved, moved]);
    const gone = told.find(({ audience }) => JSON.stringify(audience).includes('jsj_gas'));
    expect(gone).toMatchObject({ title: null, text: '新工单待签收：（已不由本单位办理）' });
    const { items } = await desk.service.get(DeliveryLog).list({ status: 'dropped' });
    expect(items[0]).toMatchObject({ orderCode: against, lastError: '工单已不对接收方开放' });
  });

  it('follows no redirect', async () => {
    const elsewhere = await Gateway.open();
    others.push(elsewhere);
    gateway.answers.push({ status: 302, location: elsewhere.url });
    await desk.dispatched('jsj_gas');
    await deliver();
    expect(elsewhere.received).toEqual([]);
    expect(await newest()).toMatchObject({ status: 'waiting', lastStatus: 302 });
  });

  it('connects to no address of the own network where that is not allowed, even by a name', async () => {
    const named = gateway.url.replace('http://127.0.0.1', 'https://localhost');
    const inner = await webhooks().create({ name: '另一网关', url: named }, admin);
    const trial = await desk.service.get(DeliveryLog).trial(inner.target.code, admin);
    expect(trial).toMatchObject({ status: 'given_up', lastError: '内网地址须勾选“允许内网地址”' });
    expect(gateway.received).toEqual([]);
    await webhooks().remove(inner.target.code, admin);
    const local = { name: '内网', url: 'http://169.254.169.254/latest', allowPrivate: true };
    await expect(webhooks().create(local, admin)).rejects.toThrow('不允许作为网关');
  });

  it('is chosen by kind and can be switched off; what waits for a removed gateway is cancelled', async () => {
    const { code, version } = made.target;
    const facts = { name: '短信网关', url: gateway.url, allowPrivate: true };
    await webhooks().update(code, { ...facts, kinds: ['urged'], version }, admin);
    await desk.dispatched('jsj_gas');
    await deliver();
    expect(gateway.received).toEqual([]);
    await expect(webhooks().update(code, { ...facts, version }, admin)).rejects.toMatchObject({ code: 'conflict' });
    await webhooks().update(code, { ...facts, version: version + 1 }, admin);
    desk.service.clock.set('2026-03-02T23:00:00+08:00');
    await desk.dispatched('jsj_gas');
    await webhooks().remove(code, admin);
    expect(await newest()).toMatchObject({ status: 'dropped', lastError: '网关已删除' });
    made = await webhooks().create(facts, admin);
    await webhooks().update(made.target.code, { ...facts, enabled: false, version: 1 }, admin);
    const before = (await newest()).id;
    await desk.dispatched('jsj_gas');
    expect((await newest()).id).toBe(before);
  });

  it('keeps the secret sealed, shows it once, and ends the old one at once', async () => {
    const stored = await desk.service.get(WebhooksRepository).target(made.target.code);
    expect(stored?.secret).not.toContain(made.secret);
    expect(JSON.stringify(await webhooks().settings())).not.toContain('secret');
    const { secret } = await webhooks().renewSecret(made.target.code, admin);
    expect(secret).not.toBe(made.secret);
    expect(await desk.service.get(DeliveryLog).trial(made.target.code, admin)).toMatchObject({ status: 'delivered' });
    const [received] = gateway.received as [Received];
    expect(isGenuine(received, secret)).toBe(true);
    expect(payload(received)).toMatchObject({ id: 0, kind: 'test', orderCode: null });
    const lines = await desk.service.get(AuditTrail).page({ before: null, limit: 3 });
    expect(lines.map(({ action }) => action)).toEqual(['webhook_test', 'webhook_secret', 'webhook_create']);
    expect(JSON.stringify(lines)).not.toContain('whsec_');
  });

  it('lets a gateway that fails hold up only itself, and does not count against what it was not asked', async () => {
    const other = await Gateway.open();
    others.push(other);
    const second = await webhooks().create({ name: '企业微信', url: other.url, allowPrivate: true }, admin);
    gateway.answers.push(...Array.from({ length: 4 }, () => ({ status: 500 })));
    for (let n = 0; n < 6; n += 1) await desk.dispatched('jsj_gas');
    await deliver();
    expect(other.received).toHaveLength(6);
    expect(gateway.received).toHaveLength(4);
    const { items } = await desk.service.get(DeliveryLog).list({ status: 'waiting' });
    expect(items.map(({ attempts }) => attempts).sort()).toEqual([0, 0, 1, 1, 1, 1]);
    await later(1);
    expect(gateway.received).toHaveLength(10);
    await webhooks().remove(second.target.code, admin);
  });

  it('names a secret that cannot be opened any more as the fault', async () => {
    const { code } = made.target;
    const lost = { secret: 's1.00000000.AAAA' };
    await desk.service.uow.run(() => desk.service.get(WebhooksRepository).changeTarget({ code, version: 1 }, lost));
    expect(await desk.service.get(DeliveryLog).trial(code, admin)).toMatchObject({
      status: 'given_up',
      lastError: '签名密钥无法打开，请更换密钥',
    });
    expect(gateway.received).toEqual([]);
  });

  it('tells nothing of what was rolled back', async () => {
    const before = (await newest()).id;
    const code = await desk.order();
    const store = desk.service.uow.run(async () => {
      await desk.act(code, 'dispatch', { leadUnitCode: 'jsj_gas' });
      throw new Error('the transaction fails');
    });
    await expect(store).rejects.toThrow('the transaction fails');
    expect((await newest()).id).toBe(before);
  });

  it('obeys each version of the rules, and refuses one made from an older page', async () => {
    const { rules } = await webhooks().settings();
    expect(rules).toMatchObject({ quiet: { from: '22:00', to: '07:00' }, version: 0 });
    const next = { retryMinutes: [2], keepDays: 30, version: 0 };
    expect(await webhooks().setRules(next, admin)).toEqual({ ...next, quiet: null, version: 1 });
    await expect(webhooks().setRules(next, admin)).rejects.toMatchObject({ code: 'conflict' });
    const half = { ...next, quietFrom: '22:00', version: 1 };
    await expect(webhooks().setRules(half, admin)).rejects.toMatchObject({ code: 'invalid_field' });
    desk.service.clock.set('2026-03-02T23:00:00+08:00');
    gateway.answers.push({ status: 500 }, { status: 500 });
    await desk.dispatched('jsj_gas');
    await deliver();
    await later(1.9);
    expect(gateway.received).toHaveLength(1);
    await later(0.1);
    expect(await newest()).toMatchObject({ status: 'given_up', attempts: 2 });
  });
});
