import { type BoardSnapshot, type Problem } from '@minsheng/contracts';
import { Casework, newPhone } from './support/casework';
import { refusal } from './support/client';
import { onEachTopology } from './support/product';
import { until } from './support/until';
import { type Watcher } from './support/watcher';

const UNIT = 'traffic_police';
const CHANNEL = 'hotline_12345';
const STEPS = 'open dispatch sign contact submit_reply approve_reply accept_reply record_callback'.split(' ');

onEachTopology((product) => {
  const work = new Casework(product);

  async function watch(who: string, scope: string): Promise<Watcher> {
    const watcher = product.watch((await product.as(who)).token);
    expect(await watcher.subscribe(scope)).toMatchObject({ scope });
    return watcher;
  }
  const moved = (watcher: Watcher, id: string, value: number | null | undefined) =>
    until(`${id} of ${watcher.board?.scope} becomes ${value}`, () => watcher.value(id) === value);
  const ticker = (watcher: Watcher, orderCode: string, stateLabel: string) =>
    until(`the ticker shows ${orderCode} ${stateLabel}`, () =>
      watcher.board?.events.some((event) => event.orderCode === orderCode && event.stateLabel === stateLabel),
    );

  describe('a call', () => {
    it('travels to a unit, back to the citizen, and moves three boards on the way', async () => {
      const county = await watch('leader', 'county');
      const unit = await watch(`${UNIT}.head`, `unit:${UNIT}`);
      const channel = await watch('supervisor', `channel:${CHANNEL}`);
      const before = { county: county.board, unit: unit.board, channel: channel.board };
      const open = (board: BoardSnapshot | null): number =>
        board?.indicators.find(({ id }) => id === 'open_orders')?.value ?? NaN;

      const code = await work.call({ title: '路口红绿灯时间太短' });
      expect(code).toMatch(/^\d{14}$/);
      await moved(county, 'open_orders', open(before.county) + 1);
      await moved(channel, 'open_orders', open(before.channel) + 1);

      const dispatched = await work.dispatch(code, UNIT, { note: '请核查信号灯配时' });
      expect(dispatched).toMatchObject({ state: 'awaiting_sign', leadUnitCode: UNIT, version: 2, lamp: 'green' });
      expect(Date.parse(dispatched.dueAt ?? '')).toBeGreaterThan(Date.now());
      expect(Date.parse(dispatched.signDueAt ?? '')).toBeLessThan(Date.parse(dispatched.dueAt ?? ''));
      await moved(unit, 'open_orders', open(before.unit) + 1);
      await ticker(unit, code, '待签收');

      const replied = await work.reply(code, UNIT);
      expect(replied).toMatchObject({ state: 'awaiting_center_review', round: 1 });
      expect(replied.repliedAt).not.toBeNull();
      await work.act('dispatcher', code, 'accept_reply', {});
      const closed = await work.act('callback', code, 'record_callback', {
        outcome: 'answered',
        resolved: true,
        satisfaction: 'satisfied',
      });
      expect(closed).toMatchObject({ state: 'closed', lamp: 'none', allowedActions: ['redo'] });
      await ticker(county, code, '已办结');
      await moved(county, 'open_orders', open(before.county));
      await moved(unit, 'open_orders', open(before.unit));

      for (const [watcher, old] of [
        [county, before.county],
        [unit, before.unit],
      ] as const) {
        for (const id of ['resolved', 'satisfied'] as const) {
          const was = old?.indicators.find((indicator) => indicator.id === id);
          const now = await until(`${id} has counted the callback`, () => {
            const found = watcher.indicator(id);
            return found?.denominator === (was?.denominator ?? 0) + 1 && found;
          });
          expect(now.numerator).toBe((was?.numerator ?? 0) + 1);
        }
      }
      expect(county.patches.length).toBeGreaterThan(0);
      expect([...county.gaps, ...unit.gaps, ...channel.gaps]).toEqual([]);

      const history = (await work.order(code)).history;
      expect(history.map(({ action }) => action)).toEqual(STEPS);
      expect(history.map(({ seq }) => seq)).toEqual(STEPS.map((_, index) => index + 1));
      const handler = history.find(({ action }) => action === 'sign');
      expect(handler).toMatchObject({ actorRole: '承办人', fromState: 'awaiting_sign', toState: 'handling' });
      expect(handler?.unitName).toBe('县公安局交通警察大队');
    });

    it('leaves the same board over HTTP as over the socket', async () => {
      const wall = await watch('leader', 'county');
      const leader = await product.as('leader');
      const same = await until('the socket and HTTP agree', async () => {
        const http = await leader.ok(leader.get<BoardSnapshot>('/api/dashboard/board?scope=county'));
        return http.seq === wall.board?.seq && http;
      });
      const { asOf: _a, ...shown } = wall.board as BoardSnapshot;
      const { asOf: _b, ...served } = same;
      expect(served).toEqual(shown);
    });

    it('comes back to its unit when the citizen says on the phone that nothing was solved', async () => {
      const code = await work.call();
      const { dueAt } = await work.dispatch(code, 'urban_management');
      await work.reply(code, 'urban_management');
      await work.act('dispatcher', code, 'accept_reply', {});
      const redone = await work.act('callback', code, 'record_callback', {
        outcome: 'answered',
        resolved: false,
        satisfaction: 'dissatisfied',
        note: '噪声依旧',
      });
      expect(redone).toMatchObject({
        state: 'handling',
        round: 2,
        leadUnitCode: 'urban_management',
        promisedAt: dueAt,
      });
      expect(redone.contactedAt).toBeNull();
    });

    it('goes on to another unit when the first one shows that it is not its duty', async () => {
      const code = await work.call();
      await work.dispatch(code, 'transport');
      const asked = { reasonCode: 'not_our_duty', basis: '《城市道路管理条例》：由综合执法局负责' };
      await work.act('transport.handler', code, 'request_return', asked);
      await work.act('dispatcher', code, 'accept_return', {});
      const moved = await work.dispatch(code, 'urban_management');
      expect(moved).toMatchObject({ state: 'awaiting_sign', leadUnitCode: 'urban_management' });
      const former = await product.as('transport.handler');
      expect(refusal(await former.get(`/api/dispatch/orders/${code}`))).toEqual({ status: 404, code: 'not_found' });
    });

    it('joins the open order of an earlier call as an urge that costs the handler nothing', async () => {
      const phone = newPhone();
      const code = await work.call({ caller: { name: '钱多多', phone } });
      const { version } = await work.dispatch(code, 'housing');
      const agent = await product.as('agent');
      await until('the agent is shown the open order of this number', async () => {
        const similar = await agent.ok(
          agent.get<{ items: { orderCode: string }[] }>(`/api/intake/similar?phone=${phone}`),
        );
        return similar.items.some(({ orderCode }) => orderCode === code);
      });
      const again = {
        channel: CHANNEL,
        kind: 'complaint',
        urgency: 'normal',
        title: '再次催问',
        content: '还没有人来',
      };
      const joined = await agent.ok(
        agent.post('/api/intake/appeals', { ...again, caller: { name: '钱多多', phone }, joinOrderCode: code }),
        201,
      );
      expect(joined).toMatchObject({ orderCode: code });
      const urged = await work.arrived(code, (order) => order.urgeCount === 1);
      expect(urged).toMatchObject({ version, state: 'awaiting_sign' });
      expect(urged.history.at(-1)?.action).toBe('urge');
    });
  });

  describe('a letter', () => {
    it('waits for the leader, is answered, read with the query code and rated once', async () => {
      const letter = await work.letter({ title: '小学门口路灯' });
      expect(letter.queryCode).toMatch(/^[0-9A-Za-z]{10}$/);
      const waiting = await work.follow(letter, ({ status }) => status === 'awaiting_instruction');
      expect(waiting).toMatchObject({ statusLabel: '待领导批示', publicReply: null, canRate: false });
      const code = (await work.arrived(letter.letterCode.replace(/\D/g, ''))).code;

      const citizen = product.public;
      const rating = { queryCode: letter.queryCode, resolved: true, satisfaction: 'very_satisfied' };
      const path = `/api/public/letters/${letter.letterCode}`;
      expect(refusal(await citizen.post(`${path}/rating`, rating))).toEqual({ status: 422, code: 'rating_not_open' });

      const instructed = await work.act('leader', code, 'instruct', { text: '请交通局三日内拿出办法' });
      expect(instructed).toMatchObject({ state: 'awaiting_instruction', instructionChain: ['mayor'] });
      const agreed = await work.act('mayor', code, 'instruct', { text: '同意，请抓紧' });
      expect(agreed).toMatchObject({ state: 'awaiting_dispatch', leaderInstructed: true });
      await work.dispatch(code, 'transport');
      await work.follow(letter, ({ status }) => status === 'dispatched');
      await work.reply(code, 'transport', '路灯已修复，今晚起正常照明。');
      const unread = await work.follow(letter, ({ status }) => status === 'handling');
      expect(unread.publicReply).toBeNull();

      await work.act('dispatcher', code, 'accept_reply', {});
      const answered = await work.follow(letter, ({ status }) => status === 'replied');
      expect(answered).toMatchObject({ publicReply: '路灯已修复，今晚起正常照明。', canRate: true });
      expect(answered.progress.map(({ label }) => label)).toEqual(
        expect.arrayContaining(['已收到来信', '已交办', '承办单位已签收', '已答复']),
      );
      await work.act('callback', code, 'record_callback', { outcome: 'refused' });
      await work.follow(letter, ({ status }) => status === 'closed');
      const rated = await citizen.ok(citizen.post(`${path}/rating`, rating));
      expect(rated).toMatchObject({ rating: { resolved: true, satisfaction: 'very_satisfied' }, canRate: false });
      expect(refusal(await citizen.post(`${path}/rating`, rating))).toEqual({ status: 422, code: 'rating_done' });
    });

    it('goes back to the unit when the citizen rates the reply as no solution', async () => {
      const letter = await work.letter({ title: '污水直排' });
      const code = (await work.arrived(letter.letterCode.replace(/\D/g, ''))).code;
      await work.act('leader', code, 'instruct', { text: '请核实' });
      await work.act('mayor', code, 'instruct', { text: '同意' });
      await work.dispatch(code, 'ecology');
      await work.reply(code, 'ecology');
      await work.act('dispatcher', code, 'accept_reply', {});
      await work.follow(letter, ({ status }) => status === 'replied');
      const rating = { queryCode: letter.queryCode, resolved: false, satisfaction: 'dissatisfied' };
      const citizen = product.public;
      await citizen.ok(citizen.post(`/api/public/letters/${letter.letterCode}/rating`, rating));
      const redone = await work.arrived(code, ({ state }) => state === 'handling');
      expect(redone).toMatchObject({ round: 2, leadUnitCode: 'ecology', repliedAt: null });
      await work.follow(letter, ({ status }) => status === 'handling');
    });

    it('is not to be told from no letter at all by anyone without its query code', async () => {
      const { letterCode, queryCode } = await work.letter();
      const citizen = product.public;
      const ask = async (code: string, query: string) => {
        const { status, body } = await citizen.get<Problem>(`/api/public/letters/${code}`, { 'X-Query-Code': query });
        return { status, ...body, requestId: '' };
      };
      const nowhere = `${letterCode.slice(0, -6)}999999`;
      const unknown = await ask(nowhere, queryCode);
      expect(unknown).toMatchObject({ status: 404, code: 'not_found' });
      expect(await ask(letterCode, 'AAAAAAAAAA')).toEqual(unknown);
      expect(await ask(letterCode, '')).toEqual(unknown);
      const staff = await product.as('dispatcher');
      expect((await staff.get(`/api/public/letters/${letterCode}`)).status).toBe(404);
    });
  });
});
