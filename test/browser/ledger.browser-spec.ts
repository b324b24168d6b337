import type { LedgerView, OrderRow, Page } from '@minsheng/contracts';
import { describeInBrowser } from '@minsheng/testing';
import { takeAction } from './support/actions';
import { Stage } from './support/stage';
import type { Visitor } from './support/visitor';

describeInBrowser('The clock ledger on the order page', (chromium) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(chromium);
  }, 90_000);
  afterEach(async () => expect(await stage.leave()).toEqual([]));
  afterAll(() => stage.close());

  const ledgerOf = (code: string) => stage.staff.get<LedgerView>('dispatcher', `/dispatch/orders/${code}/ledger`);

  /** An order of the demo county with several holders and a weekend in between. */
  async function storied(): Promise<{ code: string; ledger: LedgerView }> {
    for (const state of ['awaiting_callback', 'closed']) {
      const { items } = await stage.staff.get<Page<OrderRow>>('dispatcher', `/dispatch/orders?state=${state}&limit=40`);
      for (const { code } of items) {
        const ledger = await ledgerOf(code);
        if (ledger.segments.length > 4 && ledger.daysOff.length > 0) return { code, ledger };
      }
    }
    throw new Error('the demo county has no order with a story');
  }

  async function atLedger(who: string, code: string): Promise<Visitor> {
    const visitor = await stage.signedIn(who);
    await visitor.go(`/orders/${code}`);
    await visitor.at('ledger-bar').waitFor();
    return visitor;
  }

  it('draws every segment end to end with the days off, and sums each holder', async () => {
    const { code, ledger } = await storied();
    const dispatcher = await atLedger('dispatcher', code);
    const segments = dispatcher.at('ledger-segment');
    expect(await segments.count()).toBe(ledger.segments.length);
    expect(await dispatcher.at('ledger-day-off').count()).toBeGreaterThan(0);
    expect(await dispatcher.at('ledger-share').count()).toBe(new Set(ledger.segments.map((s) => s.holder)).size);

    const boxes = await Promise.all((await segments.all()).map((segment) => segment.boundingBox()));
    boxes.slice(1).forEach((box, index) => {
      const before = boxes[index];
      expect(Math.abs((before?.x ?? 0) + (before?.width ?? 0) - (box?.x ?? 0))).toBeLessThan(1);
      expect(box?.width).toBeGreaterThan(3);
    });
    await dispatcher.at('ledger').scrollIntoViewIfNeeded();
    expect(await dispatcher.barriers()).toEqual([]);
  });

  it('is walked by keyboard, each stretch told with who, why and how long', async () => {
    const { code, ledger } = await storied();
    const dispatcher = await atLedger('dispatcher', code);
    await dispatcher.at('ledger-bar').focus();
    await dispatcher.page.keyboard.press('Home');
    await dispatcher.sees('ledger-told', '热线中心');
    await dispatcher.sees('ledger-told', '待派单');
    await dispatcher.page.keyboard.press('ArrowRight');
    await dispatcher.sees('ledger-told', '待签收');
    const chosen = dispatcher.page.locator('[data-testid=ledger-segment][aria-selected=true]');
    expect(await chosen.getAttribute('data-holder')).toBe(ledger.segments[1]?.holder);
  });

  it('changes hands on the page when the order does', async () => {
    const code = await stage.staff.register({ title: '时长台账测试：路灯不亮' });
    await stage.staff.act('dispatcher', code, 'dispatch', { leadUnitCode: 'health' });
    const handler = await atLedger('health.handler', code);
    await takeAction(handler, 'sign');
    await handler.at('ledger').locator('[data-reason=handling]').waitFor();
  });
});
