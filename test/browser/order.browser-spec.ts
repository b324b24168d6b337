import { describeInBrowser } from '@minsheng/testing';
import { chooseAction, takeAction } from './support/actions';
import { eventually } from './support/eventually';
import { Stage } from './support/stage';
import type { Visitor } from './support/visitor';

/** A limit as the page writes it: 00:00 of the next day is read as 24:00 of the day that counts. */
function limitText(dueAt: string): string {
  const day = new Date(Date.parse(dueAt) - 1 + 8 * 3_600_000).toISOString().slice(0, 10);
  return `${day} 24:00`;
}

describeInBrowser('One work order on the screen', (chromium) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(chromium);
  }, 90_000);
  afterEach(async () => expect(await stage.leave()).toEqual([]));
  afterAll(() => stage.close());

  async function openOrder(username: string, code: string): Promise<Visitor> {
    const visitor = await stage.signedIn(username);
    await visitor.go(`/orders/${code}`);
    await visitor.sees('order-code', code);
    return visitor;
  }

  /** Opens the action's dialog, fills it in and confirms; done when the order shows its new state. */
  async function act(visitor: Visitor, action: string, fill: () => Promise<void>, state: string): Promise<void> {
    await takeAction(visitor, action, fill);
    await visitor.sees('order-state', state);
  }
  const nothing = (): Promise<void> => Promise.resolve();

  it('goes from dispatch to the closing call through seven desks, each with its own buttons', async () => {
    const code = await stage.staff.register({ title: '翠园小区电梯停运', kind: 'help' });

    const dispatcher = await openOrder('dispatcher', code);
    await chooseAction(dispatcher, 'dispatch');
    await dispatcher.at('preview-due').waitFor();
    const asHelp = await dispatcher.text('preview-due');
    await dispatcher.at('action-field-kind-complaint').click();
    await eventually(async () => expect(await dispatcher.text('preview-due')).not.toBe(asHelp));
    const asComplaint = await dispatcher.text('preview-due');
    await dispatcher.at('action-field-leadUnitCode').click();
    await dispatcher.page.keyboard.type('住房和城乡');
    await dispatcher.at('action-field-leadUnitCode-option-housing').click();
    await dispatcher.at('action-confirm').click();
    await dispatcher.sees('order-state', '待签收');
    const { dueAt } = await stage.staff.order(code);
    expect(limitText(dueAt ?? '')).toBe(asComplaint);

    const handler = await openOrder('housing.handler', code);
    await act(handler, 'sign', nothing, '办理中');
    await act(
      handler,
      'contact',
      async () => {
        await handler.at('action-field-outcome-answered').click();
        await handler.at('action-field-note').fill('已与群众约定明早上门。');
      },
      '办理中',
    );
    await act(
      handler,
      'submit_reply',
      async () => {
        await handler.at('action-field-resultCode-resolved').click();
        await handler.at('action-field-publicReply').fill('经核实，电梯主板已更换，今日恢复运行。');
        await handler.at('action-field-internalAccount').fill('维保单位当日更换主板。');
      },
      '待审签',
    );

    const head = await openOrder('housing.head', code);
    await act(head, 'approve_reply', nothing, '待审核');
    await dispatcher.page.reload();
    await act(dispatcher, 'accept_reply', nothing, '待回访');

    const callback = await openOrder('callback', code);
    await act(
      callback,
      'record_callback',
      async () => {
        await callback.at('action-field-outcome-answered').click();
        await callback.at('action-field-resolved-true').click();
        await callback.at('action-field-satisfaction-very_satisfied').click();
      },
      '已办结',
    );
    await callback.sees('order-public-reply', '今日恢复运行');
    const done = await callback.page
      .locator('[data-testid="history"] > li')
      .evaluateAll((entries) => entries.map((entry) => entry.getAttribute('data-action')));
    expect(done.reverse()).toEqual([
      'open',
      'dispatch',
      'sign',
      'contact',
      'submit_reply',
      'approve_reply',
      'accept_reply',
      'record_callback',
    ]);
  });

  it('offers no action to those who may only read', async () => {
    const code = await stage.staff.register({ title: '话务员只能催办' });
    const leader = await openOrder('leader', code);
    await leader.sees('order-state', '待派单');
    expect(await leader.at('action-dispatch').count()).toBe(0);
  });

  it('refuses what was decided on an old page, keeps what was typed and shows what happened meanwhile', async () => {
    const code = await stage.staff.register({ title: '两人同时办一件' });
    await stage.staff.act('dispatcher', code, 'dispatch', { leadUnitCode: 'housing' });
    const dispatcher = await openOrder('dispatcher', code);
    dispatcher.expects(/^409 POST /);
    await chooseAction(dispatcher, 'reassign');
    await dispatcher.at('action-field-unitCode').click();
    await dispatcher.page.keyboard.type('交通运输');
    await dispatcher.at('action-field-unitCode-option-transport').click();
    await dispatcher.at('action-field-reason').fill('属于交通运输局职责');
    await stage.staff.act('housing.handler', code, 'sign');

    await dispatcher.at('action-confirm').click();
    await dispatcher.sees('stale-notice', '签收');
    expect(await dispatcher.at('action-field-reason').inputValue()).toBe('属于交通运输局职责');
    expect((await stage.staff.order(code)).leadUnitCode).toBe('housing');

    await dispatcher.at('action-confirm').click();
    await dispatcher.sees('order-state', '待签收');
    expect((await stage.staff.order(code)).leadUnitCode).toBe('transport');
  });

  it('says at the field why a reply is refused, and keeps the draft over a reload', async () => {
    const code = await stage.staff.register({ title: '答复不能带电话' });
    await stage.staff.act('dispatcher', code, 'dispatch', { leadUnitCode: 'housing' });
    await stage.staff.act('housing.handler', code, 'sign');
    const handler = await openOrder('housing.handler', code);
    await chooseAction(handler, 'submit_reply');
    await handler.at('action-confirm').click();
    await handler.sees('action-field-publicReply-error', '请填写对群众的答复');
    await handler.at('action-field-publicReply').fill('写到一半的答复');
    await handler.page.waitForTimeout(400);
    await handler.page.reload();
    await chooseAction(handler, 'submit_reply');
    expect(await handler.at('action-field-publicReply').inputValue()).toBe('写到一半的答复');
  });

  it('shows the caller masked, in clear for a recorded reason, and masked again afterwards', async () => {
    const code = await stage.staff.register({
      title: '查看联系方式',
      caller: { name: '钱七', phone: '13512345678' },
    });
    const dispatcher = await openOrder('dispatcher', code);
    await dispatcher.sees('caller-phone', '135****5678');
    await dispatcher.at('reveal-open').click();
    await dispatcher.at('reveal-confirm').click();
    await dispatcher.sees('reveal-error', '请填写查看原因');
    await dispatcher.at('reveal-reason').fill('核实地址');
    await dispatcher.at('reveal-confirm').click();
    await dispatcher.sees('caller-phone', '13512345678');
    await dispatcher.sees('caller-name', '钱*');
    await dispatcher.page.reload();
    await dispatcher.sees('caller-phone', '135****5678');
  });

  it('explains the deadline day by day', async () => {
    const code = await stage.staff.register({ title: '为什么是这一天', kind: 'help' });
    const { dueAt } = await stage.staff.act('dispatcher', code, 'dispatch', { leadUnitCode: 'housing' });
    const dispatcher = await openOrder('dispatcher', code);
    await dispatcher.at('why-deadline').click();
    await dispatcher.sees('deadline-explain', '计入 5 天');
    await dispatcher.sees('deadline-explain', limitText(dueAt ?? ''));
  });
});
