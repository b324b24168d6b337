import { type EventMap, type EventName, type SplitRequested } from '@minsheng/contracts';
import { type Actor } from '@minsheng/domain';
import { OutboxEntity } from '@minsheng/platform';
import { testDatabaseUrls, type TestService, testService } from '@minsheng/testing';
import { AppealEntity } from '../appeals/appeal.entity';
import { type RegisterAppealDto } from '../appeals/appeals.dto';
import { AppealsService } from '../appeals/appeals.service';
import { SplitRequestedHandler } from '../appeals/split-requested.handler';
import { intake } from '../intake.service-definition';
import { type LettersController } from '../letters/letters.controller';
import { LettersService } from '../letters/letters.service';
import { LetterTracking } from '../letters/letter-tracking.service';
import { GroupAlerts } from './group-alerts.service';

const AGENT: Actor = {
  username: 'agent1',
  displayName: '话务员',
  roles: ['agent'],
  unitCode: null,
  sessionId: null,
  post: null,
};
const NO_KEY = { owner: 'account:agent1', key: null, fingerprint: '' };
let line = 0;

function call(changes: Partial<RegisterAppealDto> = {}): RegisterAppealDto {
  line += 1;
  return {
    ...{ channel: 'hotline_12345', kind: 'complaint', urgency: 'normal', title: '停水', content: '已经停水一天' },
    caller: { name: '张三', phone: `1381234${String(line).padStart(4, '0')}` },
    ...changes,
  };
}

describe.each(testDatabaseUrls())('groups and split matters on $name', ({ url }) => {
  let service: TestService;
  let twin: TestService;

  beforeAll(async () => {
    service = await testService(url, [intake], '2026-03-02T09:00:00+08:00');
    twin = await testService(url, [intake], '2026-03-02T09:00:00+08:00');
  });
  afterAll(async () => {
    await twin.close();
    await service.close();
  });

  const at = (time: string) => [service, twin].forEach(({ clock }) => clock.set(`${time}+08:00`));
  const register = (changes: Partial<RegisterAppealDto>, by = service) =>
    by.get(AppealsService).register(call(changes), AGENT, NO_KEY);
  async function told<N extends EventName>(name: N): Promise<EventMap[N][]> {
    const rows = await service.uow.manager.find(OutboxEntity, { where: { name }, order: { id: 'ASC' } });
    return rows.map((row) => JSON.parse(String(row.payload)) as EventMap[N]);
  }
  const alertsOn = async (subject: string) =>
    (await service.get(GroupAlerts).list({ limit: 200 })).items.filter((alert) => alert.subject === subject);

  it('alerts at the fifth caller of one place within 24 hours, however the place was typed', async () => {
    at('2026-03-02T09:00:00');
    for (const location of ['翠园小区3栋', '翠园小区 3 栋', '翠园小区３栋。', '翠园小区3栋'])
      await register({ location });
    await service.settle();
    expect(await alertsOn('翠园小区3栋')).toEqual([]);
    at('2026-03-03T08:59:00');
    await register({ location: '翠园小区3栋' });
    await service.settle();
    const [alert] = await alertsOn('翠园小区3栋');
    expect(alert).toMatchObject({ basis: 'location', callers: 5 });
    expect(alert?.cases).toHaveLength(5);
    const before = (await told('intake.group-alert')).length;
    const { orderCode } = await register({ location: '翠园小区3栋' });
    await service.settle();
    expect(await alertsOn('翠园小区3栋')).toMatchObject([{ callers: 6 }]);
    const fresh = (await told('intake.group-alert')).slice(before);
    expect(fresh.map(({ orderCodes }) => orderCodes)).toEqual([[orderCode]]);
  });

  it('does not alert when one person calls five times, nor when the window has passed, nor of what ended at the desk', async () => {
    at('2026-03-04T09:00:00');
    const same = { caller: { name: '甲', phone: '13899990000' }, location: '城西菜市场' };
    for (let n = 0; n < 6; n += 1) await register(same);
    for (let n = 0; n < 4; n += 1) await register({ location: '城南停车场' });
    for (let n = 0; n < 5; n += 1) await register({ location: '城北广场东侧', answer: '已告知' });
    for (let n = 0; n < 5; n += 1) await register({ location: '某某家中住址', confidential: true });
    at('2026-03-05T09:00:01');
    await register({ location: '城南停车场' });
    await service.settle();
    const { items } = await service.get(GroupAlerts).list({ limit: 200 });
    expect(items.map(({ subject }) => subject).filter((subject) => /菜市场|停车场|广场|住址/.test(subject))).toEqual(
      [],
    );
  });

  it('counts callers without a number one by one, and sees five who call at the same moment at two desks', async () => {
    at('2026-03-06T09:00:00');
    const calls = Array.from({ length: 5 }, (_, n) =>
      register({ location: '河滨路桥头', anonymous: true, caller: {} }, n % 2 ? twin : service),
    );
    await Promise.all(calls);
    await Promise.all([service.settle(), twin.settle()]);
    const alerts = await alertsOn('河滨路桥头');
    expect(alerts).toMatchObject([{ callers: 5 }]);
    const events = (await told('intake.group-alert')).filter(
      ({ basis, at: when }) => basis === 'location' && when > '2026-03-06',
    );
    expect(new Set(events.flatMap(({ orderCodes }) => orderCodes)).size).toBe(5);
  });

  it('registers each matter taken out for the same caller, under numbers of the day of receipt, and counts it', async () => {
    at('2026-03-07T09:00:00');
    const { orderCode = '' } = await register({ location: '新村一组', callbackWanted: false, publishable: true });
    at('2026-03-09T09:00:00');
    const request: SplitRequested = {
      ...{ orderCode: orderCode ?? '', instructionChain: [], leaderInstructed: true, by: 'dispatcher' },
      parts: [
        { title: '井盖松动', content: '门口井盖松动', kind: 'help' },
        { title: '路灯不亮', content: '三天不亮', location: '新村二组' },
      ],
      at: service.clock.now().toISOString(),
    };
    await service.uow.run(() => service.get(SplitRequestedHandler).split(request));
    const parts = await service.uow.manager.find(AppealEntity, {
      where: { splitFrom: orderCode ?? '' },
      order: { id: 'ASC' },
    });
    const original = await service.uow.manager.findOneByOrFail(AppealEntity, { orderCode: orderCode ?? '' });
    expect(parts).toMatchObject([
      { title: '井盖松动', kind: 'help', location: '新村一组', phoneHash: original.phoneHash, callbackWanted: false },
      { title: '路灯不亮', kind: 'complaint', location: '新村二组', phone: original.phone, publishable: true },
    ]);
    for (const part of parts) {
      expect(part.orderCode).toMatch(/^20260307\d{6}$/);
      expect(part.registeredAt).toEqual(original.registeredAt);
      const asked = (await told('intake.order-requested')).find((each) => each.orderCode === part.orderCode);
      expect(asked).toMatchObject({ splitFrom: orderCode, instructionRequired: false, leaderInstructed: true });
      const counted = (await told('intake.appeal-registered')).filter((each) => each.appealCode === part.appealCode);
      expect(counted).toHaveLength(1);
    }
    expect(new Set([...parts.map((part) => part.orderCode), orderCode]).size).toBe(3);
  });

  it('opens a part of a letter to the letter’s own query code', async () => {
    const letter: Parameters<LettersController['submit']>[0] = {
      ...{ mailbox: 'county_mailbox', kind: 'suggestion', title: '两件事', content: '公交站和路灯', publishable: true },
      ...{ name: '李四', phone: '13912340000' },
    };
    const { letterCode, queryCode } = await service.get(LettersService).submit(letter, NO_KEY);
    const request: SplitRequested = {
      ...{ orderCode: letterCode.slice(1), leaderInstructed: false, by: 'dispatcher', at: '2026-03-09T01:00:00.000Z' },
      instructionChain: ['mayor'],
      parts: [{ title: '路灯', content: '路灯不亮' }],
    };
    await service.uow.run(() => service.get(SplitRequestedHandler).split(request));
    const part = await service.uow.manager.findOneByOrFail(AppealEntity, { splitFrom: letterCode.slice(1) });
    expect(await service.get(LetterTracking).follow(part.appealCode, queryCode)).toMatchObject({ title: '路灯' });
    const asked = (await told('intake.order-requested')).find((each) => each.orderCode === part.orderCode);
    expect(asked).toMatchObject({ instructionRequired: true, instructionChain: ['mayor'] });
  });
});
