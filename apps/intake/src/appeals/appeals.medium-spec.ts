import { type EventMap, type EventName } from '@minsheng/contracts';
import { type Actor, DomainError } from '@minsheng/domain';
import { type IdempotencyRequest, OutboxEntity } from '@minsheng/platform';
import { testDatabaseUrls, type TestService, testService } from '@minsheng/testing';
import { intake } from '../intake.service-definition';
import { LettersService } from '../letters/letters.service';
import { type SubmitLetterDto } from '../letters/letters.dto';
import { LetterTracking } from '../letters/letter-tracking.service';
import { OrderChangedHandler } from '../orders/order-changed.handler';
import { UnitsCopy } from '../units/units-copy.repository';
import { AppealEntity } from './appeal.entity';
import { AppealPages } from './appeal-pages.service';
import { type RegisterAppealDto } from './appeals.dto';
import { AppealsService } from './appeals.service';
import { OrderNumbers } from './order-numbers.repository';

const AGENT: Actor = {
  username: 'agent1',
  displayName: '话务员',
  roles: ['agent'],
  unitCode: null,
  post: null,
  sessionId: null,
};
const CALL: RegisterAppealDto = {
  channel: 'hotline_12345',
  kind: 'complaint',
  urgency: 'normal',
  title: '路灯不亮',
  content: '中心路路灯三天不亮',
  caller: { name: '张三', phone: '138 1234 0000' },
};
const LETTER: SubmitLetterDto = {
  mailbox: 'county_mailbox',
  kind: 'suggestion',
  title: '建议增设公交站',
  content: '新城区没有公交站',
  name: '李四',
  phone: '13912340000',
  publishable: true,
};

function key(key: string | null, fingerprint = 'same'): IdempotencyRequest {
  return { owner: 'account:agent1', key, fingerprint };
}

async function refusal(work: Promise<unknown>): Promise<string | null> {
  return work.then(
    () => null,
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );
}

describe.each(testDatabaseUrls())('appeals on $name', ({ url }) => {
  let service: TestService;
  let twin: TestService;

  beforeAll(async () => {
    service = await testService(url, [intake], '2026-03-02T09:00:00+08:00');
    twin = await testService(url, [intake], '2026-03-02T09:00:00+08:00');
    for (const code of ['jsj', 'gaj']) {
      const unit = { code, name: code, kind: 'department', parentCode: null, active: true, version: 1 } as const;
      await service.uow.run(() => service.get(UnitsCopy).follow(unit));
    }
  });
  afterAll(async () => {
    await twin.close();
    await service.close();
  });

  const register = (changes: Partial<RegisterAppealDto> = {}, request = key(null)) =>
    service.get(AppealsService).register({ ...CALL, ...changes }, AGENT, request);
  const stored = (appealCode: string) => service.uow.manager.findOneByOrFail(AppealEntity, { appealCode });

  async function told<N extends EventName>(name: N, eventKey: string): Promise<EventMap[N][]> {
    const rows = await service.uow.manager.findBy(OutboxEntity, { name, eventKey });
    return rows.map((row) => JSON.parse(String(row.payload)) as EventMap[N]);
  }

  it('gives out no number twice, however many processes ask at once', async () => {
    const asked = [service, twin].flatMap((each) =>
      Array.from({ length: 60 }, () => each.get(OrderNumbers).next(each.clock.now())),
    );
    const codes = await Promise.all(asked);
    expect(new Set(codes).size).toBe(120);
    expect(codes.every((code) => /^20260302\d{6}$/.test(code))).toBe(true);
  });

  it('stores the person sealed, and tells dispatch nothing in clear', async () => {
    const { appealCode, orderCode } = await register({
      caller: { name: '张三', phone: '13812340000', address: '中心路1号' },
    });
    const row = await stored(appealCode);
    expect(JSON.stringify(row)).not.toMatch(/张三|13812340000|中心路1号/);
    const [request] = await told('intake.order-requested', orderCode ?? '');
    expect(request).toMatchObject({ orderCode, channel: 'hotline_12345', registeredBy: 'agent1' });
    expect(JSON.stringify(request)).not.toMatch(/张三|13812340000|中心路1号/);
    const view = await service.get(AppealPages).get(appealCode, AGENT);
    expect(view.caller).toEqual({ name: '张*', phone: '138****0000', address: '中心路***' });
  });

  it('seals the text of a confidential appeal too', async () => {
    const { appealCode, orderCode } = await register({ confidential: true, title: '举报某人', content: '内情如下' });
    expect(JSON.stringify(await stored(appealCode))).not.toMatch(/举报某人|内情如下/);
    expect(JSON.stringify(await told('intake.order-requested', orderCode ?? ''))).not.toMatch(/举报某人|内情如下/);
    expect(await service.get(AppealPages).get(appealCode, AGENT)).toMatchObject({
      title: '举报某人',
      content: '内情如下',
    });
    const other = { ...AGENT, username: 'agent2' };
    expect(await refusal(service.get(AppealPages).get(appealCode, other))).toBe('not_found');
  });

  it('registers once for one key: repeated, pressed twice at once, and over two processes', async () => {
    const first = await register({}, key('k1'));
    expect(await register({}, key('k1'))).toEqual(first);
    expect(await refusal(register({}, key('k1', 'other')))).toBe('key_reused');
    const pressed = [service, twin, service, twin].map((each) =>
      each.get(AppealsService).register(CALL, AGENT, key('k2')),
    );
    const answers = await Promise.all(pressed);
    expect(new Set(answers.map((answer) => answer.appealCode)).size).toBe(1);
    const mine = await service.uow.manager.countBy(AppealEntity, { appealCode: answers[0]?.appealCode ?? '' });
    expect(mine).toBe(1);
  });

  it('ends at the desk in one way only, without an order', async () => {
    const answered = await register({ answer: '已告知办理流程' });
    expect(answered.orderCode).toBeNull();
    expect(await told('intake.appeal-registered', answered.appealCode)).toMatchObject([
      { outcome: 'answered', orderCode: null },
    ]);
    const refusalGiven = { reasonCode: 'legal_route', route: '请向人民法院起诉' } as const;
    expect(await stored((await register({ refusal: refusalGiven })).appealCode)).toMatchObject({ outcome: 'refused' });
    expect(await refusal(register({ answer: '是', refusal: refusalGiven }))).toBe('one_outcome');
    expect(await refusal(register({ channel: 'county_mailbox', answer: '是' }))).toBe('outcome_not_for_channel');
  });

  it('asks who is calling, unless it is anonymous and the channel allows that', async () => {
    expect(await refusal(register({ caller: {} }))).toBeNull();
    expect(await refusal(register({ caller: { name: '甲' }, channel: 'visit' }))).toBe('identity_required');
    expect(await refusal(register({ anonymous: true, channel: 'letter' }))).toBe('identity_required');
    const { appealCode } = await register({ anonymous: true, caller: { name: '王五', phone: '13812340001' } });
    expect(await stored(appealCode)).toMatchObject({ anonymous: true, name: null });
    expect(await refusal(register({ subjectUnitCode: 'nowhere' }))).toBe('unknown_unit');
    expect(await refusal(register({ categoryCode: '999999' }))).toBe('unknown_category');
    expect(await refusal(register({ channel: 'pigeon' }))).toBe('unknown_channel');
  });

  it('joins a repeat call to an open order, never to one that the unit complained of can read', async () => {
    const { orderCode } = await register({ title: '井盖缺失' });
    expect(await refusal(register({ joinOrderCode: orderCode ?? '' }))).toBe('join_not_open');
    await follow(orderCode ?? '', 2, 'handling', 'jsj');
    const joined = await register({ joinOrderCode: orderCode ?? '', content: '还没有人来' });
    expect(joined.orderCode).toBe(orderCode);
    expect(await told('intake.appeal-joined', orderCode ?? '')).toMatchObject([
      { text: '还没有人来', appealCode: joined.appealCode },
    ]);
    expect(await refusal(register({ joinOrderCode: orderCode ?? '', subjectUnitCode: 'jsj' }))).toBe(
      'join_subject_unit',
    );
    expect((await register({ joinOrderCode: orderCode ?? '', subjectUnitCode: 'gaj' })).orderCode).toBe(orderCode);
    await follow(orderCode ?? '', 9, 'closed', 'jsj');
    await follow(orderCode ?? '', 3, 'handling', 'jsj');
    expect(await refusal(register({ joinOrderCode: orderCode ?? '' }))).toBe('join_not_open');
  });

  it('offers open orders of the same number', async () => {
    const { orderCode } = await register({ caller: { name: '赵六', phone: '13512340000' } });
    await follow(orderCode ?? '', 1, 'awaiting_dispatch', null);
    const found = await service.get(AppealPages).similar({ phone: '135-1234-0000' });
    expect(found.items).toMatchObject([{ orderCode, reasons: ['same_phone'], statusLabel: '待派单' }]);
  });

  it('takes a letter once a day, also when it is sent twice at the same moment', async () => {
    const send = (each: TestService) => each.get(LettersService).submit(LETTER, key(null));
    const answers = await Promise.all([refusal(send(service)), refusal(send(twin))]);
    expect(answers.sort()).toEqual(['letter_repeated', null].sort());
    expect(await refusal(send(service))).toBe('letter_repeated');
    service.clock.set('2026-03-03T00:00:00+08:00');
    expect(await refusal(send(service))).toBeNull();
    service.clock.set('2026-03-02T09:00:00+08:00');
  });

  it('opens a letter to its two codes only, and takes one rating', async () => {
    const { letterCode, queryCode } = await service
      .get(LettersService)
      .submit({ ...LETTER, title: '另一件事' }, key(null));
    const tracking = service.get(LetterTracking);
    const rating = { queryCode, resolved: true, satisfaction: 'satisfied' } as const;
    expect(await refusal(tracking.follow(letterCode, 'WRONGCODE1'))).toBe('not_found');
    expect(await refusal(tracking.follow('A20260302999999', queryCode))).toBe('not_found');
    expect(await tracking.follow(letterCode, queryCode.toLowerCase())).toMatchObject({
      status: 'received',
      publicReply: null,
    });
    expect(await refusal(tracking.rate(letterCode, rating))).toBe('rating_not_open');
    await follow(letterCode.slice(1), 8, 'awaiting_callback', 'jsj', '已增设，电话13812340000');
    expect(await tracking.follow(letterCode, queryCode)).toMatchObject({
      status: 'replied',
      publicReply: '已增设，电话138****0000',
      canRate: true,
    });
    const twice = await Promise.all([
      refusal(tracking.rate(letterCode, rating)),
      refusal(tracking.rate(letterCode, rating)),
    ]);
    expect(twice.filter((answer) => answer === null)).toHaveLength(1);
    expect(twice).toContain('rating_done');
    const row = await stored(letterCode);
    expect(row.queryHash).not.toContain(queryCode);
  });

  /** What dispatch would tell of the order. */
  async function follow(
    code: string,
    seq: number,
    state: 'handling' | 'closed' | 'awaiting_dispatch' | 'awaiting_callback',
    unit: string | null,
    reply: string | null = null,
  ) {
    const at = service.clock.now().toISOString();
    const payload = {
      seq,
      code,
      appealCode: `A${code}`,
      channel: 'hotline_12345',
      kind: 'complaint',
      urgency: 'normal',
      townshipCode: null,
      categoryCode: null,
      subjectUnitCode: null,
      confidential: false,
      title: '',
      state,
      round: 1,
      leadUnitCode: unit,
      coUnitCodes: [],
      receivedAt: at,
      closedAt: state === 'closed' ? at : null,
      imported: false,
      turns: [],
      callbacks: [],
      appealCount: 1,
      resultCode: null,
      publicReply: reply,
      publicProgress: [],
      lastAction: 'sign',
      lastActionAt: at,
    } as const;
    const envelope = { id: `${code}-${String(seq)}`, name: 'dispatch.order-changed', key: code, at, payload } as const;
    await service.uow.run(() => service.get(OrderChangedHandler).follow([envelope]));
  }
});
