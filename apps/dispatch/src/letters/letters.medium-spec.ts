import { type Action, type LetterRegisterRow, type OrderRequested, type Role } from '@minsheng/contracts';
import { type Actor, DomainError } from '@minsheng/domain';
import { Sealer } from '@minsheng/platform';
import { testDatabaseUrls, type TestService, testService } from '@minsheng/testing';
import { PassThrough } from 'node:stream';
import { dispatch } from '../dispatch.service-definition';
import { IntakeEventsHandler } from '../orders/events.handler';
import { OrderPages } from '../orders/order-pages.service';
import { OrdersService } from '../orders/orders.service';
import { UnitsService } from '../units/units.service';
import { LetterRegister } from './letter-register.service';
import { PublicationChecks } from './publication-check.service';
import { writeRegister } from './register-workbook';

const START = '2026-03-02T09:00:00+08:00';
const TEXTS = { title: '路灯不亮', content: '村口路灯坏了半年。', reply: '已修复，咨询0735-5776136。' };

function actor(role: Role, more: Partial<Actor> = {}): Actor {
  const { unitCode = null } = more;
  return {
    username: `${role}${unitCode ?? ''}`,
    displayName: role,
    roles: [role],
    sessionId: null,
    unitCode,
    post: null,
    ...more,
  };
}
const dispatcher = actor('dispatcher');
const supervisor = actor('supervisor');
const vice = actor('leader', { username: 'vice', post: 'vice' });
const mayor = actor('leader', { username: 'mayor', post: 'mayor' });

async function refusal(work: Promise<unknown>): Promise<string | null> {
  return work.then(
    () => null,
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );
}

describe.each(testDatabaseUrls())('letters on $name', ({ url }) => {
  let service: TestService;
  let number = 0;
  const pages = () => service.get(OrderPages);
  const register = () => service.get(LetterRegister);

  beforeAll(async () => {
    service = await testService(url, [dispatch], START);
    await service.get(UnitsService).putAll([{ code: 'jsj', name: '县住建局', kind: 'department', parentCode: null }]);
  });
  afterAll(() => service.close());
  beforeEach(() => service.clock.set(START));

  async function write(changes: Partial<OrderRequested> = {}): Promise<string> {
    number += 1;
    const orderCode = `20260302${String(number).padStart(6, '0')}`;
    const sealer = service.get(Sealer);
    const payload: OrderRequested = {
      ...{ orderCode, appealCode: `A${orderCode}`, channel: 'county_mailbox', track: 'county_mailbox' },
      ...{ instructionRequired: true, instructionChain: ['vice', 'mayor'], kind: 'help', urgency: 'normal' },
      ...{ title: '村道路灯不亮', content: '孙小满：村口路灯坏了半年，电话13900001111。', location: null },
      ...{ townshipCode: null, categoryCode: null, subjectUnitCode: null, confidential: false, anonymous: false },
      ...{ publishable: true, callbackWanted: true, receivedAt: service.clock.now().toISOString(), registeredBy: null },
      contact: {
        ...{ name: sealer.seal('孙小满'), phone: sealer.seal('13900001111'), address: null },
        phoneHash: sealer.hash('13900001111'),
      },
      ...changes,
    };
    const requested = { id: orderCode, key: orderCode, at: payload.receivedAt, payload } as const;
    await service.uow.run(() =>
      service.get(IntakeEventsHandler).open([{ ...requested, name: 'intake.order-requested' }]),
    );
    return orderCode;
  }

  async function act(code: string, action: Action, input: object, who: Actor = dispatcher) {
    const { version } = await pages().get(code, dispatcher);
    return service.get(OrdersService).act(code, action, { version, ...input }, who);
  }

  async function closed(changes: Partial<OrderRequested> = {}): Promise<string> {
    const code = await write(changes);
    const [handler, head] = [actor('handler', { unitCode: 'jsj' }), actor('unit_head', { unitCode: 'jsj' })];
    await act(code, 'propose', { text: '拟由住建局办理' });
    await act(code, 'instruct', { text: '请住建局办理' }, vice);
    await act(code, 'instruct', { text: '同意' }, mayor);
    await act(code, 'dispatch', { leadUnitCode: 'jsj' });
    await act(code, 'sign', {}, handler);
    const reply = { resultCode: 'resolved', publicReply: '孙小满：路灯已修复。', internalAccount: '换灯头' };
    const contactedAt = changes.confidential ? {} : { contactedAt: START };
    await act(code, 'submit_reply', { ...reply, ...contactedAt }, handler);
    await act(code, 'approve_reply', {}, head);
    await act(code, 'accept_reply', {});
    await act(
      code,
      'record_callback',
      { outcome: 'answered', resolved: true, satisfaction: 'satisfied' },
      actor('callback_agent'),
    );
    return code;
  }

  async function listed(query: object, who: Actor): Promise<string[]> {
    return (await pages().list({ limit: 200, ...query }, who)).items.map(({ code }) => code);
  }

  it('lists before each leader the letters that wait for that post, and before the desk those without a proposal', async () => {
    const [fresh, proposed, second] = [await write(), await write(), await write()];
    await act(proposed, 'propose', { text: '拟由住建局办理' });
    await act(second, 'propose', { text: '拟由住建局办理' });
    await act(second, 'instruct', { text: '请办理' }, vice);
    expect(await listed({ waitingFor: 'me' }, vice)).toEqual([proposed, fresh]);
    expect(await listed({ waitingFor: 'me' }, mayor)).toEqual([second]);
    expect(await listed({ waitingFor: 'me' }, actor('leader'))).toEqual([second, proposed, fresh]);
    expect(await listed({ waitingFor: 'me' }, dispatcher)).toEqual([]);
    expect(await listed({ unproposed: 'true' }, dispatcher)).toEqual([fresh]);
    expect(await pages().counts(vice)).toMatchObject({ waitingForMe: 2, unproposed: 0 });
    expect(await pages().counts(mayor)).toMatchObject({ waitingForMe: 1 });
    expect(await pages().counts(dispatcher)).toMatchObject({ waitingForMe: 0, unproposed: 1 });
    await act(second, 'instruct', { text: '同意' }, mayor);
    expect(await listed({ waitingFor: 'me' }, mayor)).toEqual([]);
  });

  it('offers a masked draft, names what it finds, and refuses to clear what the caller can be known by', async () => {
    const code = await closed();
    const check = (body: object) => service.get(PublicationChecks).check(code, body, dispatcher);
    const draft = await check({});
    expect(draft.findings).toEqual([]);
    expect(draft.texts).toEqual({
      title: '村道路灯不亮',
      content: '孙*：村口路灯坏了半年，电话****。',
      reply: '孙*：路灯已修复。',
    });
    const typed = await check({ ...TEXTS, content: '孙小满反映路灯' });
    expect(typed.findings).toMatchObject([
      { field: 'content', kind: 'caller_name', start: 0, end: 3, refused: true },
      { field: 'reply', kind: 'landline', refused: false },
    ]);
    expect(await refusal(act(code, 'clear_publication', { ...TEXTS, content: '孙小满反映路灯' }))).toBe(
      'pii_in_public_text',
    );
    expect(await refusal(act(code, 'clear_publication', { ...TEXTS, content: '打13900001111' }))).toBe(
      'pii_in_public_text',
    );
    await act(code, 'clear_publication', TEXTS);
    expect(await refusal(act(code, 'publish', {}))).toBe('publication_same_person');
    const published = await act(code, 'publish', {}, supervisor);
    expect(published.publication).toMatchObject({ ...TEXTS, publishedAt: service.clock.now().toISOString() });
    expect(published.letterStages?.at(-1)).toMatchObject({ label: '公开', at: service.clock.now().toISOString() });
    expect(published.history.at(-1)).toMatchObject({ action: 'publish', actorRole: '督办员' });
  });

  it('refuses to publish words that somebody changed after they were looked at', async () => {
    const code = await closed();
    await act(code, 'clear_publication', TEXTS);
    const { version } = await pages().get(code, supervisor);
    await act(code, 'clear_publication', { ...TEXTS, title: '另一个标题' });
    const stale = service.get(OrdersService).act(code, 'publish', { version }, supervisor);
    expect(await refusal(stale)).toBe('stale_version');
  });

  it('keeps a register of the mailboxes: every date and every instruction, nobody in clear', async () => {
    service.clock.set('2026-04-02T09:00:00+08:00');
    const code = await closed();
    const hidden = await closed({
      confidential: true,
      title: '保密',
      content: service.get(Sealer).seal('{"title":"密","content":"密","location":null}'),
    });
    await write({ channel: 'hotline_12345', track: 'by_kind' });
    const { items } = await register().page({ month: '2026-04' }, supervisor);
    expect(items.map((row) => row.orderCode)).toEqual([hidden, code]);
    expect(items[1]).toMatchObject({
      ...{ letterCode: `A${code}`, callerName: '孙*', callerPhone: '139****1111', proposal: '拟由住建局办理' },
      ...{ unitName: '县住建局', overdueLabel: '按期', publishedLabel: '未公开', callbackLabel: '已解决，满意' },
      instructions: [
        { postLabel: '分管领导', byName: 'vice', text: '请住建局办理' },
        { postLabel: '县长', byName: 'mayor', text: '同意' },
      ],
    });
    expect(JSON.stringify(items)).not.toMatch(/13900001111/);
    expect(items[0]).toMatchObject({
      title: '保密件',
      summary: null,
      callerName: null,
      publicReply: null,
      instructions: [],
    });
    expect(await refusal(register().page({ channel: 'hotline_12345' }, supervisor))).toBe('channel_not_letters');
    expect(await refusal(register().page({ month: '2026-13' }, supervisor))).toBe('month_unreadable');
  });

  it('turns the register’s pages without losing a letter, and writes them all into one file', async () => {
    service.clock.set('2026-05-06T09:00:00+08:00');
    const codes: string[] = [];
    for (let each = 0; each < 7; each += 1) codes.push(await write());
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: LetterRegisterRow[]; nextCursor: string | null } = await register().page(
        { month: '2026-05', limit: 3, cursor },
        supervisor,
      );
      seen.push(...page.items.map((row) => row.orderCode));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual([...codes].reverse());

    const target = new PassThrough();
    const chunks: Buffer[] = [];
    target.on('data', (chunk: Buffer) => chunks.push(chunk));
    await writeRegister(register().all({ month: '2026-05' }, supervisor), '2026-05 信箱台账', target);
    const { Workbook } = await import('exceljs');
    const book = new Workbook();
    await book.xlsx.load(Buffer.concat(chunks).buffer as ArrayBuffer);
    const sheet = book.getWorksheet('信箱台账');
    expect(sheet?.getCell('A1').text).toBe('2026-05 信箱台账');
    expect(sheet?.getColumn(2).values.slice(3)).toEqual(seen.map((each) => `A${each}`));
    expect(sheet?.rowCount).toBe(9);
  });
});
