import { type BoardSnapshot, type GroupAlertView, type OrderRow, type OrderView, type Page } from '@minsheng/contracts';
import { Casework, newPhone } from './support/casework';
import { refusal } from './support/client';
import { onEachTopology } from './support/product';
import { until } from './support/until';

onEachTopology((product) => {
  const work = new Casework(product);
  const [UNIT, OTHER] = ['traffic_police', 'health'];

  async function openOrders(): Promise<number> {
    const client = await product.as('leader');
    const board = await client.ok(client.get<BoardSnapshot>('/api/dashboard/board?scope=county'));
    return board.indicators.find(({ id }) => id === 'open_orders')?.value ?? NaN;
  }
  async function callbackList(): Promise<string[]> {
    const client = await product.as('callback');
    const path = '/api/dispatch/orders?state=awaiting_callback&limit=200';
    return (await client.ok(client.get<Page<OrderRow>>(path))).items.map(({ code }) => code);
  }
  const callback = (code: string, resolved: boolean): Promise<OrderView> =>
    work.act('callback', code, 'record_callback', { outcome: 'answered', resolved, satisfaction: 'satisfied' });

  it('finds five callers of one place, merges their orders, and answers every one of them', async () => {
    const location = `合并测试路八号院`;
    const codes: string[] = [];
    for (let n = 0; n < 5; n += 1) codes.push(await work.call({ title: `道路塌陷第${n + 1}位来电`, location }));
    const [main = '', ...children] = codes;
    const desk = await product.as('dispatcher');
    const alert = await until('the group alert appears', async () => {
      const { items } = await desk.ok(desk.get<Page<GroupAlertView>>('/api/intake/group-alerts?limit=200'));
      return items.find(({ subject }) => subject === location);
    });
    expect(alert).toMatchObject({ basis: 'location', callers: 5 });
    expect(alert.cases.map(({ orderCode }) => orderCode).sort()).toEqual([...codes].sort());
    for (const code of codes)
      expect((await work.arrived(code, ({ group }) => group)).history.at(-1)?.action).toBe('group_alert');

    await work.dispatch(main, UNIT);
    await until('the board counts all of them', async () => (await openOrders()) >= 5);
    const before = await openOrders();
    for (const code of children)
      await work.act('dispatcher', code, 'merge', { intoOrderCode: main, reason: '同一处塌陷' });
    await until('a merged order is open no more by itself', async () => (await openOrders()) === before - 4);
    expect(await work.order(main)).toMatchObject({ appealCount: 5, state: 'awaiting_sign' });
    expect(await work.order(children[0] ?? '', `${UNIT}.handler`)).toMatchObject({ follows: true, leadUnitCode: UNIT });

    await work.reply(main, UNIT);
    await work.act('dispatcher', main, 'accept_reply', {});
    expect(await callbackList()).toEqual(expect.arrayContaining(codes));
    for (const code of children.slice(1)) expect(await callback(code, true)).toMatchObject({ state: 'closed' });
    expect(await callback(children[0] ?? '', false)).toMatchObject({ state: 'handling', round: 2, leadUnitCode: UNIT });
    expect(await callback(main, true)).toMatchObject({ state: 'closed', round: 1 });
    expect(await product.run(0, 'verify')).toContain('核对一致');
  });

  it('undoes a merge with the old clock, and refuses to merge what the unit complained of could read', async () => {
    const [main, child] = [await work.call({ title: '主单' }), await work.call({ title: '子单' })];
    await work.dispatch(main, UNIT);
    const { dueAt } = await work.dispatch(child, OTHER);
    const against = await work.call({ title: '反映交警', subjectUnitCode: UNIT });
    const desk = await product.as('dispatcher');
    const { version } = await work.order(against);
    const leak = { version, intoOrderCode: main, reason: '同一事项' };
    const refused = await desk.post(`/api/dispatch/orders/${against}/actions/merge`, leak);
    expect(refusal(refused)).toEqual({ status: 422, code: 'merge_subject_unit' });
    await work.act('dispatcher', child, 'merge', { intoOrderCode: main, reason: '同一事项' });
    const back = await work.act('dispatcher', child, 'unmerge', { reason: '并错了' });
    expect(back).toMatchObject({ state: 'awaiting_sign', leadUnitCode: OTHER, dueAt });
    expect((await work.order(main)).appealCount).toBe(1);
  });

  it('splits an appeal into orders of the same caller with numbers of their own', async () => {
    const code = await work.call({ title: '两件事', caller: { name: '钱多多', phone: newPhone() } });
    await work.act('dispatcher', code, 'split', {
      parts: [
        { title: '井盖松动', content: '小区门口井盖松动，车过有响声' },
        { title: '垃圾未清', content: '垃圾堆放三天没有清运', kind: 'help' },
      ],
    });
    const parts = await until('both parts arrive', async () => {
      const { related } = await work.order(code);
      return related.length === 2 && related;
    });
    for (const part of parts) {
      expect(part).toMatchObject({ relation: 'part', state: 'awaiting_dispatch' });
      const order = await work.order(part.code);
      expect(order).toMatchObject({ caller: { name: '钱*' }, related: [{ code, relation: 'source' }] });
    }
    expect(parts.map(({ title }) => title).sort()).toEqual(['井盖松动', '垃圾未清']);
    expect(await product.run(0, 'verify')).toContain('核对一致');
  });

  it('calls back everyone who joined an order', async () => {
    const code = await work.call({ title: '停水追加' });
    const agent = await product.as('agent');
    const phone = newPhone();
    const call = {
      ...{ channel: 'hotline_12345', kind: 'help', urgency: 'normal', title: '还是停水', content: '还没有来水' },
      ...{ caller: { name: '周小芳', phone }, joinOrderCode: code },
    };
    await until('intake knows the order', async () => (await agent.post('/api/intake/appeals', call)).status === 201);
    const { joined } = await work.arrived(code, (order) => order.joined.length === 1);
    expect(joined).toMatchObject([{ name: '周*', phone: `${phone.slice(0, 3)}****${phone.slice(7)}` }]);
    const desk = await product.as('dispatcher');
    const body = { fields: ['phone'], reason: '回访', appealCode: joined[0]?.appealCode };
    expect(await desk.ok(desk.post(`/api/dispatch/orders/${code}/reveal`, body))).toMatchObject({ phone });
  });
});
