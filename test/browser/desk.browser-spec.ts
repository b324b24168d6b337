import type { OrderView } from '@minsheng/contracts';
import { describeInBrowser } from '@minsheng/testing';
import { eventually } from './support/eventually';
import { Stage } from './support/stage';
import type { Visitor } from './support/visitor';

describeInBrowser('The desk where calls are taken', (chromium) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(chromium);
  }, 90_000);
  afterEach(async () => expect(await stage.leave()).toEqual([]));
  afterAll(() => stage.close());

  async function issued(agent: Visitor): Promise<string> {
    await agent.at('issued-order-code').waitFor();
    return (await agent.at('issued-order-code').getAttribute('data-code')) ?? '';
  }
  /** Found by their title: how many appeals became orders. */
  async function ordersTitled(title: string): Promise<OrderView[]> {
    const list = await stage.staff.get<{ items: OrderView[] }>(
      'dispatcher',
      `/dispatch/orders?q=${encodeURIComponent(title)}&limit=50`,
    );
    return list.items.filter((order) => order.title === title);
  }

  describe('signing in', () => {
    it('says that name or password is wrong, keeps the name and lets in with the right one', async () => {
      const agent = await stage.visitor();
      agent.expects(/^401 POST \/api\/auth\/login$/);
      await agent.go('/orders');
      await agent.at('login-username').fill('agent');
      await agent.at('login-password').fill('Wrong-password-1');
      await agent.at('login-submit').click();
      await agent.sees('login-error', '用户名或密码不正确');
      expect(await agent.at('login-username').inputValue()).toBe('agent');
      expect(await agent.at('login-password').inputValue()).toBe('');

      await agent.page.keyboard.type('Test-password-2026');
      await agent.page.keyboard.press('Enter');
      await agent.sees('account-name', '周小满');
      await agent.at('orders-table').waitFor();
      expect(agent.address()).toBe('/orders');
    });

    it('signs out for good: the pages behind ask again', async () => {
      const agent = await stage.signedIn('agent');
      await agent.at('sign-out').click();
      await agent.at('login-username').waitFor();
      await agent.go('/desk');
      await agent.at('login-username').waitFor();
    });
  });

  describe('registering a call', () => {
    it('goes from the ringing telephone to the code that is read out by keyboard alone', async () => {
      const agent = await stage.signedIn('agent');
      await agent.go('/desk');
      await agent.at('appeal-phone').waitFor();
      const { keyboard } = agent.page;
      await keyboard.type('13811112222');
      await keyboard.press('Tab');
      await keyboard.type('王建国');
      await tabTo(agent, 'appeal-kind-complaint', 'appeal-kind');
      await keyboard.press('Space');
      await keyboard.press('ArrowRight');
      await keyboard.press('ArrowRight');
      await tabTo(agent, 'appeal-title');
      await keyboard.type('键盘登记：南街井盖松动');
      await keyboard.press('Tab');
      await keyboard.type('南街十字路口井盖松动，车辆经过有巨响，夜间影响休息。');
      await keyboard.press('Control+Enter');

      const code = await issued(agent);
      expect(code).toMatch(/^\d{14}$/);
      expect(await agent.page.evaluate('document.activeElement.id')).toBe('appeal-phone');
      expect(await agent.at('appeal-title').inputValue()).toBe('');
      const [order] = await ordersTitled('键盘登记：南街井盖松动');
      expect(order).toMatchObject({ code, kind: 'complaint', channel: 'hotline_12345' });
    });

    it('makes one appeal of a double click and of two hasty Ctrl+Enter', async () => {
      const agent = await stage.signedIn('agent');
      await agent.go('/desk');
      await fill(agent, { title: '双击只登记一件', content: '两次点击之间没有间隔。' });
      await agent.at('appeal-submit').dblclick();
      const code = await issued(agent);
      await fill(agent, { title: '快捷键按了两次', content: '两次按键之间没有间隔。' });
      await Promise.all([agent.page.keyboard.press('Control+Enter'), agent.page.keyboard.press('Control+Enter')]);
      await agent.sees('issued', '快捷键按了两次');
      await agent.page.reload();
      await agent.at('appeal-phone').waitFor();
      await stage.staff.order(code);
      expect(await ordersTitled('双击只登记一件')).toHaveLength(1);
      expect(await ordersTitled('快捷键按了两次')).toHaveLength(1);
    });

    it('keeps what was typed over a reload', async () => {
      const agent = await stage.signedIn('agent');
      await agent.go('/desk');
      await fill(agent, { title: '刷新之后还在', content: '电话没有断，页面断了。' });
      await agent.at('appeal-phone').fill('13700007777');
      await agent.at('draft-saved').waitFor();
      await agent.page.reload();
      await agent.at('appeal-title').waitFor();
      expect(await agent.at('appeal-title').inputValue()).toBe('刷新之后还在');
      expect(await agent.at('appeal-phone').inputValue()).toBe('13700007777');
      expect(await agent.at('appeal-content').inputValue()).toBe('电话没有断，页面断了。');
      await agent.at('appeal-reset').click();
    });

    it('says at the field what is missing and what the server refuses there', async () => {
      const agent = await stage.signedIn('agent');
      agent.expects(/^4(00|22) POST \/api\/intake\/appeals$/);
      await agent.go('/desk');
      await agent.at('appeal-submit').click();
      await agent.sees('appeal-title-error', '请填写标题');
      await agent.sees('appeal-content-error', '请填写诉求内容');
      await agent.sees('appeal-phone-error', '请填写电话');

      await fill(agent, { title: '号码不对', content: '来电人的号码少了几位。' });
      await agent.at('appeal-phone').fill('123');
      await agent.at('appeal-submit').click();
      await agent.sees('appeal-phone-error', /电话|号码/);
      expect(await agent.text('appeal-phone-error')).not.toMatch(/[a-z]/i);
      expect(await agent.text('appeal-error')).not.toMatch(/[a-z]/i);
      expect(await agent.at('appeal-title').inputValue()).toBe('号码不对');
      await agent.at('appeal-reset').click();
    });

    it('shows the open order of the same number and records the call as 催办 of it, not as a new order', async () => {
      const phone = '13633334444';
      const code = await stage.staff.register({ title: '东风路积水未退', caller: { name: '赵六', phone } });
      const agent = await stage.signedIn('agent');
      await agent.go('/desk');
      await agent.at('appeal-phone').fill(phone);
      await agent.at('appeal-name').fill('赵六');
      await agent.sees(`similar-${code}`, '东风路积水未退');
      await agent.sees(`similar-${code}`, '同一号码');
      await agent.at(`similar-join-${code}`).click();
      expect(await agent.at('appeal-join').inputValue()).toBe(code);
      await agent.at('appeal-submit').click();
      expect(await issued(agent)).toBe(code);
      await eventually(async () => expect((await stage.staff.order(code)).urgeCount).toBe(1));
    });

    it('proposes an order of the same place with a like title', async () => {
      const title = '滨江路下水道堵塞污水外溢';
      const code = await stage.staff.register({ title, townshipCode: 'lancheng' });
      const agent = await stage.signedIn('agent');
      await agent.go('/desk');
      await agent.at('appeal-title').fill('滨江路下水道堵塞');
      await agent.at('appeal-township').click();
      await agent.page.getByRole('option', { name: '岚城镇' }).click();
      await agent.sees(`similar-${code}`, title);
      await agent.sees(`similar-${code}`, '同一地点');
      await agent.at('appeal-reset').click();
    });

    it('ends a refusal with reason and route, without an order', async () => {
      const agent = await stage.signedIn('agent');
      await agent.go('/desk');
      await fill(agent, { title: '已在法院起诉的合同纠纷', content: '来电人与装修公司的合同纠纷，法院已立案。' });
      await agent.at('appeal-ending-refusal').click();
      await agent.at('appeal-refusal-reason').click();
      await agent.page.getByRole('option').first().click();
      await agent.at('appeal-refusal-route').fill('请按法院通知参加诉讼');
      await agent.at('appeal-submit').click();
      await agent.at('issued-appeal-code').waitFor();
      expect(await ordersTitled('已在法院起诉的合同纠纷')).toHaveLength(0);
    });
  });
});

async function fill(agent: Visitor, { title, content }: { title: string; content: string }): Promise<void> {
  await agent.at('appeal-phone').fill('13755556666');
  await agent.at('appeal-name').fill('孙小燕');
  await agent.at('appeal-kind-help').click();
  await agent.at('appeal-title').fill(title);
  await agent.at('appeal-content').fill(content);
}

/** Tab until the focus is on, or inside, the element; a keyboard user gives up after forty. */
async function tabTo(agent: Visitor, ...testIds: string[]): Promise<void> {
  const inside = testIds.map((id) => `document.activeElement.closest('[data-testid="${id}"]')`).join(' || ');
  for (let pressed = 0; pressed < 40; pressed += 1) {
    if (await agent.page.evaluate(`Boolean(${inside})`)) return;
    await agent.page.keyboard.press('Tab');
  }
  throw new Error(`the Tab key never reaches ${testIds.join(' or ')}`);
}
