import type { OrderRow, Page } from '@minsheng/contracts';
import { describeInBrowser } from '@minsheng/testing';
import { eventually } from './support/eventually';
import { Stage } from './support/stage';
import type { Visitor } from './support/visitor';

async function write(citizen: Visitor, title: string): Promise<void> {
  await citizen.at('letter-kind').selectOption('help');
  await citizen.at('letter-title').fill(title);
  await citizen.at('letter-content').fill('村口路灯坏了三个月，老人和学生晚上出行不安全，请尽快修复。');
  await citizen.at('letter-name').fill('周大爷');
  await citizen.at('letter-phone').fill('13899990000');
  await citizen.at('letter-not-publishable').check();
}

async function codesOf(citizen: Visitor): Promise<{ letterCode: string; queryCode: string }> {
  await citizen.at('query-code').waitFor();
  return { letterCode: await citizen.text('letter-code'), queryCode: await citizen.text('query-code') };
}

async function track(citizen: Visitor, letterCode: string, queryCode: string): Promise<void> {
  await citizen.go('/letters/track');
  await citizen.at('track-code').fill(letterCode);
  await citizen.at('track-query').fill(queryCode);
  await citizen.at('track-submit').click();
}

describeInBrowser('A letter to the county head, on a telephone', (chromium) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(chromium);
  }, 90_000);
  afterEach(async () => expect(await stage.leave()).toEqual([]));
  afterAll(() => stage.close());

  async function orderTitled(title: string): Promise<string> {
    let code = '';
    await eventually(async () => {
      const path = `/dispatch/orders?q=${encodeURIComponent(title)}`;
      const { items } = await stage.staff.get<Page<OrderRow>>('dispatcher', path);
      code = items[0]?.code ?? '';
      expect(items).toHaveLength(1);
    });
    return code;
  }

  it('goes from the first word to the rating: written, instructed, followed, answered, rated once', async () => {
    const title = '石桥村路灯坏了三个月';
    const citizen = await stage.visitor('phone');
    await citizen.go('/letters/new');
    await write(citizen, title);
    await citizen.at('letter-submit').click();
    const { letterCode, queryCode } = await codesOf(citizen);
    expect(letterCode).toMatch(/^A\d{14}$/);
    expect(queryCode).toMatch(/^[A-Za-z0-9]{10}$/);

    const order = await orderTitled(title);
    await track(citizen, letterCode.slice(1), queryCode);
    await citizen.sees('track-status', '待领导批示');
    expect(citizen.address()).toBe('/letters/track');

    const leader = await stage.signedIn('leader');
    await leader.at('menu-queue-awaiting_instruction').click();
    await leader.at(`order-row-${order}`).click();
    await leader.sees('order-title', title);
    await leader.at('action-instruct').click();
    await leader.at('action-field-text').fill('请住建部门本周内修复并回复群众。');
    await leader.at('action-confirm').click();
    await leader.sees('order-state', '待批示');
    await stage.staff.act('mayor', order, 'instruct', { text: '同意。' });

    await stage.staff.toCallback(order, 'housing');
    await eventually(async () => {
      await track(citizen, letterCode, queryCode);
      await citizen.at('track-reply').waitFor({ timeout: 1_000 });
    });
    await citizen.sees('track-reply', '现已恢复供水');
    expect(await citizen.text('track-progress')).not.toContain('管网抢修班');

    await citizen.at('rating-submit').click();
    await citizen.sees('rating-error', '请选择是否解决');
    await citizen.at('rating-resolved').check();
    await citizen.at('rating-satisfied').check();
    await citizen.at('rating-submit').click();
    await citizen.sees('rating-done', '已解决，满意');
    await track(citizen, letterCode, queryCode);
    await citizen.sees('rating-done', '已解决，满意');
    expect(await citizen.at('rating-form').count()).toBe(0);
  });

  it('sends a letter that was said to be unsolved back to the unit', async () => {
    const title = '河西村自来水又停了';
    const citizen = await stage.visitor('phone');
    await citizen.go('/letters/new');
    await write(citizen, title);
    await citizen.at('letter-submit').click();
    const { letterCode, queryCode } = await codesOf(citizen);
    const order = await orderTitled(title);
    await stage.staff.act('leader', order, 'instruct', { text: '请核实办理。' });
    await stage.staff.act('mayor', order, 'instruct', { text: '同意。' });
    await stage.staff.toCallback(order, 'housing');
    await eventually(async () => {
      await track(citizen, letterCode, queryCode);
      await citizen.at('rating-form').waitFor({ timeout: 1_000 });
    });
    await citizen.at('rating-unresolved').check();
    await citizen.at('rating-dissatisfied').check();
    await citizen.at('rating-submit').click();
    await citizen.sees('rating-done', '未解决，不满意');
    await eventually(async () => expect(await stage.staff.order(order)).toMatchObject({ state: 'handling', round: 2 }));
  });

  it('lists every mistake and leads to its field', async () => {
    const citizen = await stage.visitor('phone');
    await citizen.go('/letters/new');
    await citizen.at('letter-submit').click();
    await citizen.sees('letter-errors', '请填写姓名，县长信箱须实名');
    await citizen.sees('letter-phone-error', '请填写能联系到您的');
    await citizen.at('letter-errors').getByRole('link', { name: '请用一句话写明标题' }).click();
    expect(await citizen.page.evaluate('document.activeElement.id')).toBe('letter-title');
  });

  it('keeps the matter over a reload, but not who wrote it', async () => {
    const citizen = await stage.visitor('phone');
    await citizen.go('/letters/new');
    await write(citizen, '刷新以后');
    await citizen.page.reload();
    await citizen.at('letter-title').waitFor();
    expect(await citizen.at('letter-title').inputValue()).toBe('刷新以后');
    expect(await citizen.at('letter-phone').inputValue()).toBe('');
    expect(await citizen.at('letter-name').inputValue()).toBe('');
  });

  it('tells nothing with a wrong query code, and no more than for a letter that never was', async () => {
    const citizen = await stage.visitor('phone');
    citizen.expects(/^404 GET \/api\/public\/letters\//);
    await citizen.go('/letters/new');
    await write(citizen, '查询码不对');
    await citizen.at('letter-submit').click();
    const { letterCode } = await codesOf(citizen);
    await track(citizen, letterCode, 'AAAAAAAAAA');
    await citizen.sees('letter-errors', '信件编号或查询码不对');
    const wrongCode = await citizen.text('letter-errors');
    await track(citizen, '20260101999999', 'AAAAAAAAAA');
    await citizen.sees('letter-errors', '信件编号或查询码不对');
    expect(await citizen.text('letter-errors')).toBe(wrongCode);
  });

  it('refuses the same letter twice on one day, in words', async () => {
    const citizen = await stage.visitor('phone');
    citizen.expects(/^4\d\d POST \/api\/public\/letters$/);
    for (const expected of ['query-code', 'letter-errors']) {
      await citizen.go('/letters/new');
      await write(citizen, '同一封信寄两次');
      await citizen.at('letter-submit').click();
      await citizen.at(expected).waitFor();
    }
    expect(await citizen.text('letter-errors')).toMatch(/重复|已经收到|已收到/);
  });
});

describeInBrowser('The captcha of the mailbox', (chromium) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(chromium, { CAPTCHA: 'on' });
  }, 90_000);
  afterEach(async () => expect(await stage.leave()).toEqual([]));
  afterAll(() => stage.close());

  const DIGITS = '零一二三四五六七八九十';
  function answerOf(question: string): string {
    const [, a = '', b = ''] = /^(.+)加(.+)等于多少/.exec(question) ?? [];
    return String(DIGITS.indexOf(a) + DIGITS.indexOf(b));
  }

  it('lets somebody in who cannot see the picture, and nobody with a wrong answer', async () => {
    const citizen = await stage.visitor('phone');
    citizen.expects(/^4\d\d POST \/api\/public\/letters$/);
    await citizen.go('/letters/new');
    await citizen.at('captcha-image').waitFor();
    await write(citizen, '验证码用文字题');
    await citizen.page.getByRole('button', { name: '改用文字题' }).click();
    await citizen.at('letter-captchaAnswer').fill('99');
    const first = await citizen.text('captcha-question');
    await citizen.at('letter-submit').click();
    await citizen.at('letter-captchaAnswer-error').waitFor();
    expect(await citizen.at('letter-title').inputValue()).toBe('验证码用文字题');

    await eventually(async () => expect(await citizen.at('letter-captchaAnswer').inputValue()).toBe(''));
    expect(first).toContain('等于多少');
    await citizen.at('letter-captchaAnswer').fill(answerOf(await citizen.text('captcha-question')));
    await citizen.at('letter-submit').click();
    expect((await codesOf(citizen)).letterCode).toMatch(/^A\d{14}$/);
  });
});
