import type { Page, AccountRecord } from '@minsheng/contracts';
import { describeInBrowser } from '@minsheng/testing';
import { eventually } from './support/eventually';
import { Stage } from './support/stage';
import type { Visitor } from './support/visitor';

const HEADING = '用户名,姓名,角色,单位编码,岗位\n';
const csv = (rows: string) => ({ name: '账号.csv', mimeType: 'text/csv', buffer: Buffer.from(HEADING + rows) });

describeInBrowser('Units and accounts at the administrator’s desk', (chromium) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(chromium);
  }, 90_000);
  afterEach(async () => expect(await stage.leave()).toEqual([]));
  afterAll(() => stage.close());

  async function changePassword(person: Visitor, current: string, next: string): Promise<void> {
    await person.at('password-current').fill(current);
    await person.at('password-next').fill(next);
    await person.at('password-again').fill(next);
    await person.at('password-confirm').click();
  }

  it('loads a table: sees what is wrong, mends it, hands out the password, which opens nothing but its change', async () => {
    const admin = await stage.signedIn('admin');
    await admin.at('menu-admin-accounts').click();
    await admin.at('accounts-table').waitFor();
    await admin.at('accounts-load').click();
    await admin.at('load-file').setInputFiles(csv('wen,文某,承办人,health,\nwu,吴某,承办人,,\n'));
    await admin.sees('load-summary', '预览：新增 1，更改 0，不变 0，有误 1');
    await admin.sees('load-line-3', '“承办人”须填写所属单位');
    expect(await admin.at('load-apply').isDisabled()).toBe(true);
    await admin.at('load-file').setInputFiles(csv('wen,文某,承办人,health,\nwu,吴某,承办人,health,\n'));
    await admin.sees('load-summary', '预览：新增 2，更改 0，不变 0，有误 0');
    expect(await admin.barriers()).toEqual([]);
    await admin.at('load-apply').click();
    await admin.sees('load-summary', '已写入：新增 2');
    const password = await admin.text('password-of-wu');

    const person = await stage.visitor();
    person.expects(/^422 POST \/api\/auth\/password$/);
    await person.signIn('wu', password);
    await person.at('password-dialog').waitFor();
    await person.go('/orders');
    await person.at('password-dialog').waitFor();
    expect(await person.at('orders-table').count()).toBe(0);
    expect(await person.barriers()).toEqual([]);
    await changePassword(person, password, 'tooweak');
    await person.sees('password-error', '密码至少 8 位');
    await changePassword(person, password, 'Chosen-by-me-1');
    await person.at('menu-queue-awaiting_sign').click();
    await person.at('orders-table').waitFor();
    await person.at('sign-out').click();
    await person.signIn('wu', 'Chosen-by-me-1');
    expect(await person.at('password-dialog').count()).toBe(0);
  });

  it('disables an account, and says why it cannot be the last of its duty', async () => {
    const admin = await stage.signedIn('admin');
    admin.expects(/^422 POST \/api\/dispatch\/accounts\/auditor\/disable$/);
    await admin.go('/admin/accounts');
    await admin.at('open-auditor').click();
    await admin.at('deed-disable').click();
    await admin.sees('account-error', '至少保留一个启用的账号');
    await admin.page.keyboard.press('Escape');
    await admin.at('account-drawer').waitFor({ state: 'hidden' });
    await admin.at('accounts-q').fill('shigu.head');
    await admin.at('accounts-search').click();
    await admin.at('open-shigu.head').click();
    await admin.at('deed-disable').click();
    await admin.at('deed-enable').waitFor();
    await admin.sees('account-shigu.head', '已停用');
    await admin.at('deed-enable').click();
    await admin.at('deed-disable').waitFor();
    const { items } = await stage.staff.get<Page<AccountRecord>>('admin', '/dispatch/accounts?q=shigu.head');
    expect(items[0]).toMatchObject({ active: true, version: 3 });
  });

  it('adds a unit, moves it with a warning, and hears what keeps another in service', async () => {
    const admin = await stage.signedIn('admin');
    admin.expects(/^422 POST \/api\/dispatch\/units\/transport\/deactivate$/);
    await admin.go('/admin/units');
    await admin.at('unit-add').click();
    await admin.at('unit-code').fill('ferry');
    await admin.at('unit-name').fill('渡口管理站');
    await admin.at('unit-save').click();
    await admin.at('unit-ferry').waitFor();
    expect(await admin.barriers()).toEqual([]);
    await admin.at('unit-parent').click();
    await admin.at('parent-transport').click();
    await admin.sees('unit-moves', '原上级的人员立即不能再查看');
    await admin.at('unit-save').click();
    await eventually(async () => {
      const { items } = await stage.staff.get<{ items: { code: string; parentCode: string | null }[] }>(
        'admin',
        '/dispatch/units',
      );
      expect(items.find(({ code }) => code === 'ferry')?.parentCode).toBe('transport');
    });
    await admin.at('unit-transport').click();
    await admin.at('unit-toggle').click();
    await admin.sees('unit-error', '还不能停用');
  });
});
