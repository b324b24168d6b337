import { SchedulerRegistry } from '@nestjs/schedule';
import { type CalendarTable, type OrderRequested, type Role, type SettingName } from '@minsheng/contracts';
import { type Actor, DomainError } from '@minsheng/domain';
import { AuditTrail, Settings } from '@minsheng/platform';
import { testDatabaseUrls, type TestService, testService } from '@minsheng/testing';
import { OrdersVerifier } from '../bulk/orders.verifier';
import { dispatch } from '../dispatch.service-definition';
import { IntakeEventsHandler } from '../orders/events.handler';
import { OrdersRepository } from '../orders/orders.repository';
import { OrdersService } from '../orders/orders.service';
import { UnitsService } from '../units/units.service';
import { CalendarPreviews } from './calendar-preview.service';
import { CalendarRecompute } from './calendar-recompute.service';
import { CalendarRunsRepository } from './calendar-runs.repository';
import { SettingsAdmin } from './settings-admin.service';

const NOW = '2026-12-28T09:00:00+08:00';
const person = (role: Role, unitCode: string | null = null): Actor => {
  return { username: role, displayName: role, roles: [role], unitCode, sessionId: null, post: null };
};
const ADMIN = person('admin');
const NO_KEY = { owner: 'account:admin', key: null, fingerprint: '' };

async function refusal(work: Promise<unknown>): Promise<string | null> {
  return work.then(
    () => null,
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );
}

describe.each(testDatabaseUrls())('tables that an administrator edits on $name', ({ url }) => {
  let service: TestService;
  let replica: TestService;
  let number = 0;
  const admin = () => service.get(SettingsAdmin);

  beforeAll(async () => {
    service = await testService(url, [dispatch], NOW);
    // The embedded file belongs to one process; a second replica there is the same one.
    replica = url.startsWith('sqlite') ? service : await testService(url, [dispatch], NOW);
    // The test says when the job works.
    for (const each of [service, replica])
      each
        .get(SchedulerRegistry)
        .getCronJobs()
        .forEach((job) => void job.stop());
    await service.get(UnitsService).putAll([{ code: 'jsj', name: '县住建局', kind: 'department', parentCode: null }]);
  });
  afterAll(async () => {
    if (replica !== service) await replica.close();
    await service.close();
  });

  async function save(name: SettingName, data: object, more: { effectiveFrom?: string; baseVersion?: number } = {}) {
    const latest = (await admin().detail(name)).versions[0]?.version ?? 0;
    const body = { baseVersion: latest, effectiveFrom: '2026-12-28', note: '县政府常务会议决定', data, ...more };
    return admin().save(name, body, ADMIN, NO_KEY);
  }
  const latestData = async <T>(name: SettingName): Promise<T> => {
    const [newest] = (await admin().detail(name)).versions;
    return (await admin().version(name, newest?.version ?? 1)).data as T;
  };

  async function open(changes: Partial<OrderRequested> = {}): Promise<string> {
    number += 1;
    const orderCode = `20261228${String(number).padStart(6, '0')}`;
    const request: OrderRequested = {
      ...{ orderCode, appealCode: `A${orderCode}`, channel: 'hotline_12345', track: 'by_kind', kind: 'complaint' },
      ...{
        instructionRequired: false,
        urgency: 'normal',
        title: `路灯不亮${orderCode}`,
        content: '三天了',
        location: null,
      },
      ...{ townshipCode: null, categoryCode: null, subjectUnitCode: null, confidential: false, anonymous: false },
      ...{ publishable: false, callbackWanted: true, receivedAt: service.clock.now().toISOString(), registeredBy: 'a' },
      contact: { name: null, phone: null, address: null, phoneHash: null },
      ...changes,
    };
    const at = { id: orderCode, key: orderCode, at: request.receivedAt };
    const envelope = { ...at, name: 'intake.order-requested', payload: request } as const;
    await service.uow.run(() => service.get(IntakeEventsHandler).open([envelope]));
    return orderCode;
  }
  const order = async (code: string) => {
    const found = await service.get(OrdersRepository).byCode(code);
    if (!found) throw new Error(`no order ${code}`);
    return found;
  };
  async function act(code: string, action: string, input: object = {}, who = person('dispatcher')): Promise<void> {
    const { version } = await order(code);
    await service.get(OrdersService).act(code, action, { version, ...input }, who);
  }
  const dispatched = async (changes: Partial<OrderRequested> = {}): Promise<string> => {
    const code = await open(changes);
    await act(code, 'dispatch', { leadUnitCode: 'jsj' });
    return code;
  };

  const tick = async (milliseconds: number): Promise<void> => {
    service.clock.advance(milliseconds);
    if (replica !== service) replica.clock.advance(milliseconds);
    await Promise.resolve();
  };

  describe('versions', () => {
    beforeEach(() => {
      for (const each of [service, replica]) each.clock.set(NOW);
    });

    it('hold from their day on, in every replica, and the shipped table before', async () => {
      const table = await latestData<{ ratingDays: number }>('order_rules');
      await save('order_rules', { ...table, ratingDays: 45 }, { effectiveFrom: '2026-12-30' });
      expect(service.get(Settings).rules()).toMatchObject({ version: 1, ratingDays: 30 });
      for (const each of [service, replica]) each.clock.set('2026-12-30T00:00:00+08:00');
      await replica.get(Settings).refresh();
      for (const each of [service, replica]) {
        expect(each.get(Settings).rules()).toMatchObject({ version: 2, ratingDays: 45 });
      }
      const [newest, shipped] = (await admin().detail('order_rules')).versions;
      expect([newest?.status, shipped?.status]).toEqual(['in_force', 'past']);
      expect(newest).toMatchObject({ savedBy: 'admin', note: '县政府常务会议决定', effectiveFrom: '2026-12-30' });
    });

    it('never move a deadline that was given before', async () => {
      const code = await dispatched({ kind: 'help' });
      const before = (await order(code)).dueAt;
      const limits = await latestData<{ rules: { id: string }[] }>('limits');
      const rules = limits.rules.map((row) => (row.id === 'help' ? { ...row, reply: '2workday' } : row));
      await save('limits', { ...limits, rules });
      await act(code, 'sign', {}, person('handler', 'jsj'));
      expect((await order(code)).dueAt).toEqual(before);
      expect((await order(code)).rule).toMatchObject({ tableVersion: 1, reply: '5workday' });
      expect((await order(await dispatched({ kind: 'help' }))).rule).toMatchObject({
        tableVersion: 2,
        reply: '2workday',
      });
    });

    it('are refused when somebody saved meanwhile, begin in the past, or change nothing', async () => {
      const channels = await latestData<{ channels: { code: string; label: string }[] }>('channels');
      const renamed = (label: string) => ({
        channels: channels.channels.map((row) => (row.code === 'wechat' ? { ...row, label } : row)),
      });
      const both = await Promise.all(
        ['微信一', '微信二'].map((label) => refusal(save('channels', renamed(label), { baseVersion: 1 }))),
      );
      expect(both.sort()).toEqual(['setting_stale', null].sort());
      expect(await refusal(save('channels', renamed('微信三'), { baseVersion: 1 }))).toBe('setting_stale');
      expect(await refusal(save('channels', renamed('微信四'), { effectiveFrom: '2026-12-27' }))).toBe(
        'effective_from_past',
      );
      expect(await refusal(save('channels', await latestData('channels')))).toBe('setting_unchanged');
      expect(await refusal(save('channels', { channels: [] }))).toBe('setting_refused');
      expect(service.get(Settings).channelLabel('wechat')).toMatch(/^微信[一二]$/);
    });

    it('are written to the audit trail with what they change', async () => {
      const [line] = await service.get(AuditTrail).page({ action: 'save_setting', before: null, limit: 1 });
      expect(line).toMatchObject({ actor: 'admin', object: 'setting:channels' });
      expect(line?.details).toMatchObject({
        version: 2,
        changed: 1,
        changes: [{ path: 'channels.wechat.label', before: '微信' }],
      });
    });

    it('are tried before they are saved', async () => {
      const reasons = await latestData<Record<string, object[]>>('reasons');
      const more = {
        ...reasons,
        return: [...(reasons.return ?? []), { code: 'other_border', label: '县界争议', active: true }],
      };
      const { changes } = await admin().check('reasons', more);
      expect(changes.map(({ path }) => path)).toContain('return.other_border.label');
      const code = await dispatched();
      const returning = { reasonCode: 'other_border', basis: '职责清单' };
      const handler = person('handler', 'jsj');
      expect(await refusal(act(code, 'request_return', returning, handler))).toBe('reason_not_offered');
      await save('reasons', more);
      expect(await refusal(act(code, 'request_return', returning, handler))).toBeNull();
    });
  });

  describe('a new year’s notice', () => {
    const notice = { year: 2027, number: '国办发明电〔2026〕9号', title: '2027年部分节假日安排' };
    let table: CalendarTable;
    const codes: Record<'spans' | 'short' | 'replied' | 'paused', string> = {
      spans: '',
      short: '',
      replied: '',
      paused: '',
    };
    const dues = async () => {
      const rows = await Promise.all(Object.values(codes).map((code) => order(code)));
      return rows.map(({ dueAt, provisional }) => ({ dueAt, provisional }));
    };

    beforeAll(async () => {
      service.clock.set('2026-12-28T10:00:00+08:00');
      replica.clock.set('2026-12-28T10:00:00+08:00');
      codes.spans = await dispatched({ kind: 'complaint' });
      codes.short = await dispatched({ kind: 'consultation' });
      codes.replied = await dispatched({ kind: 'suggestion' });
      const head = person('unit_head', 'jsj');
      await act(codes.replied, 'sign', {}, person('handler', 'jsj'));
      const reply = { resultCode: 'resolved', publicReply: '已办结。', internalAccount: '已办' };
      await act(codes.replied, 'submit_reply', reply, person('handler', 'jsj'));
      await act(codes.replied, 'approve_reply', {}, head);
      codes.paused = await dispatched({ kind: 'report' });
      const days = [
        { date: '2027-01-01', kind: 'off', name: '元旦' },
        { date: '2027-01-02', kind: 'off', name: '元旦' },
        { date: '2027-01-04', kind: 'off', name: '元旦' },
      ] as const;
      const shipped = await latestData<CalendarTable>('calendar');
      table = { ...shipped, notices: [...shipped.notices, { ...notice, days: [...days] }] };
    });

    it('shows which open deadlines move and by how much, moving none', async () => {
      const before = await dues();
      const preview = await service.get(CalendarPreviews).preview({ data: table });
      expect(preview.changedDays).toEqual([
        { date: '2027-01-01', before: '工作日', after: '元旦放假' },
        { date: '2027-01-04', before: '工作日', after: '元旦放假' },
      ]);
      const moved = preview.items.find(({ orderCode }) => orderCode === codes.spans);
      expect(moved).toMatchObject({ from: '2027-01-06T16:00:00.000Z', to: '2027-01-08T16:00:00.000Z', workdays: 2 });
      expect(preview.items.map(({ orderCode }) => orderCode)).not.toContain(codes.short);
      expect(preview.items.map(({ orderCode }) => orderCode)).not.toContain(codes.replied);
      expect(preview.later + preview.earlier + preview.other).toBe(preview.items.length);
      expect(JSON.stringify(preview)).not.toContain('路灯');
      expect(await dues()).toEqual(before);
    });

    it('pages through the orders that move', async () => {
      const whole = await service.get(CalendarPreviews).preview({ data: table });
      const seen: string[] = [];
      for (let cursor: string | undefined; ;) {
        const page = await service.get(CalendarPreviews).preview({ data: table, limit: 1, cursor });
        expect(page.later).toBe(whole.later);
        seen.push(...page.items.map(({ orderCode }) => orderCode));
        if (page.nextCursor === null) break;
        cursor = page.nextCursor;
      }
      expect(seen).toEqual(whole.items.map(({ orderCode }) => orderCode));
    });

    it('moves exactly what was shown, once every replica knows it, resuming where a process ended', async () => {
      const preview = await service.get(CalendarPreviews).preview({ data: table });
      await save('calendar', table);
      await service.get(CalendarRecompute).work();
      expect((await service.get(CalendarRecompute).progress()).run).toBeNull();
      await tick(6_000);
      await service.get(CalendarRecompute).work(1);
      expect((await service.get(CalendarRecompute).progress()).run).toMatchObject({ version: 2, finishedAt: null });
      // Another process takes over.
      await replica.get(CalendarRecompute).work();
      const late = await dispatched({ kind: 'complaint' });
      await tick(6_000);
      await replica.get(CalendarRecompute).work();
      const { run } = await service.get(CalendarRecompute).progress();
      expect(run).toMatchObject({ version: 2, moved: preview.items.length });
      expect(run?.finishedAt).not.toBeNull();
      for (const { orderCode, to } of preview.items) expect((await order(orderCode)).dueAt?.toISOString()).toBe(to);
      expect((await order(late)).dueAt?.toISOString()).toBe('2027-01-08T16:00:00.000Z');
      const histories = await service.get(OrdersRepository).historiesOf([...Object.values(codes), late]);
      const rows = histories.filter(({ action }) => action === 'recompute').map(({ orderCode }) => orderCode);
      expect(rows).toContain(codes.spans);
      expect(new Set(rows).size).toBe(rows.length);
      expect(rows.filter((code) => [codes.short, codes.replied, late].includes(code))).toEqual([]);
    });

    it('does nothing a second time, and leaves histories that replay', async () => {
      const before = await dues();
      await tick(60_000);
      await service.get(CalendarRecompute).work();
      expect(await dues()).toEqual(before);
      const problems: string[] = [];
      for await (const problem of service.get(OrdersVerifier).verify({})) problems.push(problem);
      expect(problems).toEqual([]);
    });

    it('tries again where somebody acts on an order at the same moment', async () => {
      const runs = service.get(CalendarRunsRepository);
      const days = table.notices.at(-1)?.days ?? [];
      const longer = [...days, { date: '2027-01-05', kind: 'off' as const, name: '元旦' }];
      await save('calendar', { ...table, notices: [...table.notices.slice(0, -1), { ...notice, days: longer }] });
      await tick(6_000);
      const notes = [1, 2, 3].map((n) => act(codes.spans, 'add_note', { text: `同时备注${String(n)}` }));
      await Promise.all([service.get(CalendarRecompute).work(), ...notes]);
      await tick(6_000);
      await service.get(CalendarRecompute).work();
      expect((await runs.newest())?.finishedAt).not.toBeNull();
      const moved = await order(codes.spans);
      expect(moved.dueAt?.toISOString()).toBe('2027-01-11T16:00:00.000Z');
      expect(moved.turns.at(-1)?.dues).toHaveLength(3);
    });

    it('counts an old deadline by the reading of the law that it was given under, also when its days change', async () => {
      const current = await latestData<CalendarTable>('calendar');
      const overlays = [{ date: '2027-01-08', kind: 'off', name: '火把节', source: '县人大常委会决定' }];
      await save('calendar', { ...current, overlays, options: { ...current.options, dueAtCloseOfBusiness: true } });
      await tick(6_000);
      await service.get(CalendarRecompute).work();
      await tick(6_000);
      await service.get(CalendarRecompute).work();
      expect((await order(codes.spans)).dueAt?.toISOString()).toBe('2027-01-12T16:00:00.000Z');
      expect((await order(await dispatched({ kind: 'complaint' }))).dueAt?.toISOString()).toBe(
        '2027-01-12T09:00:00.000Z',
      );
    });
  });
});
