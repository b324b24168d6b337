import {
  type AuditEntry,
  type BoardSnapshot,
  type CallerView,
  type OrderRow,
  type OrderView,
  type Page,
} from '@minsheng/contracts';
import { everythingStored } from './support/database';
import { aCall, Casework, newPhone } from './support/casework';
import { refusal } from './support/client';
import { PEOPLE, type Person } from './support/people';
import { onEachTopology } from './support/product';
import { until } from './support/until';

/** Words that occur nowhere else: wherever they turn up, they came from here. */
const SECRET = {
  title: '举报砂石厂偷排泥浆',
  content: '我家就在厂后面第三户，夜里两点用水泵抽',
  location: '柳湾镇下河坝厂区西墙',
  name: '鲜于不语',
  address: '下河坝十一组四号',
};
const COUNTY_WIDE: readonly Person[] = ['dispatcher', 'supervisor', 'leader'];

onEachTopology((product) => {
  const work = new Casework(product);
  const phone = newPhone();
  let confidential = '';

  /** The words of the confidential call, and its number, that a text holds. */
  const leaked = (text: string): string[] => [...Object.values(SECRET), phone].filter((word) => text.includes(word));

  beforeAll(async () => {
    const { name, address, ...facts } = SECRET;
    confidential = await work.call({ ...facts, confidential: true, caller: { name, phone, address } });
  });

  describe('a confidential order', () => {
    it('is worked by the unit from the brief alone, from its list to the board', async () => {
      const wall = product.watch((await product.as('traffic_police.head')).token);
      await wall.subscribe('unit:traffic_police');
      const county = product.watch((await product.as('leader')).token);
      await county.subscribe('county');
      await work.dispatch(confidential, 'traffic_police', { brief: '请核查柳湾镇一家砂石厂的车辆超载' });
      await work.act('traffic_police.handler', confidential, 'sign', {});
      const wanted = (board: BoardSnapshot | null) =>
        board?.events.some((event) => event.orderCode === confidential && event.stateLabel === '办理中');
      await until('both boards show that it is being handled', () => wanted(wall.board) && wanted(county.board));
      expect(county.board?.events.find(({ orderCode }) => orderCode === confidential)?.title).toBe('保密件');
      expect(leaked(wall.heard + county.heard)).toEqual([]);

      const month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);
      for (const who of ['traffic_police.handler', 'traffic_police.head', 'public_security.handler'] as const) {
        const staff = await product.as(who);
        const paths = [
          `/api/dispatch/orders/${confidential}`,
          '/api/dispatch/orders?limit=200',
          `/api/dispatch/orders?q=${phone}`,
          `/api/dispatch/orders?q=${encodeURIComponent('偷排')}`,
          `/api/dispatch/orders/${confidential}/deadline`,
          `/api/dispatch/orders/${confidential}/ledger`,
          '/api/dashboard/board?scope=unit:traffic_police',
          `/api/dashboard/reports/overdue?month=${month}`,
        ];
        for (const path of paths) {
          const { status, text } = await staff.get(path);
          expect({ path, status, leaked: leaked(text) }).toEqual({ path, status: 200, leaked: [] });
        }
        const view = await staff.ok(staff.get<OrderView>(`/api/dispatch/orders/${confidential}`));
        expect(view).toMatchObject({ title: '保密件', content: null, location: null, mayReveal: false });
        expect(view.caller).toEqual({ name: null, phone: null, address: null });
        expect(view.brief).toContain('超载');
        const reveal = await staff.post(`/api/dispatch/orders/${confidential}/reveal`, {
          fields: ['name'],
          reason: '联系',
        });
        expect(refusal(reveal)).toEqual({ status: 403, code: 'reveal_not_allowed' });
      }
    });

    it('shows its text to the centre on the page, but in no list and to no search', async () => {
      const dispatcher = await product.as('dispatcher');
      const view = await work.order(confidential);
      expect(view).toMatchObject({ title: SECRET.title, content: SECRET.content, location: SECRET.location });
      const rows = await dispatcher.ok(dispatcher.get<Page<OrderRow>>(`/api/dispatch/orders?q=${confidential}`));
      expect(rows.items).toMatchObject([{ title: '保密件', confidential: true }]);
      for (const words of ['偷排', '下河坝', '砂石厂偷排泥浆']) {
        const path = `/api/dispatch/orders?q=${encodeURIComponent(words)}`;
        const { items } = await dispatcher.ok(dispatcher.get<Page<OrderRow>>(path));
        expect(items.map(({ code }) => code)).not.toContain(confidential);
      }
      expect(leaked((await dispatcher.get(`/api/dispatch/orders?limit=200`)).text)).toEqual([]);
    });

    it('lies sealed in the database, and is not in the logs', async () => {
      const open = aCall({
        title: '公开的标题甲乙丙',
        caller: { name: '澹台无名', phone: newPhone(), address: '无名巷九号' },
      });
      await work.call(open);
      const stored = await everythingStored(product.options.databaseUrl ?? '');
      expect(stored).toContain('公开的标题甲乙丙');
      expect(leaked(stored)).toEqual([]);
      for (const word of ['澹台无名', '无名巷九号', open.caller?.phone ?? '']) expect(stored).not.toContain(word);
      expect(leaked(product.output)).toEqual([]);
    });
  });

  describe('a caller', () => {
    it('is masked for everybody, and revealed on the record', async () => {
      const number = newPhone();
      const caller = { name: '欧阳青山', phone: number, address: '白溪镇新桥村三组' };
      const code = await work.call({ caller, content: `请打我电话 ${number} 或 13911112222，车牌川A12345` });
      await work.dispatch(code, 'traffic_police');
      for (const who of ['dispatcher', 'leader', 'agent', 'traffic_police.handler', 'public_security.head']) {
        const { text } = await (await product.as(who)).get(`/api/dispatch/orders/${code}`);
        for (const word of ['欧阳青山', number, '13911112222', '川A12345', '三组']) expect(text).not.toContain(word);
        expect(text).toContain('欧阳*');
        expect(text).toContain(`139****${number.slice(-4)}`);
      }
      const handler = await product.as('traffic_police.handler');
      const ask = { fields: ['name', 'phone'], reason: '约定现场查看时间' };
      const shown = await handler.ok(handler.post<CallerView>(`/api/dispatch/orders/${code}/reveal`, ask));
      expect(shown).toEqual({ name: '欧阳青山', phone: number, address: null });
      const auditor = await product.as('auditor');
      const { items } = await auditor.ok(auditor.get<Page<AuditEntry>>('/api/dispatch/audit?limit=20&action=reveal'));
      const entry = items.find(({ object }) => object === `order:${code}`);
      expect(entry).toMatchObject({ actor: 'traffic_police.handler', details: { reason: '约定现场查看时间' } });
      expect(JSON.stringify(items)).not.toContain(number);
    });

    it('can be revealed by the unit only while it holds the order', async () => {
      const code = await work.call();
      await work.dispatch(code, 'traffic_police');
      await work.reply(code, 'traffic_police');
      const handler = await product.as('traffic_police.handler');
      const ask = { fields: ['phone'], reason: '再次联系' };
      const late = await handler.post(`/api/dispatch/orders/${code}/reveal`, ask);
      expect(refusal(late)).toEqual({ status: 403, code: 'reveal_not_allowed' });
    });
  });

  describe('the board', () => {
    /** Whose scopes they are, besides those who see all. */
    const SCOPES: Readonly<Record<string, readonly Person[]>> = {
      county: ['agent', 'callback'],
      'unit:public_security': ['public_security.handler', 'public_security.head'],
      'subtree:public_security': ['public_security.handler', 'public_security.head'],
      'unit:traffic_police': [
        'public_security.handler',
        'public_security.head',
        'traffic_police.handler',
        'traffic_police.head',
      ],
      'channel:hotline_12345': [],
      'kind:complaint': [],
      'township:liuwan': [],
    };
    const people = PEOPLE.filter((person) => person !== 'agent2');

    it.each(Object.entries(SCOPES))('of %s opens to the same people over HTTP and socket', async (scope, own) => {
      const from = new Date(Date.now() - 86_400_000).toISOString();
      const range = `from=${from}&to=${new Date(Date.now()).toISOString()}`;
      const found = await Promise.all(
        people.map(async (who) => {
          const client = await product.as(who);
          const watcher = product.watch(client.token);
          const answer = await watcher.subscribe(scope);
          watcher.close();
          const board = await client.get(`/api/dashboard/board?scope=${scope}`);
          const period = await client.get(`/api/dashboard/indicators?scope=${scope}&${range}`);
          return [who, typeof answer === 'string' ? answer : 'shown', board.status, period.status];
        }),
      );
      const expected = people.map((who) =>
        COUNTY_WIDE.includes(who) || own.includes(who)
          ? [who, 'shown', 200, 200]
          : [who, 'scope_not_allowed', 403, 403],
      );
      expect(found).toEqual(expected);
    });

    it('shows agents the totals without the cases behind them, also in patches', async () => {
      const agent = await product.as('agent');
      const wall = product.watch(agent.token);
      await wall.subscribe('county');
      const totals = { units: [], overdue: [], events: [] };
      expect(wall.board).toMatchObject(totals);
      expect((await agent.get('/api/dashboard/board?scope=county')).body).toMatchObject(totals);
      const open = wall.value('open_orders') ?? NaN;
      const code = await work.call();
      await until('the agent sees one more', () => wall.value('open_orders') === open + 1);
      expect(wall.heard).not.toContain(code);
    });

    it('is closed without a token, and knows what is no scope', async () => {
      const nobody = product.watch(null);
      expect(await until('the socket is refused', () => nobody.ended)).toBe('unauthenticated');
      expect(nobody.connected).toBe(false);
      const leader = product.watch((await product.as('leader')).token);
      for (const scope of ['unit:atlantis', 'everything', '']) {
        expect(await leader.subscribe(scope)).toBe('scope_unknown');
      }
      const http = await (await product.as('leader')).get('/api/dashboard/board?scope=unit:atlantis');
      expect(refusal(http)).toEqual({ status: 404, code: 'scope_unknown' });
    });

    it('and the report show a unit nothing but its own subtree', async () => {
      const month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);
      const head = await product.as('public_security.head');
      const path = `/api/dashboard/reports/overdue?month=${month}`;
      const report = await head.ok(
        head.get<{ units: { unitCode: string }[]; lateOpenRows: { unitCode: string }[] }>(path),
      );
      const own = ['public_security', 'traffic_police', 'lancheng_police'];
      for (const { unitCode } of [...report.units, ...report.lateOpenRows]) expect(own).toContain(unitCode);
      const board = await head.ok(head.get<BoardSnapshot>('/api/dashboard/board?scope=subtree:public_security'));
      expect(board.units.map(({ unitCode }) => unitCode).sort()).toEqual([...own].sort());
    });
  });
});
