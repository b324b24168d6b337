import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describeInBrowser } from '@minsheng/testing';
import { eventually } from './support/eventually';
import { Stage } from './support/stage';

describeInBrowser('Notices on the screen', (chromium) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(chromium);
  }, 90_000);
  afterEach(async () => expect(await stage.leave()).toEqual([]));
  afterAll(() => stage.close());

  it('ring the bell of the unit, open the order from the keyboard, and are read then', async () => {
    const code = await stage.staff.register({ title: '河东路井盖缺失' });
    await stage.staff.act('dispatcher', code, 'dispatch', { leadUnitCode: 'housing' });
    const handler = await stage.signedIn('housing.handler');
    await handler.sees('bell-count', '1');
    expect(await handler.at('bell').getAttribute('aria-label')).toBe('通知，1 条未读');
    await handler.at('bell').focus();
    await handler.page.keyboard.press('Enter');
    await handler.sees('bell-panel', '新工单待签收：河东路井盖缺失');
    expect(await handler.barriers()).toEqual([]);
    expect(await handler.foreignWords()).toEqual([]);
    await handler.page.keyboard.press('Escape');
    await handler.at('bell-panel').waitFor({ state: 'hidden' });
    await handler.page.keyboard.press('Enter');
    const link = handler.at('notice-dispatched').getByRole('link');
    await link.focus();
    await handler.page.keyboard.press('Enter');
    await handler.sees('order-code', code);
    await handler.at('bell-count').waitFor({ state: 'hidden' });
    expect(await handler.at('bell-panel').count()).toBe(0);
  });

  it('are listed on a page of their own, unread ones alone on demand, and marked as read together', async () => {
    for (const title of ['甲路积水', '乙路积水', '丙路积水']) {
      const code = await stage.staff.register({ title });
      await stage.staff.act('dispatcher', code, 'dispatch', { leadUnitCode: 'water_resources' });
    }
    const handler = await stage.signedIn('water_resources.handler');
    await handler.sees('bell-count', '3');
    await handler.at('bell').click();
    await handler.at('bell-all').click();
    await handler.sees('notices', '丙路积水');
    expect(await handler.overflow()).toBeLessThanOrEqual(0);
    expect(await handler.foreignWords()).toEqual([]);
    expect(await handler.barriers()).toEqual([]);
    await handler.at('notices').getByTestId('notice-read').first().click();
    await handler.sees('bell-count', '2');
    await handler.at('notices-unread').click();
    await eventually(async () => expect(await handler.at('notices').getByTestId('notice-dispatched').count()).toBe(2));
    await handler.at('notices-read-all').click();
    await handler.sees('notices-empty', '没有未读通知');
    await handler.at('bell-count').waitFor({ state: 'hidden' });
  });

  it('reach a desk that stays where it is within half a minute', async () => {
    const dispatcher = await stage.visitor();
    await dispatcher.page.clock.install();
    await dispatcher.signIn('dispatcher');
    await dispatcher.sees('bell', '');
    const code = await stage.staff.register({ title: '丁路积水' });
    await stage.staff.act('dispatcher', code, 'dispatch', { leadUnitCode: 'housing' });
    await stage.staff.act('housing.handler', code, 'request_return', { reasonCode: 'not_our_duty', basis: '职责清单' });
    expect(await dispatcher.at('bell-count').count()).toBe(0);
    await dispatcher.page.clock.runFor(31_000);
    await dispatcher.sees('bell-count', '1');
    await dispatcher.at('bell').click();
    await dispatcher.sees('bell-panel', '申请退单，待审核：丁路积水');
  });

  describe('and the administrator', () => {
    const received: string[] = [];
    let gateway: Server;
    beforeAll(async () => {
      gateway = createServer((request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => {
          received.push(Buffer.concat(chunks).toString('utf8'));
          response.writeHead(200).end();
        });
      });
      await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
    });
    afterAll(() => new Promise<void>((resolve) => gateway.close(() => resolve())));

    it('connects a gateway, reads its secret once, tries it, and finds the delivery in the log', async () => {
      const admin = await stage.signedIn('admin');
      await admin.at('menu-webhooks').click();
      await admin.at('targets-empty').waitFor();
      await admin.at('deliveries-empty').waitFor();
      expect(await admin.overflow()).toBeLessThanOrEqual(0);
      expect(await admin.foreignWords()).toEqual([]);
      expect(await admin.barriers()).toEqual([]);
      await admin.at('target-new').click();
      await admin.at('target-name').fill('短信网关');
      const url = `http://127.0.0.1:${String((gateway.address() as AddressInfo).port)}/notify`;
      await admin.at('target-url').fill(url);
      admin.expects(/^400 POST/);
      await admin.at('target-save').click();
      await admin.sees('target-url-error', '允许内网地址');
      await admin.at('target-private').click();
      await admin.at('target-save').click();
      expect(await admin.text('secret')).toMatch(/^whsec_/);
      await admin.at('secret-close').click();
      await admin.at('secret-dialog').waitFor({ state: 'hidden' });
      await admin.at('target-test').click();
      await admin.sees('delivery-state', '已送达');
      expect(JSON.parse(received[0] ?? '{}')).toMatchObject({ id: 0, kind: 'test' });
      await admin.page.reload();
      await admin.at('target-row').waitFor();
      expect(await admin.page.content()).not.toContain('whsec_');
      expect(await admin.barriers()).toEqual([]);
    });

    it('changes the quiet hours, and is told what is wrong with them at the field', async () => {
      const admin = await stage.signedIn('admin');
      await admin.go('/admin/webhooks');
      await admin.at('quiet-to').fill('');
      admin.expects(/^400 POST/);
      await admin.at('rules-save').click();
      await admin.sees('quiet-to-error', '须同时填写');
      await admin.at('quiet-to').fill('06:30');
      await admin.at('rules-save').click();
      await admin.sees('delivery-rules', '第 1 版');
      await admin.page.reload();
      await eventually(async () => expect(await admin.at('quiet-to').inputValue()).toBe('06:30'));
    });
  });
});
