import { type OrderRulesTable } from '@minsheng/contracts';
import { openOrder } from '@minsheng/domain';
import { SingleRun } from '@minsheng/platform';
import { testDatabaseUrls } from '@minsheng/testing';
import { OrderBulkPort } from '../bulk/order-bulk.port';
import { OrdersVerifier } from '../bulk/orders.verifier';
import { OrdersRepository } from '../orders/orders.repository';
import { SettingsAdmin } from '../settings/settings-admin.service';
import { CardEntity } from './supervision.entity';
import { actor, MONDAY, supervisor, SweptCounty } from './sweep.fixture';
import { SweepJob } from './sweep.job';
import { SweepService } from './sweep.service';

const LADDER = ['remind sign_overdue', 'remind contact_overdue', 'remind due_soon'];
const WEEKS_LATE = '2026-04-20T09:00:00';

describe.each(testDatabaseUrls())('the sweep on $name', ({ url }) => {
  let county: SweptCounty;
  beforeAll(async () => {
    county = await SweptCounty.open(url);
  });
  afterAll(() => county.close());
  beforeEach(() => county.service.clock.set(MONDAY));

  it('takes each step at its time, as a row of the history and a card of the unit', async () => {
    const code = await county.dispatched('jsj_gas');
    await county.sweepAt('2026-03-09T23:59:00');
    expect(await county.steps(code)).toEqual(LADDER);
    await county.sweepAt('2026-03-10T00:00:00');
    expect(await county.cards(code)).toEqual([]);
    await county.sweepAt('2026-03-10T00:01:00');
    await county.sweepAt('2026-03-10T23:59:00');
    expect(await county.steps(code)).toEqual([...LADDER, 'warn_blue overdue']);
    await county.sweepAt('2026-03-11T00:01:00');
    await county.sweepAt('2026-03-13T00:01:00');
    expect((await county.steps(code)).slice(-2)).toEqual(['card_yellow overdue', 'card_red overdue']);
    expect((await county.cards(code)).map(({ level, unitCode, cause }) => [level, unitCode, cause])).toEqual([
      ['blue', 'jsj_gas', 'overdue'],
      ['yellow', 'jsj_gas', 'overdue'],
      ['red', 'jsj_gas', 'overdue'],
    ]);
    const { warnings } = await county.order(code);
    expect(warnings.map(({ action, level }) => [action, level])).toContainEqual(['card_red', 'red']);
    expect((await county.sweepAt('2026-03-20T00:01:00')).steps).toBe(0);
  });

  it('takes every step once when eight sweeps run at the same moment, after weeks of standing still', async () => {
    const codes: string[] = [];
    for (let n = 0; n < 12; n += 1) codes.push(await county.dispatched('jsj'));
    county.service.clock.set(`${WEEKS_LATE}+08:00`);
    const reports = await Promise.all(Array.from({ length: 8 }, () => county.sweep()));
    for (const code of codes) {
      const steps = await county.steps(code);
      expect(steps.slice(0, 5)).toEqual([...LADDER, 'warn_blue overdue', 'card_yellow overdue']);
      expect(steps.slice(5)).toEqual([expect.stringMatching(/^card_red (yellows|overdue)$/)]);
      expect((await county.cards(code)).map(({ level }) => level)).toEqual(['blue', 'yellow', 'red']);
    }
    const cards = await county.service.uow.manager.findBy(CardEntity, { unitCode: 'jsj', level: 'yellow' });
    expect(cards.map(({ number }) => number).sort((a, b) => a - b)).toEqual(codes.map((_, n) => n + 1));
    // Each yellow card goes into one red one.
    const reds = await county.service.uow.manager.findBy(CardEntity, { unitCode: 'jsj', level: 'red' });
    expect(cards.filter(({ spent }) => spent)).toHaveLength(2 * reds.filter(({ cause }) => cause === 'yellows').length);
    expect(reports.reduce((sum, { failed }) => sum + failed, 0)).toBe(0);
    expect((await county.sweep()).steps).toBe(0);
  });

  it('makes two yellow cards of a unit in a month a red one, on whichever order had the second', async () => {
    const [first, second, third] = [await county.dispatched(), await county.dispatched(), await county.dispatched()];
    const sheet = { level: 'yellow', text: '请抓紧', dueAt: '2026-03-06T18:00:00+08:00' };
    await county.act(first, 'supervise', sheet, supervisor);
    expect(await county.steps(first)).toEqual([]);
    const stored = await county.act(second, 'supervise', sheet, supervisor);
    expect(stored.history.map((row) => row.action).slice(-2)).toEqual(['supervise', 'card_red']);
    expect(await county.steps(second)).toEqual(['card_red yellows']);
    await county.act(third, 'supervise', sheet, supervisor);
    expect(await county.steps(third)).toEqual([]);
    const later = await county.dispatched();
    county.service.clock.set('2026-04-03T09:00:00+08:00');
    await county.act(later, 'supervise', { ...sheet, dueAt: '2026-04-06T18:00:00+08:00' }, supervisor);
    expect(await county.steps(later)).toEqual([]);
  });

  it('has taken nothing when it dies before the end of a transaction, and takes it the next time', async () => {
    const code = await county.dispatched('jsj_gas');
    county.service.clock.set(`${WEEKS_LATE}+08:00`);
    const died = county.service.uow.run(async () => {
      await county.sweep();
      throw new Error('killed');
    });
    await expect(died).rejects.toThrow('killed');
    expect(await county.steps(code)).toEqual([]);
    await county.sweep();
    expect(await county.steps(code)).toHaveLength(6);
  });

  it('is not stopped by an order that cannot be read, tries that one ever more rarely, and takes it once it is mended', async () => {
    const [broken, sound] = [await county.dispatched('jsj_gas'), await county.dispatched('jsj_gas')];
    const set = (turns: string): Promise<unknown> =>
      county.service.uow.run(() =>
        county.service.uow.manager.query(`UPDATE work_order SET turns = '${turns}' WHERE code = '${broken}'`),
      );
    const [row] = await county.service.uow.manager.query<{ turns: string }[]>(
      `SELECT turns FROM work_order WHERE code = '${broken}'`,
    );
    await set('null');
    expect(await county.sweepAt('2026-04-20T09:00:00')).toMatchObject({ failed: 1 });
    expect(await county.steps(sound)).toHaveLength(6);
    expect(await county.sweepAt('2026-04-20T09:00:30')).toMatchObject({ orders: 0 });
    expect(await county.sweepAt('2026-04-20T09:01:00')).toMatchObject({ failed: 1 });
    expect(await county.sweepAt('2026-04-20T09:02:00')).toMatchObject({ orders: 0 });
    await set(row?.turns ?? '');
    expect(await county.sweepAt('2026-04-20T09:03:00')).toMatchObject({ failed: 0, orders: 1 });
    expect(await county.steps(broken)).toHaveLength(6);
  });

  it('lets a clock go on by itself, and leaves the ledger as if it had been there at that very minute', async () => {
    const code = await county.dispatched();
    await county.act(code, 'sign', {}, actor('handler', 'gaj'));
    await county.act(code, 'pause', { reasonCode: 'citizen', until: '2026-03-04T12:00:00+08:00' });
    await county.sweepAt('2026-03-05T09:00:00');
    expect(await county.steps(code)).toEqual(['resume pause_ended']);
    expect((await county.order(code)).pause).toBeNull();
  });

  it('never looks at what was loaded in bulk, and archives what has been closed for thirty days', async () => {
    const { order, history } = openOrder(county.request());
    await county.service.uow.run(() =>
      county.service.get(OrderBulkPort).load([{ order, history: [history], contact: null }]),
    );
    const closed = await county.dispatched();
    await county.act(closed, 'terminate', { reasonCode: 'legal_route' });
    const seqBefore = (await county.order(order.code)).history.length;
    await county.sweepAt('2026-04-01T09:00:00');
    expect((await county.order(closed)).state).toBe('terminated');
    await county.sweepAt('2026-04-01T09:01:00');
    expect((await county.order(closed)).state).toBe('archived');
    await county.sweepAt('2027-04-01T09:00:01');
    expect((await county.order(order.code)).history).toHaveLength(seqBefore);
    expect((await county.service.get(OrdersRepository).byCode(order.code))?.nextStepAt).toBeNull();
  });

  it('sets alarms anew where they do not follow from the facts any more', async () => {
    const code = await county.dispatched();
    const alarm = async () => (await county.service.get(OrdersRepository).byCode(code))?.nextStepAt;
    const right = await alarm();
    await county.service.uow.run(() =>
      county.service.uow.manager.query(`UPDATE work_order SET next_step_at = NULL WHERE code = '${code}'`),
    );
    expect(await county.service.get(SweepService).rearm()).toBe(1);
    expect(await alarm()).toEqual(right);
    expect(await county.service.get(SweepService).rearm()).toBe(0);
  });

  it('obeys the rules that the administrator saved, also for orders that were under way', async () => {
    const code = await county.dispatched('jsj_gas');
    const [admin, job] = [county.service.get(SettingsAdmin), county.service.get(SweepJob)];
    await job.sweep();
    const table = (await admin.version('order_rules', 1)).data as OrderRulesTable;
    const data = { ...table, supervision: { ...table.supervision, yellowWorkdays: 4, redWorkdays: 9 } };
    const body = { baseVersion: 1, effectiveFrom: '2026-03-02', note: '常务会议决定', data };
    await admin.save('order_rules', body, actor('admin'), { owner: 'account:admin', key: null, fingerprint: '' });
    county.service.clock.set('2026-03-13T00:01:00+08:00');
    await job.sweep();
    expect((await county.steps(code)).filter((step) => step.startsWith('card_'))).toEqual([]);
    county.service.clock.set('2026-03-14T00:01:00+08:00');
    await job.sweep();
    expect(await county.steps(code)).toContain('card_yellow overdue');
  });

  it('runs under its lease, one process at a time', async () => {
    const code = await county.call();
    county.service.clock.set('2026-03-03T09:00:00+08:00');
    const single = county.service.get(SingleRun);
    await single.run('dispatch.sweep', 60, () => county.service.get(SweepJob).sweep());
    expect(await county.steps(code)).toEqual([]);
    await county.service.get(SweepJob).sweep();
    expect(await county.steps(code)).toEqual(['chase dispatch']);
  });

  it('leaves histories that replay to every order', async () => {
    const problems: string[] = [];
    for await (const problem of county.service.get(OrdersVerifier).verify({})) problems.push(problem);
    expect(problems).toEqual([]);
  });
});
