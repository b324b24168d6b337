import type { SettingVersionView } from '@minsheng/contracts';
import { describeInBrowser } from '@minsheng/testing';
import { eventually } from './support/eventually';
import { Stage } from './support/stage';
import type { Visitor } from './support/visitor';

describeInBrowser('The tables that an administrator edits', (chromium) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(chromium);
  }, 90_000);
  afterEach(async () => expect(await stage.leave()).toEqual([]));
  afterAll(() => stage.close());

  const calendar = () =>
    stage.staff.get<SettingVersionView<'calendar'>>('admin', '/dispatch/settings/calendar/versions/1');
  /** The Shanghai day that a due time closes. */
  const dueDay = (iso: string | null): string =>
    new Date(Date.parse(iso ?? '') - 1 + 8 * 3_600_000).toISOString().slice(0, 10);

  async function overlay(admin: Visitor, date: string): Promise<void> {
    const input = admin.at('overlay-date').locator('input');
    await input.fill(date);
    await input.press('Enter');
    await admin.at('overlay-name').fill('火把节');
    await admin.at('overlay-source').fill('县人大常委会决定');
    await admin.at('overlay-add').click();
  }

  it('loads a new year’s notice and a county holiday after showing which deadlines move', async () => {
    const code = await stage.staff.register({ title: '新日历测试：路灯不亮' });
    await stage.staff.act('dispatcher', code, 'dispatch', { leadUnitCode: 'health' });
    const before = (await stage.staff.order(code)).dueAt;
    const year = Math.max(...(await calendar()).data.notices.map((notice) => notice.year)) + 1;

    const admin = await stage.signedIn('admin');
    await admin.at('menu-settings-calendar').click();
    await admin.at('notice-number').fill(`国办发明电〔${String(year - 1)}〕9号`);
    await admin
      .at('notice-text')
      .fill(`一、元旦：1月1日至3日放假调休，共3天。\n二、劳动节：5月1日至5日放假调休，共5天。`);
    await admin.at('notice-read').click();
    await admin.sees('notice-told', '读出放假 8 天');
    await admin.at('notice-add').click();
    await admin.sees('calendar-year', String(year));
    expect(await admin.page.locator(`[data-date="${String(year)}-05-04"]`).getAttribute('data-kind')).toBe('off');
    await overlay(admin, dueDay(before));

    await admin.at('calendar-preview').click();
    await admin.sees('preview-totals', '后移');
    const moved = Number(await admin.text('preview-later'));
    expect(moved).toBeGreaterThan(0);
    expect(await admin.barriers()).toEqual([]);

    await admin.at('settings-note').fill('国务院办公厅通知、县人大常委会决定');
    await admin.at('settings-check').click();
    await admin.sees('settings-changes', '处修改');
    await admin.at('settings-save').click();
    await admin.sees('settings-saved', '已保存为新版本');
    await admin.sees('settings-version-2', '现行');

    const moves = async (): Promise<string> => dueDay((await stage.staff.order(code)).dueAt);
    await eventually(async () => expect((await moves()) > dueDay(before)).toBe(true), 30);
    const history = (await stage.staff.order(code)).history.filter((row) => row.action === 'recompute');
    expect(history).toHaveLength(1);
    await admin.page.locator('[data-testid=calendar-run][data-finished=true]').waitFor({ timeout: 30_000 });
    expect(Number(await admin.text('calendar-run-moved'))).toBeGreaterThanOrEqual(moved);
  });

  it('names every cell that a rule refuses, and keeps what was typed', async () => {
    const admin = await stage.signedIn('admin');
    admin.expects(/422 POST .*\/settings\/limits\/check/);
    await admin.at('menu-settings-limits').click();
    await admin.at('limit-visit-edit').click();
    await admin.at('limit-visit-reply').fill('90');
    await admin.at('settings-check').click();
    await admin.sees('settings-problems', '《信访工作条例》第三十四条规定不超过60日');
    await admin.at('limit-visit-reply').fill('45');
    await admin.at('settings-check').click();
    await admin.sees('settings-changes', '60day → 45day');
    await admin.at('settings-note').fill('县政府常务会议决定');
    await admin.at('settings-save').click();
    await admin.sees('settings-version-2', '县政府常务会议决定');
    expect(await admin.barriers()).toEqual([]);
  });

  it('renames a channel everywhere and offers a retired category no more', async () => {
    const admin = await stage.signedIn('admin');
    await admin.at('menu-settings-channels').click();
    await admin.at('channel-wechat-edit').click();
    await admin.at('channel-wechat-label').fill('青岚微信');
    await admin.at('settings-check').click();
    await admin.at('settings-note').fill('更名');
    await admin.at('settings-save').click();
    await admin.sees('settings-saved', '已保存');
    await admin.at('menu-settings-categories').click();
    await admin.at('category-new').click();
    await admin.at('category-code').fill('radio');
    await admin.at('category-name').fill('行风热线');
    await admin.at('category-save').click();
    await admin.sees('category-tree', '行风热线');
    const dispatcher = await stage.signedIn('dispatcher');
    await dispatcher.go('/orders');
    await dispatcher.at('filter-channel').click();
    await dispatcher.page.getByRole('option', { name: '青岚微信' }).waitFor();
  });
});
