import { describeInBrowser } from '@minsheng/testing';
import { eventually } from './support/eventually';
import { Stage } from './support/stage';
import type { Visitor } from './support/visitor';

describeInBrowser('The live board on the wall', (chromium) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(chromium);
  }, 90_000);
  afterEach(async () => expect(await stage.leave()).toEqual([]));
  afterAll(() => stage.close());

  async function figure(wall: Visitor, id: string): Promise<number> {
    const value = wall.at(`board-indicator-${id}`).locator('.value');
    return Number(await value.getAttribute('data-value'));
  }
  const connection = (wall: Visitor): Promise<string | null> => wall.at('board-connection').getAttribute('data-state');

  async function hang(username: string): Promise<Visitor> {
    const wall = await stage.signedIn(username, 'wall');
    await wall.go('/board');
    await eventually(async () => expect(await connection(wall)).toBe('live'), 10);
    await wall.at('board-hours').locator('canvas').waitFor();
    // Gone after a reload: what changes below, changes on the standing page.
    await wall.page.evaluate('window.hangsOnTheWall = true');
    return wall;
  }

  it('moves while an order is registered and closed, without a reload', async () => {
    const wall = await hang('supervisor');
    const open = await figure(wall, 'open_orders');
    const today = await figure(wall, 'volume_today');

    const code = await stage.staff.register({ title: '看板上要看到的件' });
    await eventually(async () => expect(await figure(wall, 'volume_today')).toBe(today + 1));
    await eventually(async () => expect(await figure(wall, 'open_orders')).toBe(open + 1));
    await wall.sees('board-events', '看板上要看到的件');

    await stage.staff.toCallback(code, 'housing');
    const callback = { outcome: 'answered', resolved: true, satisfaction: 'satisfied' };
    await stage.staff.act('callback', code, 'record_callback', callback);
    await eventually(async () => expect(await figure(wall, 'open_orders')).toBe(open));
    await wall.sees('board-events', '已办结');
    expect(await wall.page.evaluate('window.hangsOnTheWall')).toBe(true);
  });

  it('says that it stands still when the server dies, and catches up by itself when it is back', async () => {
    const wall = await hang('leader');
    wall.expects(/WebSocket|ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|ERR_SOCKET/);
    const today = await figure(wall, 'volume_today');

    await stage.topology.kill('standalone');
    await eventually(async () => expect(await connection(wall)).toBe('offline'), 10);
    await wall.sees('board-connection', '断线');
    await wall.sees('board-connection', '数字已停止更新');
    expect(await figure(wall, 'volume_today')).toBe(today);

    await stage.topology.restart('standalone');
    await stage.staff.register({ title: '重启之后来的件' });
    await eventually(async () => expect(await connection(wall)).toBe('live'), 20);
    await eventually(async () => expect(await figure(wall, 'volume_today')).toBe(today + 1));
    await wall.sees('board-events', '重启之后来的件');
    expect(await wall.page.evaluate('window.hangsOnTheWall')).toBe(true);
  });

  it('loses only the chart when the chart does not load', async () => {
    const wall = await stage.signedIn('supervisor', 'wall');
    wall.expects(/ERR_FAILED|dynamically imported module/);
    await wall.page.route(/HourChart-.*\.js/, (route) => route.abort());
    await wall.go('/board');
    await wall.sees('board-hours', '图表没有载入');
    await eventually(async () => expect(await connection(wall)).toBe('live'), 10);
    expect(await figure(wall, 'open_orders')).toBeGreaterThan(0);
  });

  it('shows a unit its own figures, and nobody figures that are not theirs', async () => {
    const handler = await hang('housing.handler');
    const county = await stage.staff.get<{ indicators: { id: string; value: number }[] }>(
      'supervisor',
      '/dashboard/board?scope=county',
    );
    const all = county.indicators.find(({ id }) => id === 'open_orders')?.value ?? 0;
    expect(await figure(handler, 'open_orders')).toBeLessThan(all);
    await handler.go('/board?scope=unit:education');
    await eventually(async () => expect(await connection(handler)).toBe('live'), 10);
    expect(await handler.at('board-scope').locator('option[value="county"], option[value*="education"]').count()).toBe(
      0,
    );
    const auditor = await stage.signedIn('auditor');
    await auditor.go('/board');
    await auditor.sees('board-refused', '您的角色不查看业务数字');
  });
});
