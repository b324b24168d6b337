import { describeInBrowser } from '@minsheng/testing';
import { Stage } from './support/stage';
import type { Visitor } from './support/visitor';

/** 住房与城乡建设 / 市政设施 / 路灯 of the demo county, in its county town. */
const LAMP = { categoryCode: '020501', townshipCode: 'lancheng' } as const;
const LEARNT = `${LAMP.categoryCode}-${LAMP.townshipCode}-lancheng`;

describeInBrowser('The directory at the desk', (chromium) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(chromium);
  }, 90_000);
  afterEach(async () => expect(await stage.leave()).toEqual([]));
  afterAll(() => stage.close());

  /** The dispatch dialog of a new order, opened by keyboard, with the directory's word in it. */
  async function openDispatch(visitor: Visitor, title: string): Promise<string> {
    const code = await stage.staff.register({ title, ...LAMP });
    await visitor.go(`/orders/${code}`);
    await visitor.at('action-dispatch').focus();
    await visitor.page.keyboard.press('Enter');
    await visitor.at('proposal-reason').waitFor();
    return code;
  }

  it('fills in the unit with the reason, so that Ctrl+Enter dispatches', async () => {
    const dispatcher = await stage.signedIn('dispatcher');
    const code = await openDispatch(dispatcher, '路灯不亮，按目录派单');
    await dispatcher.sees('proposal-reason', /派单目录第 \d+ 条：.*市政设施·不限乡镇 → 县综合行政执法局，依据：/);
    await dispatcher.at('action-field-note').focus();
    await dispatcher.page.keyboard.press('Control+Enter');
    await dispatcher.sees('order-state', '待签收');
    const order = await stage.staff.order(code);
    expect([order.leadUnitCode, order.coUnitCodes]).toEqual(['urban_management', ['housing']]);
  });

  it('offers the next entry one click away, and leaves the choice to the person', async () => {
    const dispatcher = await stage.signedIn('dispatcher');
    const code = await openDispatch(dispatcher, '路灯不亮，改选单位');
    await dispatcher.at('proposal-housing').click();
    await dispatcher.sees('proposal-reason', '→ 县住房和城乡建设局');
    await dispatcher.at('action-confirm').click();
    await dispatcher.sees('order-state', '待签收');
    expect((await stage.staff.order(code)).leadUnitCode).toBe('housing');
  });

  it('makes a correction an entry when the dispatcher says so, and not before', async () => {
    const code = await stage.staff.register({ title: '路灯由镇里管护', ...LAMP });
    await stage.staff.act('dispatcher', code, 'dispatch', { leadUnitCode: 'lancheng' });
    const dispatcher = await stage.signedIn('dispatcher');
    await openDispatch(dispatcher, '目录还没有变');
    await dispatcher.sees('proposal-reason', '→ 县综合行政执法局');
    await dispatcher.go('/directory?tab=suggestions');
    await dispatcher.sees(`suggestion-${LEARNT}`, code);
    await dispatcher.at(`learn-${LEARNT}`).click();
    await dispatcher.at('entry-save').click();
    await dispatcher.sees('entry-basis-error', '请填写职责依据');
    await dispatcher.at('entry-basis').fill('县政府专题会议纪要：岚城镇镇区路灯移交镇政府管护');
    await dispatcher.at('entry-save').click();
    await dispatcher.sees('directory-note', '已保存，现为第 1 版');
    await dispatcher.at(`suggestion-${LEARNT}`).waitFor({ state: 'detached' });
    await openDispatch(dispatcher, '按新的一条派单');
    await dispatcher.sees('proposal-reason', /路灯·岚城镇 → 岚城镇，依据：县政府专题会议纪要/);
  });

  it('keeps what was typed when somebody else changed the entry, and shows the versions', async () => {
    const dispatcher = await stage.signedIn('dispatcher');
    dispatcher.expects(/^409 POST /);
    const other = await stage.signedIn('dispatcher');
    const change = async (visitor: Visitor, basis: string): Promise<void> => {
      await visitor.at('entry-basis').fill(basis);
      await visitor.at('entry-save').click();
    };
    for (const visitor of [dispatcher, other]) {
      await visitor.go('/directory');
      await visitor.at('directory-edit-1').click();
      await visitor.at('entry-basis').waitFor();
    }
    await change(other, '先改的依据');
    await other.sees('directory-note', '现为第 2 版');
    await change(dispatcher, '后改的依据');
    await dispatcher.sees('entry-refusal', '先改的依据');
    expect(await dispatcher.at('entry-basis').inputValue()).toBe('后改的依据');
    await dispatcher.at('entry-save').click();
    await dispatcher.sees('directory-note', '现为第 3 版');
    await dispatcher.at('directory-history-1').click();
    await dispatcher.sees('entry-version-3', '后改的依据');
    await dispatcher.sees('entry-version-2', '先改的依据');
  });
});
