import { monthPeriod, parseScope, runningMonth } from '@minsheng/domain';
import { testDatabaseUrls } from '@minsheng/testing';
import { anActor, anAppeal, aUnit, openTestBoard, envelope } from './board.fixture';
import { manyLives } from './lives.fixture';
import { BoardBulkPort } from './bulk/board-bulk.port';
import { BoardProjection } from './board/board.projection';
import { BoardService } from './board/board.service';
import { BoardVerifier } from './verify/board.verifier';
import { PeriodFigures } from './indicators/period-figures.service';
import { OverdueReportService } from './reports/overdue-report.service';
import { BoardUnits } from './units/board-units';
const NOW = '2026-11-20T03:00:00.000Z';
jest.setTimeout(900000);
describe.each(testDatabaseUrls())('perf $name', ({ url }) => {
  it('x', async () => {
    const out: string[] = [];
    const t = async (name: string, f: () => Promise<unknown>, n = 7) => { const ts: number[] = []; for (let i = 0; i < n; i++) { const a = performance.now(); await f(); ts.push(performance.now() - a); } ts.sort((a, b) => a - b); out.push(`${name}: ${ts[Math.floor(n / 2)]!.toFixed(1)}`); };
    const b = await openTestBoard(url, NOW);
    await b.get(BoardUnits).apply([aUnit('water'), aUnit('water_east', 'water'), aUnit('roads'), aUnit('power'), ...Array.from({ length: 40 }, (_, i) => aUnit(`u${i}`))]);
    let loaded = 0;
    for (const n of [1000, 10000, 100000]) {
      const lives = manyLives(n - loaded, n, n === 1000 ? '2025-11-25T00:00:00.000Z' : '2025-11-25T00:00:00.000Z', NOW).map((s, i) => ({ ...s.at(-1)!, code: `${n}`.padEnd(8, '0') + String(i).padStart(6, '0') }));
      const a = performance.now();
      for (let i = 0; i < lives.length; i += 500) await b.get(BoardBulkPort).load({ orders: lives.slice(i, i + 500), appeals: lives.slice(i, i + 500).map((o) => anAppeal({ appealCode: `A${o.code}`, orderCode: o.code, outcome: 'order', registeredAt: o.receivedAt })) });
      loaded = n;
      out.push(`== ${n} loaded ${(performance.now() - a).toFixed(0)} ms`);
      if (b.uow.dialect === 'mysql') await b.uow.manager.query('ANALYZE TABLE board_turn, board_order, board_tally, board_appeal, board_callback'); else await b.uow.run(() => b.uow.manager.query('ANALYZE'));
      const tree = await b.get(BoardUnits).tree();
      await t('board county', () => b.get(BoardService).snapshot(parseScope('county')!));
      await t('board unit', () => b.get(BoardService).snapshot(parseScope('unit:water')!));
      await t('board channel', () => b.get(BoardService).snapshot(parseScope('channel:wechat')!));
      await t('indicators 2026-03', () => b.get(PeriodFigures).figures(monthPeriod('2026-03'), {}));
      await t('indicators running', () => b.get(PeriodFigures).figures(runningMonth(new Date(NOW)), {}));
      await t('report 2026-03', () => b.get(OverdueReportService).report(anActor('leader'), '2026-03', null));
      const step = { ...lives[5]!, seq: 9999 };
      let seq = 10000;
      await t('event', () => b.uow.run(() => b.get(BoardProjection).handle([envelope('dispatch.order-changed', { ...step, seq: seq++ })])), 30);
      const many = lives.slice(0, 100);
      await t('100 events', () => b.uow.run(() => b.get(BoardProjection).handle(many.map((o) => envelope('dispatch.order-changed', { ...o, seq: seq++, title: `t${seq}` })))), 7);
      const [r] = await b.uow.manager.query("SELECT COUNT(*) AS n, SUM(outcome='open' AND due_at < '2026-11-20') AS late FROM board_turn");
      out.push(JSON.stringify(r));
    }
    if (b.uow.dialect === 'sqlite') {
      const log: string[] = [];
      const m = b.uow.manager as never as { query: unknown };
      void m; void log;
    }
    const a = performance.now();
    await b.uow.read(async () => { const c = b.get(BoardVerifier).begin(); let k = 0; for await (const _ of c.differences()) { k++; if (k < 1) out.push(_); } });
    out.push(`verify ${(performance.now() - a).toFixed(0)} rss ${(process.memoryUsage().rss / 1e6).toFixed(0)}`);
    await b.close();
    console.log(out.join('\n'));
  });
});
