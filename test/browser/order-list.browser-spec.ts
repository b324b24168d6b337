import { describeInBrowser } from '@minsheng/testing';
import { Stage } from './support/stage';
import type { Visitor } from './support/visitor';

describeInBrowser('The list of work orders', (chromium) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(chromium);
  }, 90_000);
  afterEach(async () => expect(await stage.leave()).toEqual([]));
  afterAll(() => stage.close());

  const codes = (visitor: Visitor): Promise<string[]> => visitor.page.locator('tbody .code').allInnerTexts();
  const column = (visitor: Visitor, testId: string): Promise<string[]> =>
    visitor.page.locator(`tbody [data-testid="${testId}"]`).allInnerTexts();

  /** Waits for the list that belongs to the address: the old rows are dimmed until then. */
  async function listed(visitor: Visitor): Promise<void> {
    await visitor.page.locator('table[aria-busy="false"]').waitFor();
  }

  async function choose(visitor: Visitor, testId: string, name: string): Promise<void> {
    await visitor.at(testId).click();
    await visitor.page.getByRole('option', { name, exact: true }).click();
  }

  it('keeps its filters in the address bar: a reload, a step back and a sent link show the same orders', async () => {
    const dispatcher = await stage.signedIn('dispatcher');
    await dispatcher.go('/orders');
    await listed(dispatcher);
    await choose(dispatcher, 'filter-state', '办理中');
    await dispatcher.page.waitForURL(/state=handling/);
    await listed(dispatcher);
    expect(new Set(await column(dispatcher, 'order-state'))).toEqual(new Set(['办理中']));

    await choose(dispatcher, 'filter-lamp', '严重逾期');
    await dispatcher.page.waitForURL(/lamp=dark/);
    await listed(dispatcher);
    const late = await codes(dispatcher);
    expect(late.length).toBeGreaterThan(0);
    const lamps = await dispatcher.page
      .locator('tbody [data-lamp]')
      .evaluateAll((lamps) => lamps.map((lamp) => lamp.getAttribute('data-lamp')));
    expect(new Set(lamps)).toEqual(new Set(['dark']));

    await dispatcher.page.reload();
    await listed(dispatcher);
    expect(await codes(dispatcher)).toEqual(late);
    const colleague = await stage.signedIn('supervisor');
    await colleague.go(dispatcher.address());
    await listed(colleague);
    expect(await codes(colleague)).toEqual(late);

    await dispatcher.page.goBack();
    await dispatcher.page.waitForURL((url) => !url.search.includes('lamp'));
    await dispatcher.at('filter-clear').click();
    await dispatcher.page.waitForURL(/\/orders$/);
  });

  it('turns its pages without showing an order twice, and back to the same page', async () => {
    const dispatcher = await stage.signedIn('dispatcher');
    await dispatcher.go('/orders?state=closed');
    await listed(dispatcher);
    const first = await codes(dispatcher);
    await dispatcher.at('page-next').click();
    await dispatcher.sees('page-number', '第 2 页');
    await listed(dispatcher);
    const second = await codes(dispatcher);
    expect(second).toHaveLength(first.length);
    expect(second.filter((code) => first.includes(code))).toEqual([]);
    await dispatcher.page.reload();
    await dispatcher.sees('page-number', '第 2 页');
    await listed(dispatcher);
    expect(await codes(dispatcher)).toEqual(second);
    await dispatcher.at('page-previous').click();
    await dispatcher.sees('page-number', '第 1 页');
    await listed(dispatcher);
    expect(await codes(dispatcher)).toEqual(first);
  });

  it('finds an order by two characters of its text and says so when there is none', async () => {
    const code = await stage.staff.register({ title: '槐荫巷路面塌陷', content: '塌陷约两米见方，请设围挡。' });
    const dispatcher = await stage.signedIn('dispatcher');
    await dispatcher.go('/orders');
    await dispatcher.at('filter-q').fill('槐荫');
    await dispatcher.page.keyboard.press('Enter');
    await dispatcher.at(`order-row-${code}`).waitFor();
    expect(await codes(dispatcher)).toEqual([code]);
    await dispatcher.at('filter-q').fill('没有这样的事');
    await dispatcher.at('filter-search').click();
    await dispatcher.sees('orders-empty', '没有符合条件的工单');
  });

  it('shows a unit its own orders only, and says “not found” for another unit’s', async () => {
    const foreign = await stage.staff.register({ title: '只有教育局能看的件' });
    await stage.staff.act('dispatcher', foreign, 'dispatch', { leadUnitCode: 'education' });
    const handler = await stage.signedIn('housing.handler');
    handler.expects(/^404 GET \/api\/dispatch\/orders\/\d{14}$/);
    await handler.go('/orders?q=只有教育局能看的件');
    await handler.at('orders-empty').waitFor();
    await handler.go(`/orders/${foreign}`);
    await handler.sees('error-panel', '没有找到，或您无权查看');
  });
});
