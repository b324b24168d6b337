import { describeInBrowser } from '@minsheng/testing';
import { chooseAction } from './support/actions';
import { eventually } from './support/eventually';
import { Stage } from './support/stage';

describeInBrowser('Orders that go together', (chromium) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(chromium);
  }, 90_000);
  afterEach(async () => expect(await stage.leave()).toEqual([]));
  afterAll(() => stage.close());

  const caller = (n: number) => ({ name: '周小芳', phone: `1371234000${n}` });

  it('shows five callers of one place to the dispatcher, who merges them from there', async () => {
    const location = '浏览器测试路八号院';
    const codes: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      codes.push(await stage.staff.register({ title: `自来水发黄第${n + 1}户`, location, caller: caller(n) }));
    }
    const [main = '', child = '', ...others] = codes;
    const dispatcher = await stage.signedIn('dispatcher');
    await eventually(async () => {
      await dispatcher.go('/groups');
      await dispatcher.sees('group-alerts', location);
      await dispatcher.sees('group-alerts', '5 人');
    }, 20);
    expect(await dispatcher.foreignWords()).toEqual([]);
    expect(await dispatcher.barriers()).toEqual([]);
    await dispatcher.at(`group-main-${main}`).first().check();
    for (const code of [child, ...others]) await dispatcher.at(`group-child-${code}`).first().check();
    await dispatcher.at('group-merge').first().click();
    await dispatcher.sees('group-outcomes', '已并入');
    await dispatcher.go(`/orders/${main}`);
    await dispatcher.sees('related-child', child);
    await dispatcher.go(`/orders/${child}`);
    await dispatcher.sees('related-main', main);
    await dispatcher.sees('related-orders', '随主单办理');

    await chooseAction(dispatcher, 'unmerge');
    await dispatcher.at('action-field-reason').fill('水质不同，单独处理');
    await dispatcher.at('action-confirm').click();
    await dispatcher.at('action-dialog').waitFor({ state: 'hidden' });
    await dispatcher.at('action-dispatch').waitFor();
    await chooseAction(dispatcher, 'merge');
    await dispatcher.at('action-field-intoOrderCode').fill(main);
    await dispatcher.at('action-field-reason').fill('还是同一处');
    await dispatcher.at('action-confirm').click();
    await dispatcher.sees('related-main', main);
  });

  it('splits an appeal into two, says what is missing, and links both pages', async () => {
    const code = await stage.staff.register({ title: '停水和路灯两件事' });
    const dispatcher = await stage.signedIn('dispatcher');
    await dispatcher.go(`/orders/${code}`);
    await chooseAction(dispatcher, 'split');
    await dispatcher.at('action-confirm').click();
    await dispatcher.sees('action-field-parts-error', '请填写标题和内容');
    await dispatcher.at('action-field-parts-0-title').fill('路灯不亮');
    await dispatcher.at('action-field-parts-0-content').fill('小区北门路灯三天不亮');
    await dispatcher.at('split-add-part').click();
    await dispatcher.at('action-field-parts-1-title').fill('井盖松动');
    await dispatcher.at('action-field-parts-1-content').fill('小区南门井盖松动');
    expect(await dispatcher.barriers()).toEqual([]);
    await dispatcher.at('action-confirm').click();
    await dispatcher.at('action-dialog').waitFor({ state: 'hidden' });
    await dispatcher.sees('history', '路灯不亮；井盖松动');
    await eventually(async () => {
      await dispatcher.page.reload();
      await dispatcher.sees('related-part', '井盖松动');
    }, 20);
    await dispatcher.at('related-part').getByRole('link').first().click();
    await dispatcher.sees('related-source', code);
    expect(await dispatcher.foreignWords()).toEqual([]);
  });
});
