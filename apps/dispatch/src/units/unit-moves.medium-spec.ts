import { type OrderRequested, type Role } from '@minsheng/contracts';
import { type Actor, DomainError } from '@minsheng/domain';
import { AuditTrail, OutboxEntity } from '@minsheng/platform';
import { SchedulerRegistry } from '@nestjs/schedule';
import { testDatabaseUrls, type TestService, testService } from '@minsheng/testing';
import { dispatch } from '../dispatch.service-definition';
import { IntakeEventsHandler } from '../orders/events.handler';
import { OrderPages } from '../orders/order-pages.service';
import { OrdersService } from '../orders/orders.service';
import { ReaderRewrites } from '../orders/reader-rewrites.repository';
import { ReaderRewritesJob } from '../orders/reader-rewrites.job';
import { AccountsService } from '../staff/accounts.service';
import { UnitAdmin } from './unit-admin.service';
import { UnitsService } from './units.service';

const UNITS = [
  { code: 'jsj', name: '县住建局', kind: 'department', parentCode: null },
  { code: 'jsj_gas', name: '燃气办', kind: 'sub_unit', parentCode: 'jsj' },
  { code: 'jsj_park', name: '绿化所', kind: 'sub_unit', parentCode: 'jsj' },
  { code: 'gaj', name: '县公安局', kind: 'department', parentCode: null },
] as const;

function actor(role: Role, unitCode: string | null = null): Actor {
  return {
    username: `${role}${unitCode ?? ''}`,
    displayName: role,
    roles: [role],
    unitCode,
    post: null,
    sessionId: null,
  };
}
const admin = actor('admin');

async function refusal(work: Promise<unknown>): Promise<string | null> {
  return work.then(
    () => null,
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );
}

describe.each(testDatabaseUrls())('units in an administrator’s hands on $name', ({ url }) => {
  let service: TestService;
  let number = 0;
  const units = () => service.get(UnitAdmin);
  const table = async () => new Map((await units().table()).items.map((unit) => [unit.code, unit]));
  const version = async (code: string): Promise<number> => (await table()).get(code)?.version ?? 0;

  /** Without the job's own clockwork, so that the moment before it has run can be looked at. */
  beforeAll(async () => {
    service = await testService(url, [dispatch], '2026-03-02T09:00:00+08:00');
    for (const job of service.get(SchedulerRegistry).getCronJobs().values()) void job.stop();
    await service.get(UnitsService).putAll(UNITS);
  });
  afterAll(() => service.close());

  async function orderOf(
    leadUnitCode: string,
    more: Partial<OrderRequested> & { coUnitCodes?: string[] } = {},
  ): Promise<string> {
    number += 1;
    const { coUnitCodes, ...facts } = more;
    const orderCode = `20260302${String(number).padStart(6, '0')}`;
    const at = service.clock.now().toISOString();
    const payload: OrderRequested = {
      ...{ orderCode, appealCode: `A${orderCode}`, channel: 'hotline_12345', track: 'by_kind', kind: 'complaint' },
      ...{ instructionRequired: false, urgency: 'normal', title: '路灯不亮', content: '连续三天不亮', location: null },
      ...{ townshipCode: null, categoryCode: null, subjectUnitCode: null, confidential: false, anonymous: false },
      ...{ publishable: false, callbackWanted: true, receivedAt: at, registeredBy: 'agent1' },
      contact: { name: null, phone: null, address: null, phoneHash: null },
      ...facts,
    };
    const requested = { id: orderCode, key: orderCode, at, payload, name: 'intake.order-requested' } as const;
    await service.uow.run(() => service.get(IntakeEventsHandler).open([requested]));
    const input = { version: 1, leadUnitCode, ...(coUnitCodes ? { coUnitCodes } : {}) };
    await service.get(OrdersService).act(orderCode, 'dispatch', input, actor('dispatcher'));
    return orderCode;
  }
  const move = async (code: string, parentCode: string | undefined) => {
    const known = (await table()).get(code);
    if (!known) throw new Error(code);
    return units().edit(code, { version: known.version, name: known.name, kind: known.kind, parentCode }, admin);
  };
  const listed = async (unitCode: string): Promise<string[]> =>
    (await service.get(OrderPages).list({ limit: 200 }, actor('handler', unitCode))).items.map(({ code }) => code);
  const counted = async (unitCode: string): Promise<number> => {
    const { byState } = await service.get(OrderPages).counts(actor('handler', unitCode));
    return Object.values(byState).reduce((sum, count) => sum + count, 0);
  };
  const rewrite = () => service.get(ReaderRewritesJob).work();

  it('creates, renames and tells the other services; a page that is behind is told so', async () => {
    await units().create({ code: 'water', name: '水务所', kind: 'sub_unit', parentCode: 'jsj' }, admin);
    const change = { version: 1, name: '供水所', kind: 'sub_unit', parentCode: 'jsj' } as const;
    expect(await units().edit('water', change, admin)).toMatchObject({ name: '供水所', version: 2 });
    expect(await refusal(units().edit('water', change, admin))).toBe('stale_record');
    expect(await refusal(units().create({ code: 'water', name: 'x', kind: 'department' }, admin))).toBe('unit_taken');
    const wrong = { code: 'w2', name: 'x', kind: 'department', parentCode: 'nowhere' } as const;
    expect(await refusal(units().create(wrong, admin))).toBe('unknown_unit');
    const told = await service.uow.manager.findBy(OutboxEntity, { name: 'dispatch.unit-changed', eventKey: 'water' });
    expect(told.map((row) => JSON.parse(String(row.payload)) as object)).toMatchObject([
      { version: 1 },
      { version: 2, name: '供水所' },
    ]);
    const trail = await service.get(AuditTrail).page({ action: 'unit_changed', before: null, limit: 1 });
    expect(trail[0]).toMatchObject({ actor: 'admin', object: 'unit:water', details: { before: { name: '水务所' } } });
  });

  it('refuses a move below itself, also where two moves at once would close the circle', async () => {
    expect(await refusal(move('jsj', 'jsj_gas'))).toBe('cycle_in_units');
    await units().create({ code: 'x1', name: '甲', kind: 'department' }, admin);
    await units().create({ code: 'x2', name: '乙', kind: 'department' }, admin);
    const both = await Promise.all([refusal(move('x1', 'x2')), refusal(move('x2', 'x1'))]);
    expect(both.filter((answer) => answer === null)).toHaveLength(1);
    expect(both).toContain('cycle_in_units');
  });

  it('lets the old parent read nothing more from the moment of the move, and the new one everything once rewritten', async () => {
    const led = await orderOf('jsj_gas');
    const helped = await orderOf('gaj', { coUnitCodes: ['jsj_gas'] });
    const stays = await orderOf('jsj_park');
    expect((await listed('jsj')).sort()).toEqual([led, helped, stays].sort());
    await move('jsj_gas', 'gaj');
    expect(await listed('jsj')).toEqual([stays]);
    expect(await counted('jsj')).toBe(1);
    expect(await refusal(service.get(OrderPages).get(led, actor('handler', 'jsj')))).toBe('not_found');
    expect((await units().table()).rewriting).not.toBeNull();
    await rewrite();
    expect((await listed('gaj')).sort()).toEqual([led, helped].sort());
    expect(await counted('gaj')).toBe(2);
    expect(await listed('jsj')).toEqual([stays]);
    expect((await units().table()).rewriting).toBeNull();
    await move('jsj_gas', 'jsj');
    await rewrite();
    expect((await listed('jsj')).sort()).toEqual([led, helped, stays].sort());
    expect(await listed('gaj')).toEqual([helped]);
  });

  it('keeps an order from a unit that moves below the unit complained of', async () => {
    const against = await orderOf('jsj_park', { subjectUnitCode: 'gaj' });
    expect(await listed('jsj_park')).toContain(against);
    await move('jsj_park', 'gaj');
    expect(await listed('jsj_park')).not.toContain(against);
    await rewrite();
    expect(await listed('jsj_park')).not.toContain(against);
    await move('jsj_park', 'jsj');
    await rewrite();
    expect(await listed('jsj_park')).toContain(against);
  });

  it('goes on after a restart from where it was, and looks a second time for what an action wrote meanwhile', async () => {
    const orders = [await orderOf('jsj_gas'), await orderOf('jsj_gas')];
    await move('jsj_gas', 'gaj');
    await rewrite();
    // An action that had read the tree before the move stores what it knew.
    await service.uow.run(() => service.uow.manager.query("DELETE FROM order_reader WHERE unit_code = 'gaj'"));
    expect(await listed('gaj')).toEqual([]);
    expect(await service.get(ReaderRewrites).next()).toBeNull();
    service.clock.advance(61_000);
    await rewrite();
    expect(await listed('gaj')).toEqual(expect.arrayContaining(orders));
    await move('jsj_gas', 'jsj');
    await rewrite();
  });

  it('closes a unit down only when nothing depends on it, and says what does', async () => {
    await units().create({ code: 'old', name: '老单位', kind: 'department' }, admin);
    await units().create({ code: 'old_sub', name: '下属', kind: 'sub_unit', parentCode: 'old' }, admin);
    const order = await orderOf('old');
    const account = { username: 'old.handler', displayName: '某', roles: ['handler'], unitCode: 'old' } as const;
    await service.get(AccountsService).create(account, 'Right-Password-1');
    const asked = units().close('old', await version('old'), admin);
    await expect(asked).rejects.toMatchObject({
      code: 'unit_in_use',
      details: { dependents: { openOrders: 1, accounts: ['old.handler'], subUnits: ['old_sub'] } },
    });
    await units().close('old_sub', await version('old_sub'), admin);
    const live = (await service.get(UnitsService).list()).items.map(({ code }) => code);
    expect(live).toContain('old');
    expect(live).not.toContain('old_sub');
    const again = {
      version: await (async () => (await service.get(OrderPages).get(order, actor('dispatcher'))).version)(),
    };
    const reassign = { ...again, unitCode: 'old_sub', reason: '职责' };
    expect(await refusal(service.get(OrdersService).act(order, 'reassign', reassign, actor('dispatcher')))).toBe(
      'unknown_unit',
    );
    expect(await units().reopen('old_sub', await version('old_sub'), admin)).toMatchObject({ active: true });
  });

  it('loads a table whole or not at all, and says beforehand what it would do', async () => {
    const good =
      '编码,名称,类型,上级编码\njsj,县住建局,县直部门,\nnew_a,新甲,下属单位,new_b\nnew_b,新乙,县直部门,\ngaj,公安局,县直部门,\n';
    const preview = await units().load(Buffer.from(good), false, admin);
    expect(preview).toMatchObject({ applied: false, counts: { create: 2, change: 1, unchanged: 1, bad: 0 } });
    expect((await table()).has('new_a')).toBe(false);
    const bad = `${good}Bad-1,x,县直部门,\nc1,圈一,县直部门,c2\nc2,圈二,县直部门,c1\n`;
    const refused = await units().load(Buffer.from(bad), false, admin);
    expect(refused.lines.filter(({ status }) => status === 'bad').map(({ line }) => line)).toEqual([6, 7, 8]);
    expect(await refusal(units().load(Buffer.from(bad), true, admin))).toBe('table_has_problems');
    expect((await table()).has('new_a')).toBe(false);
    expect(await units().load(Buffer.from(good), true, admin)).toMatchObject({ applied: true });
    expect((await table()).get('new_a')).toMatchObject({ parentCode: 'new_b', version: 1 });
    expect((await table()).get('jsj')?.version).toBe(1);
    expect((await units().load(Buffer.from(good), true, admin)).counts).toMatchObject({ create: 0, unchanged: 4 });
  });
});
