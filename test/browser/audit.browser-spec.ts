import type { AuditChainView, AuditEntry, OrderRow, Page } from '@minsheng/contracts';
import { describeInBrowser } from '@minsheng/testing';
import { Stage } from './support/stage';

describeInBrowser("The auditor's page", (chromium) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(chromium);
  }, 90_000);
  afterEach(async () => expect(await stage.leave()).toEqual([]));
  afterAll(() => stage.close());

  it('shows every look behind the mask, with its reason, and narrows to them', async () => {
    const { items } = await stage.staff.get<Page<OrderRow>>('dispatcher', '/dispatch/orders?limit=1');
    const code = items[0]?.code ?? 'none';
    const reason = '核实办理地点';
    await stage.staff.post('dispatcher', `/dispatch/orders/${code}/reveal`, { fields: ['phone'], reason });
    const auditor = await stage.signedIn('auditor');
    await auditor.at('menu-audit').click();
    await auditor.sees('audit-table', '登录');
    await auditor.at('audit-reveals').click();
    await auditor.page.waitForURL(/action=reveal/);
    await auditor.sees('audit-table', `工单 ${code}`);
    await auditor.sees('audit-table', `查看：电话；事由：${reason}`);
    expect(await auditor.page.locator('[data-testid^="audit-row-"]:not([data-action="reveal"])').count()).toBe(0);

    await auditor.at('audit-clear').click();
    await auditor.at('audit-object').fill(code);
    await auditor.page.keyboard.press('Enter');
    await auditor.page.waitForURL(/object=/);
    await auditor.sees('audit-table', `工单 ${code}`);
    await auditor.at('audit-actor').fill('nobody');
    await auditor.at('audit-search').click();
    await auditor.sees('audit-empty', '没有符合条件的记录');
  });

  it('checks everything in the background and one order at once', async () => {
    const auditor = await stage.signedIn('auditor');
    await auditor.go('/audit');
    await auditor.at('chain-verify').click();
    await auditor.page.locator('[data-testid="chain-check"][data-state="done"]').waitFor({ timeout: 60_000 });
    await auditor.sees('chain-check', /校验通过：工单 \d+ 件、审计日志 \d+ 条，未发现改动/);
    const { lastCheck } = await stage.staff.get<AuditChainView>('auditor', '/dispatch/audit/chain');
    expect(lastCheck).toMatchObject({ askedBy: 'auditor', state: 'done', found: 0 });
    expect(lastCheck?.orders).toBeGreaterThan(1000);

    const { items } = await stage.staff.get<Page<OrderRow>>('dispatcher', '/dispatch/orders?limit=1');
    const code = items[0]?.code ?? 'none';
    await auditor.at('chain-order').fill(code);
    await auditor.at('chain-verify-order').click();
    await auditor.sees('chain-check', `校验通过：工单 ${code}，未发现改动`);
    const asked = await stage.staff.get<Page<AuditEntry>>('auditor', '/dispatch/audit?action=verify_chain');
    expect(await auditor.overflow()).toBeLessThanOrEqual(0);
    expect(await auditor.barriers()).toEqual([]);
    expect(asked.items.map(({ object }) => object)).toEqual([`order:${code}`, 'chain:all']);
  });
});
