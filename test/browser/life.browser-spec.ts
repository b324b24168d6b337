import { describeInBrowser } from '@minsheng/testing';
import { chooseAction, confirmAction, takeAction } from './support/actions';
import { Stage } from './support/stage';
import type { Visitor } from './support/visitor';

/** A limit as the page writes it: 00:00 of the next day is read as 24:00 of the day that counts. */
function limitText(dueAt: string | null): string {
  const day = new Date(Date.parse(dueAt ?? '') - 1 + 8 * 3_600_000).toISOString().slice(0, 10);
  return `${day} 24:00`;
}

describeInBrowser('An order between dispatch and reply', (chromium) => {
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

  async function handled(title: string, more: Record<string, unknown> = {}): Promise<string> {
    const code = await stage.staff.register({ title, kind: 'complaint' });
    await stage.staff.act('dispatcher', code, 'dispatch', { leadUnitCode: 'housing', ...more });
    await stage.staff.act('housing.handler', code, 'sign');
    return code;
  }

  /** From the menu to the order: the queue lists it, and says what it is a queue of. */
  async function fromQueue(visitor: Visitor, waiting: string, code: string, label: string): Promise<void> {
    await visitor.at(`menu-waiting-${waiting}`).click();
    await visitor.sees('waiting-only', label);
    await visitor.at(`order-row-${code}`).getByRole('link').click();
    await visitor.at('pending-extension').waitFor();
    expect(await visitor.barriers()).toEqual([]);
  }

  it('is extended by the dispatcher from the queue, and a second time by the leader alone', async () => {
    const code = await handled('外墙修缮须等脚手架');
    const { dueAt: first } = await stage.staff.order(code);
    const handler = await openOrder('housing.handler', code);
    await chooseAction(handler, 'request_extension');
    await handler.sees('extension-preview', '本次最多可延 7 个工作日');
    await handler.at('action-field-workdays').fill('3');
    await handler.at('extension-new-due').waitFor();
    const promised = await handler.text('extension-new-due');
    expect(promised).not.toBe(limitText(first));
    await handler.at('action-field-reason').fill('脚手架下周才能进场');
    await confirmAction(handler);
    await handler.sees('pending-extension', '第 1 次，由派单员审核');
    expect(await handler.at('decide-approve_extension').count()).toBe(0);

    const dispatcher = await stage.signedIn('dispatcher');
    await fromQueue(dispatcher, 'extension_first', code, '延期待审');
    await dispatcher.sees('pending-extension', '脚手架下周才能进场');
    await dispatcher.sees('due-if-granted', `同意后 ${promised}`);
    await dispatcher.at('decide-approve_extension').click();
    await dispatcher.at('action-dialog').waitFor();
    await confirmAction(dispatcher);
    await dispatcher.at('pending').waitFor({ state: 'detached' });
    const { dueAt: second } = await stage.staff.order(code);
    expect(limitText(second)).toBe(promised);
    await dispatcher.sees('both-dues', promised);
    await dispatcher.sees('both-dues', limitText(first));
    await dispatcher.at('application-records').locator('summary').click();
    await dispatcher.sees('application-records', '脚手架下周才能进场');
    await dispatcher.at('why-deadline').click();
    await dispatcher.sees('deadline-move', '同意延期');

    await stage.staff.act('housing.handler', code, 'request_extension', { workdays: 2, reason: '连日降雨' });
    await dispatcher.page.reload();
    await dispatcher.sees('pending-extension', '第 2 次，由县领导审批');
    expect(await dispatcher.at('decide-approve_extension').count()).toBe(0);
    const leader = await stage.signedIn('leader');
    await fromQueue(leader, 'extension_second', code, '延期待批');
    await leader.at('decide-approve_extension').click();
    await leader.at('action-dialog').waitFor();
    await confirmAction(leader);
    const after = await stage.staff.order(code);
    expect(Date.parse(after.dueAt ?? '')).toBeGreaterThan(Date.parse(second ?? ''));
    await leader.sees('both-dues', limitText(after.dueAt));
  });

  it('takes a co-unit’s opinion into the lead’s reply', async () => {
    const code = await handled('工地出入口占道', { coUnitCodes: ['transport'] });
    const co = await openOrder('transport.handler', code);
    await co.sees('co-work-transport', '未提交意见');
    await co.at('give-opinion').click();
    await co.at('action-field-text').fill('占道许可已过期，责令本周内恢复。');
    await confirmAction(co);
    await co.sees('co-work-transport', '责令本周内恢复');

    const lead = await openOrder('housing.handler', code);
    await lead.sees('co-work-transport', '占道许可已过期');
    expect(await lead.at('give-opinion').count()).toBe(0);
    await chooseAction(lead, 'submit_reply');
    await lead.at('action-field-publicReply').fill('经核实，情况属实。');
    await lead.at('quote-publicReply-transport').click();
    expect(await lead.at('action-field-publicReply').inputValue()).toBe(
      '经核实，情况属实。\n占道许可已过期，责令本周内恢复。',
    );
    expect(await lead.barriers()).toEqual([]);
    await lead.at('action-field-resultCode-resolved').click();
    await lead.at('action-field-internalAccount').fill('已会同县交通运输局到场。');
    await lead.at('action-field-contactedAt').fill(
      await lead
        .at('history')
        .locator('time')
        .first()
        .innerText()
        .then((text) => text.replace(' ', 'T')),
    );
    await confirmAction(lead);
    await lead.sees('order-public-reply', '责令本周内恢复');
  });

  it('stops and goes on: the banner says why and until when, the ledger shows it', async () => {
    const code = await handled('须群众补交材料');
    const dispatcher = await openOrder('dispatcher', code);
    await chooseAction(dispatcher, 'pause');
    await dispatcher.at('action-field-reasonCode-citizen').click();
    await dispatcher.sees('action-field-until-read', '（5 个工作日）');
    await dispatcher.at('action-field-until').fill('2031-01-01T09:00');
    await dispatcher.sees('action-field-until-read', '即 2031-01-01 09:00（北京时间）');
    await dispatcher.at('action-field-until-pick').filter({ hasText: '3 个工作日' }).click();
    await dispatcher.sees('action-field-until-read', '24:00（北京时间）');
    const until = (await dispatcher.text('action-field-until-read')).slice(2, 18);
    await confirmAction(dispatcher);
    await dispatcher.sees('pause-banner', '停表中：等待诉求人配合或补充材料');
    await dispatcher.sees('pause-banner', `至 ${until}`);
    expect(limitText((await stage.staff.order(code)).pause?.until ?? null)).toBe(until);
    await dispatcher.page.reload();
    await dispatcher.at('ledger').locator('[data-reason=paused_citizen]').waitFor();
    expect(await dispatcher.barriers()).toEqual([]);
    await takeAction(dispatcher, 'resume');
    await dispatcher.at('pause-banner').waitFor({ state: 'detached' });
  });

  it('rests as a long-term item when the leader agrees, and is found in the list of those', async () => {
    const code = await handled('老旧小区加装电梯');
    await stage.staff.act('housing.handler', code, 'request_suspension', { reason: '等待专项资金' });
    const leader = await stage.signedIn('leader');
    await leader.at('menu-waiting-suspension').click();
    await leader.at(`order-row-${code}`).getByRole('link').click();
    await leader.sees('pending-suspension', '等待专项资金');
    await leader.at('decide-suspend').click();
    const day = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    await leader.at('action-field-reviewDate').fill(day);
    await confirmAction(leader);
    await leader.sees('suspension-banner', `${day} 复核`);
    await leader.at('menu-queue-suspended').click();
    await leader.at(`order-row-${code}`).waitFor();
  });

  it('is left out of the assessment by the supervisor, found in the queue though it is closed', async () => {
    const code = await stage.staff.register({ title: '重复诉求已尽责' });
    await stage.staff.toCallback(code, 'housing');
    await stage.staff.act('callback', code, 'record_callback', { outcome: 'refused' });
    await stage.staff.act('housing.head', code, 'request_exclusion', { categoryCode: 'history', reason: '历史遗留' });
    const supervisor = await stage.signedIn('supervisor');
    await supervisor.sees('menu-count-waiting-exclusion', '1');
    await supervisor.at('menu-waiting-exclusion').click();
    await supervisor.at(`order-row-${code}`).getByRole('link').click();
    await supervisor.sees('pending-exclusion', '剔除考核：历史遗留问题');
    await supervisor.at('decide-exclude').click();
    await confirmAction(supervisor);
    await supervisor.at('pending').waitFor({ state: 'detached' });
    await supervisor.sees('menu-count-waiting-exclusion', '0');
  });

  it('tells on top why a unit wants to give it back', async () => {
    const code = await handled('路面塌陷不归住建');
    await stage.staff.act('housing.handler', code, 'request_return', {
      reasonCode: 'not_our_duty',
      basis: '县级公路由交通运输局养护',
      suggestedUnitCode: 'transport',
    });
    const dispatcher = await openOrder('dispatcher', code);
    await dispatcher.sees('pending-return', '非本单位职责');
    await dispatcher.sees('pending-return', '县级公路由交通运输局养护');
    await takeAction(dispatcher, 'accept_return');
    await dispatcher.at('pending').waitFor({ state: 'detached' });
  });

  it('shows what is proposed to the leaders, who wrote and who is next', async () => {
    const code = await stage.staff.register({ title: '跨乡镇饮水管网' });
    await stage.staff.act('dispatcher', code, 'ask_instruction', {
      propose: '拟由水务局牵头',
      posts: ['vice', 'mayor'],
    });
    const leader = await openOrder('leader', code);
    await leader.sees('instruction-proposal', '拟由水务局牵头');
    await takeAction(leader, 'instruct', () => leader.at('action-field-text').fill('同意，请县长阅示。'));
    await leader.sees('instruction-written', '分管领导');
    await leader.sees('instruction-next', '县长');
    await leader.sees('instruction-next', '待批示');
  });
});
