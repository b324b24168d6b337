import { type OrderView, type Problem } from '@minsheng/contracts';
import { aCall, aLetter, Casework } from './support/casework';
import { type Answer, type Ask, refusal } from './support/client';
import { onEachTopology } from './support/product';

const NOWHERE = '/api/dispatch/orders/20200101000001';
const CHINESE = /[\u4e00-\u9fff]/;

onEachTopology((product) => {
  const work = new Casework(product);
  let order = '';
  const actions = (): string => `/api/dispatch/orders/${order}/actions`;

  beforeAll(async () => {
    order = await work.call();
    await work.dispatch(order, 'traffic_police');
  });

  async function send(who: string | null, path: string, ask: Ask = {}, method = 'POST'): Promise<Answer> {
    const client = who === null ? product.public : await product.as(who);
    return client.send(method, path, ask);
  }

  describe('a refusal', () => {
    it.each([
      [
        'nobody signed in comes before a body that is no JSON',
        null,
        '/api/intake/appeals',
        '{',
        401,
        'unauthenticated',
      ],
      ['a body that is no JSON comes before the role', 'admin', '/api/intake/appeals', '{', 400, 'malformed'],
      ['a body that is no JSON comes before 404', 'agent', `${NOWHERE}/actions/sign`, '{"version":', 400, 'malformed'],
      ['an unknown action comes before 404', 'health.head', `${NOWHERE}/actions/fly`, '{}', 400, 'unknown_action'],
      ['an unknown action comes before the role', 'auditor', `${NOWHERE}/actions/fly`, '{}', 400, 'unknown_action'],
      ['a role comes before fields', 'dispatcher', '/api/intake/appeals', '{"a":1}', 403, 'forbidden'],
      ['a month that is none comes after the role', 'agent', '', '', 403, 'forbidden'],
    ] as const)('%s', async (_, who, path, raw, status, code) => {
      const asked = path === '' ? ['/api/dashboard/reports/overdue?month=2019-03', 'GET'] : [path, 'POST'];
      const answer = await send(who, asked[0] ?? '', raw === '' ? {} : { raw }, asked[1]);
      expect(refusal(answer)).toEqual({ status, code });
    });

    it('judges visibility and role, then fields, then version, then rules', async () => {
      const bad = { body: { version: 0, nonsense: true } };
      const path = `${actions()}/submit_reply`;
      expect(refusal(await send('health.handler', path, bad))).toEqual({ status: 404, code: 'not_found' });
      expect(refusal(await send('agent', path, bad))).toEqual({ status: 403, code: 'forbidden' });
      const parents = await send('public_security.handler', path, bad);
      expect(refusal(parents)).toEqual({ status: 403, code: 'not_your_unit' });
      expect(refusal(await send('traffic_police.handler', path, bad))).toEqual({ status: 400, code: 'invalid_field' });
      const reply = { resultCode: 'resolved', publicReply: '已办', internalAccount: '已查' };
      const stale = await send('traffic_police.handler', path, { body: { version: 1, ...reply } });
      expect(refusal(stale)).toEqual({ status: 409, code: 'stale_version' });
      const { version } = await work.order(order);
      const early = await send('traffic_police.handler', path, { body: { version, ...reply } });
      expect(refusal(early)).toEqual({ status: 422, code: 'action_not_allowed' });
      expect((early.body as Problem).message).toBe(
        '工单处于“待签收”，不能提交答复；现在可以：签收、申请退单、加派协办、内部备注、申请终止',
      );
    });

    it('of a reveal judges visibility before the fields too', async () => {
      const path = `/api/dispatch/orders/${order}/reveal`;
      const bad = { body: { fields: ['everything'] } };
      expect(refusal(await send('health.handler', path, bad))).toEqual({ status: 404, code: 'not_found' });
      expect(refusal(await send('traffic_police.head', path, bad))).toEqual({
        status: 403,
        code: 'reveal_not_allowed',
      });
      expect(refusal(await send('dispatcher', path, bad))).toEqual({ status: 400, code: 'invalid_field' });
      const { appealCode } = await work.order(order);
      const appeal = `/api/intake/appeals/${appealCode}/reveal`;
      expect(refusal(await send('agent', appeal.replace(/\d{4}\//, '9999/'), bad))).toEqual({
        status: 404,
        code: 'not_found',
      });
      expect(refusal(await send('agent', appeal, bad))).toEqual({ status: 400, code: 'invalid_field' });
    });

    it('of a stale version shows the order as it is and changes nothing', async () => {
      const before = await work.order(order);
      const answer = await send('traffic_police.handler', `${actions()}/sign`, {
        body: { version: before.version - 1 },
      });
      expect(refusal(answer)).toEqual({ status: 409, code: 'stale_version' });
      const { current } = answer.body as { current: OrderView };
      expect(current).toMatchObject({ code: order, version: before.version, state: 'awaiting_sign' });
      expect(await work.order(order)).toEqual(before);
    });

    it('asks for the version where one is needed, and only there', async () => {
      const missing = await send('traffic_police.handler', `${actions()}/sign`, { body: {} });
      expect(missing).toMatchObject({ status: 400, body: { code: 'invalid_field', params: { field: 'version' } } });
      const none = await send('traffic_police.handler', `${actions()}/sign`, { body: { version: null } });
      expect(refusal(none)).toEqual({ status: 400, code: 'invalid_field' });
      const { version } = await work.order(order);
      const noted = await send('agent', `${actions()}/add_note`, { body: { text: '来电人补充：早高峰最严重' } });
      expect(noted).toMatchObject({ status: 200, body: { version } });
    });

    it('has one shape, a Chinese message and the id that is in the header', async () => {
      const refused = [
        await send(null, '/api/auth/me', {}, 'GET'),
        await send('admin', '/api/dispatch/orders', {}, 'GET'),
        await send('leader', NOWHERE, {}, 'GET'),
        await send('leader', '/api/nothing/here', {}, 'GET'),
        await send('agent', '/api/intake/appeals', { body: { title: '' } }),
        await send('agent', '/api/intake/appeals', { body: aCall({ channel: 'pigeon' }) }),
      ];
      expect(refused.map(({ status }) => status)).toEqual([401, 403, 404, 404, 400, 422]);
      for (const { body, headers } of refused) {
        expect(body).toMatchObject({ code: expect.stringMatching(/^[a-z_]+$/), params: expect.any(Object) });
        expect((body as Problem).message).toMatch(CHINESE);
        expect((body as Problem).message).not.toMatch(/\{\w+\}/);
        expect((body as Problem).requestId).toBe(headers['x-request-id']);
      }
    });

    it('meets forged tokens like no token', async () => {
      const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
      const claims = part({ username: 'dispatcher', roles: ['dispatcher'], unitCode: null, exp: 4_000_000_000 });
      const real = (await product.as('agent')).token ?? '';
      const [head = '', , signature = ''] = real.split('.');
      for (const token of [
        `${part({ alg: 'none', typ: 'JWT' })}.${claims}.`,
        `${head}.${claims}.${signature}`,
        'x.y.z',
      ]) {
        const headers = { Authorization: `Bearer ${token}` };
        const answer = await product.public.get('/api/dispatch/orders', headers);
        expect(refusal(answer).status).toBe(401);
      }
    });
  });

  describe('a form', () => {
    it.each([
      ['a missing title', { title: undefined }, 'title', '标题'],
      ['a title of blanks', { title: '   ' }, 'title', '标题'],
      ['a title too long', { title: '长'.repeat(101) }, 'title', '1'],
      ['a kind there is not', { kind: 'wish' }, 'kind', 'consultation'],
      ['a telephone number that is none', { caller: { name: '甲', phone: '12' } }, 'caller.phone', '11 位手机号码'],
      ['a time without its zone', { occurredAt: '2026-01-01T10:00:00' }, 'occurredAt', '时区'],
      ['a number for a text', { content: 42 }, 'content', '文字'],
      ['yes for true', { confidential: 'yes' }, 'confidential', 'true'],
      ['a field that there is not', { priority: 1 }, 'priority', '没有这个字段'],
      [
        'one inside an object',
        { caller: { name: '甲', phone: '13900001111', idCard: '5' } },
        'caller.idCard',
        '没有这个字段',
      ],
    ])('is told of %s, by the name of the field', async (_, wrong, field, hint) => {
      const answer = await send('agent', '/api/intake/appeals', { body: { ...aCall(), ...wrong } });
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_field', params: { field } } });
      const { message, fields } = answer.body as Problem;
      expect(message).toContain(field);
      expect(message).toMatch(CHINESE);
      expect(fields?.map(({ message: text }) => text).join()).toContain(hint);
    });

    it.each([
      ['a channel that there is not', { channel: 'pigeon' }, 'unknown_channel'],
      ['a township that there is not', { townshipCode: 'atlantis' }, 'unknown_unit'],
      ['a subject unit that there is not', { subjectUnitCode: 'atlantis' }, 'unknown_unit'],
      ['a category that there is not', { categoryCode: 'atlantis' }, 'unknown_category'],
      ['nobody where a name is needed', { channel: 'letter', anonymous: true, caller: undefined }, 'identity_required'],
      ['two outcomes', { answer: '已答复', handover: { service: '110' } }, 'one_outcome'],
      [
        'an answer before the leader has spoken',
        { channel: 'county_mailbox', answer: '好' },
        'outcome_not_for_channel',
      ],
      ['an order to join that is not there', { joinOrderCode: '20200101000001' }, 'join_not_open'],
    ])('is refused by rule for %s', async (_, wrong, code) => {
      const answer = await send('agent', '/api/intake/appeals', { body: { ...aCall(), ...wrong } });
      expect(refusal(answer)).toEqual({ status: 422, code });
    });

    it('takes an empty optional field for one that was left out', async () => {
      const empty = { answer: null, joinOrderCode: null, refusal: null, handover: null, townshipCode: null };
      const more = {
        subjectUnitCode: null,
        categoryCode: null,
        location: null,
        occurredAt: null,
        callbackWanted: null,
      };
      const answer = await send('agent', '/api/intake/appeals', { body: { ...aCall(), ...empty, ...more } });
      expect(answer.status).toBe(201);
      const { orderCode } = answer.body as { orderCode: string };
      expect(await work.arrived(orderCode)).toMatchObject({ callbackWanted: true, state: 'awaiting_dispatch' });
    });

    it('keeps every character of what was said', async () => {
      const title = '𠮷祥村😀“路灯”<b>&#39;；--';
      const content = '第一行\n第二行\t\\u0000 %_* ?? $1 ＡＢＣ１２３ 繁體 ꆈꌠ';
      const code = await work.call({ title, content });
      expect(await work.order(code)).toMatchObject({ title, content });
    });

    it('of a letter is as strict, and names an unknown mailbox', async () => {
      const wrong = await product.public.post('/api/public/letters', { ...aLetter(), isAdmin: true });
      expect(wrong).toMatchObject({ status: 400, body: { params: { field: 'isAdmin' } } });
      const unknown = await product.public.post('/api/public/letters', aLetter({ mailbox: 'moon' }));
      expect(refusal(unknown)).toEqual({ status: 422, code: 'mailbox_unknown' });
    });

    it('of a letter sent twice on one day is refused without the code of the first', async () => {
      const letter = aLetter();
      const first = await product.public.ok(
        product.public.post<{ letterCode: string }>('/api/public/letters', letter),
        201,
      );
      const again = await product.public.post('/api/public/letters', letter);
      expect(refusal(again)).toEqual({ status: 422, code: 'letter_repeated' });
      expect(again.text).not.toContain(first.letterCode);
      const other = await product.public.post('/api/public/letters', { ...letter, content: `${letter.content}又及` });
      expect(other.status).toBe(201);
    });
  });
});
