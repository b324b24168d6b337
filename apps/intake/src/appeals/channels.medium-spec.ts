import { SHIPPED_CHANNELS } from '@minsheng/contracts';
import { type Actor, DomainError, shippedSetting } from '@minsheng/domain';
import { insertRow, Settings, SettingVersionEntity } from '@minsheng/platform';
import { testDatabaseUrls, type TestService, testService } from '@minsheng/testing';
import { intake } from '../intake.service-definition';
import { AppealPages } from './appeal-pages.service';
import { type RegisterAppealDto } from './appeals.dto';
import { AppealsService } from './appeals.service';

const AGENT: Actor = {
  username: 'agent',
  displayName: 'agent',
  roles: ['agent'],
  unitCode: null,
  sessionId: null,
  post: null,
};

describe.each(testDatabaseUrls())('channels as the administrator has them on $name', ({ url }) => {
  let service: TestService;

  beforeAll(async () => {
    service = await testService(url, [intake], '2026-03-02T09:00:00+08:00');
    const channels = SHIPPED_CHANNELS.map((row) => {
      if (row.code === 'wechat') return { ...row, active: false };
      return row.code === 'app' ? { ...row, label: '青岚通', identityRequired: true } : row;
    });
    const radio = { ...SHIPPED_CHANNELS[9], code: 'radio_line', label: '行风热线', reportLabel: '行风热线' };
    const reasons = { ...shippedSetting('reasons') };
    const refusal = [...reasons.refusal, { code: 'other_border', label: '县界争议', active: true }];
    const saved = { version: 2, effectiveFrom: '2026-03-02', note: '', createdBy: 'admin' };
    const createdAt = service.clock.now();
    await service.uow.run(async () => {
      const { manager } = service.uow;
      const data = { channels: [...channels, radio] };
      await insertRow(manager, SettingVersionEntity, { ...saved, name: 'channels', data, createdAt });
      await insertRow(manager, SettingVersionEntity, {
        ...saved,
        name: 'reasons',
        data: { ...reasons, refusal },
        createdAt,
      });
    });
    await service.get(Settings).reload();
  });
  afterAll(() => service.close());

  async function register(changes: Partial<RegisterAppealDto>): Promise<string | null> {
    const dto = { channel: 'hotline_12345', kind: 'help', urgency: 'normal', title: '路灯', content: '不亮' } as const;
    const key = { owner: 'account:agent', key: null, fingerprint: '' };
    const work = service.get(AppealsService).register({ ...dto, ...changes }, AGENT, key);
    return work.then(
      () => null,
      (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
    );
  }

  it('take what is open to them and ask for what they were told to ask', async () => {
    expect(await register({ channel: 'radio_line' })).toBeNull();
    expect(await register({ channel: 'wechat' })).toBe('channel_closed');
    expect(await register({ channel: 'app' })).toBe('identity_required');
    expect(await register({ channel: 'pigeon' })).toBe('unknown_channel');
  });

  it('are offered by the names that they were given, without those that are off', async () => {
    const { channels } = await service.get(AppealPages).options();
    expect(channels.find(({ code }) => code === 'app')?.label).toBe('青岚通');
    expect(channels.map(({ code }) => code)).toContain('radio_line');
    expect(channels.map(({ code }) => code)).not.toContain('wechat');
  });

  it('refuse for reasons that are offered, or are of the contract', async () => {
    const refusal = (reasonCode: 'other_border' | 'other_moon' | 'no_substance') => ({
      reasonCode,
      route: '请向邻县反映',
    });
    expect(await register({ refusal: refusal('other_border') })).toBeNull();
    expect(await register({ refusal: refusal('no_substance') })).toBeNull();
    expect(await register({ refusal: refusal('other_moon') })).toBe('reason_not_offered');
  });
});
