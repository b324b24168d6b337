import type { OrderRow, Page } from '@minsheng/contracts';
import { describeInBrowser } from '@minsheng/testing';
import { chooseAction } from './support/actions';
import { Stage } from './support/stage';

/** A day and hour as the page's field takes it, Shanghai time. */
function typed(daysAhead: number): string {
  return new Date(Date.now() + daysAhead * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 16);
}

describeInBrowser('Supervision', (chromium) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(chromium);
  }, 90_000);
  afterEach(async () => expect(await stage.leave()).toEqual([]));
  afterAll(() => stage.close());

  it('goes from the list of overdue orders to the unit and back with its report', async () => {
    const path = '/dispatch/orders?overdue=true&sort=due&limit=1';
    const [late] = (await stage.staff.get<Page<OrderRow>>('supervisor', path)).items;
    const [code, unit] = [late?.code ?? '', late?.leadUnitCode ?? ''];

    const supervisor = await stage.signedIn('supervisor');
    await supervisor.go('/supervision');
    await supervisor.at('sheets-empty').waitFor();
    await supervisor.page.getByText('逾期工单', { exact: true }).click();
    const row = supervisor.at(`late-row-${code}`);
    await row.getByTestId('press-supervise').click();
    await supervisor.at('action-field-level-yellow').click();
    await supervisor.at('action-field-text').fill('请三日内办结并反馈。');
    const due = typed(3);
    await supervisor.at('action-field-dueAt').fill(due);
    expect(await supervisor.barriers()).toEqual([]);
    await supervisor.at('action-confirm').click();
    await supervisor.at('action-dialog').waitFor({ state: 'hidden' });
    await supervisor.page.getByText('督办台账', { exact: true }).click();
    await supervisor.sees('sheet-row', /督办〔\d{4}〕1号/);
    await supervisor.sees('sheet-due', due.slice(11));
    expect(await supervisor.barriers()).toEqual([]);
    await supervisor.page.getByText('发牌记录', { exact: true }).click();
    await supervisor.sees('card-row', '黄牌');
    expect(await supervisor.foreignWords()).toEqual([]);
    expect(await supervisor.barriers()).toEqual([]);

    const handler = await stage.signedIn(`${unit}.handler`);
    await handler.go('/supervision');
    await handler.at('sheet-report').click();
    await handler.at('action-field-text').fill('备件已到，今日更换。');
    await handler.at('action-confirm').click();
    await handler.at('sheets-empty').waitFor();

    await supervisor.go(`/orders/${code}`);
    await supervisor.sees('supervision-sheet', '黄牌');
    await supervisor.sees('supervision-report', '备件已到，今日更换。');
    expect(await supervisor.overflow()).toBeLessThanOrEqual(0);
    expect(await supervisor.foreignWords()).toEqual([]);
    expect(await supervisor.barriers()).toEqual([]);
  });

  it('lets a leader write on an order under way, whose unit then owes a report', async () => {
    const code = await stage.staff.register({ title: '督办测试：路灯不亮' });
    await stage.staff.act('dispatcher', code, 'dispatch', { leadUnitCode: 'health' });
    const leader = await stage.signedIn('leader');
    await leader.go(`/orders/${code}`);
    await chooseAction(leader, 'note_instruction');
    await leader.at('action-field-text').fill('请卫健局本周内办结。');
    await leader.at('action-confirm').click();
    await leader.sees('supervision-owed', '待承办单位反馈');
    const handler = await stage.signedIn('health.handler');
    await handler.go(`/orders/${code}`);
    await handler.sees('supervision-sheet', '请卫健局本周内办结。');
    await chooseAction(handler, 'report_supervision');
    await handler.at('action-field-text').fill('已安排专人。');
    await handler.at('action-confirm').click();
    await handler.sees('supervision-report', '已安排专人。');
  });
});
