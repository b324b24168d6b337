import type { OrderRow, Page } from '@minsheng/contracts';
import { describeInBrowser } from '@minsheng/testing';
import { chooseAction } from './support/actions';
import { eventually } from './support/eventually';
import { Stage } from './support/stage';

const TITLE = '小学门口没有斑马线';

describeInBrowser('A reply on its way to the public', (chromium) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(chromium);
  }, 90_000);
  afterEach(async () => expect(await stage.leave()).toEqual([]));
  afterAll(() => stage.close());

  /** A letter from the mailbox, read by the desk and both leaders, answered and closed. */
  async function closedLetter(): Promise<string> {
    const citizen = await stage.visitor('phone');
    await citizen.go('/letters/new');
    await citizen.at('letter-kind').selectOption('suggestion');
    await citizen.at('letter-title').fill(TITLE);
    await citizen.at('letter-content').fill('周大爷反映：小学门口车多，孩子过马路危险，电话0735-5776136。');
    await citizen.at('letter-name').fill('周大爷');
    await citizen.at('letter-phone').fill('13899990000');
    await citizen.at('letter-publishable').check();
    await citizen.at('letter-submit').click();
    await citizen.at('query-code').waitFor();
    const code = (await citizen.text('letter-code')).slice(1);
    await eventually(async () => void (await stage.staff.order(code)));
    await stage.staff.act('dispatcher', code, 'propose', { text: '拟由住建局会同交警办理。' });
    await stage.staff.act('leader', code, 'instruct', { text: '请住建局本周内答复。' });
    await stage.staff.act('mayor', code, 'instruct', { text: '同意。' });
    await stage.staff.toCallback(code, 'housing');
    const answer = { outcome: 'answered', resolved: true, satisfaction: 'satisfied' };
    await stage.staff.act('callback', code, 'record_callback', answer);
    return code;
  }

  it('is cleared by one person, published by another, and read by anybody on a telephone', async () => {
    const code = await closedLetter();
    const first = await stage.signedIn('dispatcher');
    await first.go(`/orders/${code}`);
    await first.sees('letter-steps', '县长批示');
    await first.sees('letter-proposal', '拟由住建局会同交警办理');
    await chooseAction(first, 'clear_publication');
    await first.sees('publication-findings', '来信人姓名');
    await first.sees('publication-findings', '固定电话');
    expect(await first.barriers()).toEqual([]);
    expect(await first.overflow()).toBeLessThanOrEqual(0);
    first.expects(/^422 POST .*clear_publication$/);
    await first.at('action-confirm').click();
    await first.sees('action-error', '请删去后再提交');
    await first.at('publication-mask').click();
    await first.at('publication-clean').waitFor();
    expect(await first.at('action-field-content').inputValue()).toBe(
      '周*反映：小学门口车多，孩子过马路危险，电话****。',
    );
    await first.at('action-confirm').click();
    await first.sees('publication-status', '已初审，待另一人公开');
    expect(await first.at('action-publish').count()).toBe(0);

    const second = await stage.signedIn('supervisor');
    await second.go(`/orders/${code}`);
    await chooseAction(second, 'publish');
    await second.sees('publication-content', '周*反映');
    expect(await second.foreignWords()).toEqual([]);
    await second.at('action-confirm').click();
    await second.sees('publication-status', '已公开');

    const anybody = await stage.visitor('phone');
    await eventually(async () => {
      await anybody.go(`/letters/replies?q=${encodeURIComponent('斑马线')}`);
      await anybody.at('replies').getByText(TITLE).waitFor({ timeout: 1_000 });
    });
    expect(await anybody.overflow()).toBeLessThanOrEqual(0);
    expect(await anybody.barriers()).toEqual([]);
    await anybody.at('replies').getByText(TITLE).click();
    await anybody.sees('reply-title', TITLE);
    await anybody.sees('reply-content', '周*反映');
    await anybody.sees('reply-text', '现已恢复供水');
    expect(await anybody.page.locator('body').innerText()).not.toMatch(/周大爷|5776136/);
    expect(await anybody.overflow()).toBeLessThanOrEqual(0);
    expect(await anybody.barriers()).toEqual([]);
  });

  it('stands in the register, which is taken along as a file of the same query', async () => {
    const supervisor = await stage.signedIn('supervisor');
    await supervisor.at('menu-letters').click();
    await supervisor.at('register-rows').waitFor();
    await supervisor.page.locator('table[aria-busy="false"]').waitFor();
    const shown = await supervisor.at('register-rows').locator('tbody tr').count();
    expect(shown).toBeGreaterThan(10);
    const [file] = await Promise.all([
      supervisor.page.waitForEvent('download'),
      supervisor.at('register-download').click(),
    ]);
    expect(file.suggestedFilename()).toBe('信箱台账.xlsx');
  });

  it('waits before the leader as the desk prepared it', async () => {
    const { items } = await stage.staff.get<Page<OrderRow>>('leader', '/dispatch/orders?waitingFor=me&limit=1');
    const code = items[0]?.code ?? 'none';
    await stage.staff.act('dispatcher', code, 'propose', { text: '拟由属地乡镇办理。' });
    const leader = await stage.signedIn('leader');
    await leader.at('menu-queue-awaiting_instruction').click();
    await leader.at('waiting-for-me').waitFor();
    await leader.at(`order-row-${code}`).click();
    await leader.sees('letter-proposal', '拟由属地乡镇办理');
    expect(await leader.barriers()).toEqual([]);
  });
});
