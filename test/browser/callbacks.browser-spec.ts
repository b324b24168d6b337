import type { CallbackRow, OrderView, Page } from '@minsheng/contracts';
import { describeInBrowser } from '@minsheng/testing';
import { eventually } from './support/eventually';
import { Stage } from './support/stage';

describeInBrowser('The callback desk', (chromium) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(chromium);
    for (const title of ['回访一', '回访二', '回访三', '回访四'])
      await stage.staff.toCallback(await stage.staff.register({ title }), 'housing');
  }, 90_000);
  afterEach(async () => expect(await stage.leave()).toEqual([]));
  afterAll(() => stage.close());

  const waiting = async (): Promise<CallbackRow[]> =>
    (await stage.staff.get<Page<CallbackRow>>('callback', '/dispatch/callbacks?limit=50')).items;
  const stateOf = async (code: string): Promise<OrderView> => stage.staff.order(code);

  it('is worked case after case by keys alone', async () => {
    const [first, second, third] = (await waiting()).filter((row) => !row.triedThisHalfDay && !row.redoAsked);
    if (!first || !second || !third) throw new Error('the demo county has too few cases to call back');
    const agent = await stage.signedIn('callback');
    await agent.at('menu-callbacks').focus();
    await agent.page.keyboard.press('Enter');
    await agent.sees('callback-case', first.code);
    const masked = await agent.text('callback-phone');
    await agent.page.keyboard.press('r');
    await eventually(async () => expect(await agent.text('callback-phone')).toMatch(/^1\d{10}$/));
    expect(masked).toContain('****');

    for (const key of ['1', '1', '4', '3']) await agent.page.keyboard.press(key);
    await agent.page.keyboard.press('Enter');
    await agent.sees('callback-error', '不满意的须写明原因');
    await agent.page.keyboard.press('b');
    await agent.page.keyboard.type('等得太久，123 天');
    await agent.page.keyboard.press('Control+Enter');
    await agent.sees('callback-told', first.code);
    await agent.sees('callback-case', second.code);
    const closed = await stateOf(first.code);
    expect([closed.state, closed.callbacks.at(-1)?.dissatisfiedWith]).toEqual(['closed', 'speed']);

    expect(await agent.text('callback-phone')).toContain('****');
    await agent.page.keyboard.press('2');
    await agent.sees('callback-consequence', '另选时段');
    await agent.page.keyboard.press('Backspace');
    for (const key of ['1', '1', '1', 'Enter']) await agent.page.keyboard.press(key);
    await agent.sees('callback-told', second.code);
    expect((await stateOf(second.code)).state).toBe('closed');

    await agent.sees('callback-case', third.code);
    await agent.page.keyboard.press('n');
    await eventually(async () => expect(await agent.text('callback-case')).not.toContain(third.code));
    await agent.page.keyboard.press('p');
    await agent.sees('callback-case', third.code);
  });

  it('marks who was not reached in this half-day and passes over them', async () => {
    const agent = await stage.signedIn('callback');
    await agent.go('/callbacks');
    await agent.at('callback-form').waitFor();
    const code = (await agent.text('callback-case')).slice(0, 14);
    await agent.page.keyboard.press('2');
    await agent.page.keyboard.press('Enter');
    await agent.sees('callback-told', code);
    await agent.sees(`callback-row-${code}`, '本半天已试过');
    expect(await agent.text('callback-case')).not.toContain(code);
  });

  it('says so when the list cannot be read, and reads it again', async () => {
    const agent = await stage.signedIn('callback');
    agent.expects(/503/);
    await agent.page.route('**/api/dispatch/callbacks*', (route) => route.fulfill({ status: 503, body: '' }));
    await agent.go('/callbacks');
    await agent.at('error-panel').waitFor();
    await agent.page.unroute('**/api/dispatch/callbacks*');
    await agent.page.route('**/api/dispatch/callbacks*', (route) =>
      route.fulfill({ json: { items: [], nextCursor: null } }),
    );
    await agent.at('error-panel').getByRole('button').click();
    await agent.sees('callback-empty', '没有待回访的工单');
  });
});
