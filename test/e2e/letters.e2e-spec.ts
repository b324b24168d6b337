import {
  type LetterRegisterRow,
  type Page,
  type PublicationCheck,
  type PublishedReplyRow,
  type PublishedReplyView,
  type SubmitLetterRequest,
} from '@minsheng/contracts';
import { Workbook } from 'exceljs';
import { Casework } from './support/casework';
import { refusal } from './support/client';
import { onEachTopology } from './support/product';
import { until } from './support/until';

const UNIT = 'health';
const TEXTS = { title: '村道路灯已修好', content: '村口到小学的路灯坏了半年。', reply: '已更换灯头，恢复照明。' };

onEachTopology((product) => {
  const work = new Casework(product);

  /** A letter from the mailbox to its closing. */
  async function closedLetter(facts: Partial<SubmitLetterRequest> = {}) {
    const letter = await work.letter(facts);
    const code = letter.letterCode.slice(1);
    await work.arrived(code);
    await work.act('leader', code, 'instruct', { text: '请卫健局核实办理' });
    await work.act('mayor', code, 'instruct', { text: '同意' });
    await work.dispatch(code, UNIT, facts.confidential ? { brief: '按类别核实办理' } : {});
    if (facts.confidential) {
      await work.act(`${UNIT}.handler`, code, 'sign', {});
      const reply = { resultCode: 'resolved', publicReply: '已办理。', internalAccount: '已核实' } as const;
      await work.act(`${UNIT}.handler`, code, 'submit_reply', reply);
      await work.act(`${UNIT}.head`, code, 'approve_reply', {});
    } else await work.reply(code, UNIT);
    await work.act('dispatcher', code, 'accept_reply', {});
    const answer = { outcome: 'answered', resolved: true, satisfaction: 'satisfied' } as const;
    await work.act('callback', code, 'record_callback', answer);
    return { letter, code };
  }
  async function refused(who: string, code: string, action: 'clear_publication' | 'publish', input: object) {
    const client = await product.as(who);
    const { version } = await work.order(code, who);
    return refusal(await client.post(`/api/dispatch/orders/${code}/actions/${action}`, { version, ...input }));
  }
  async function column(query = ''): Promise<PublishedReplyRow[]> {
    const asked = product.public.get<Page<PublishedReplyRow>>(`/api/public/replies?limit=50${query}`);
    return (await product.public.ok(asked)).items;
  }
  const codeOf = async (title: string): Promise<string | undefined> =>
    (await column(`&q=${encodeURIComponent(title)}`)).find((row) => row.title === title)?.code;

  it('leads a letter through both leaders, the unit, two people at the desk, and into the public column', async () => {
    const title = `${TEXTS.title}${String(process.pid)}`;
    const letter = await work.letter({ title: '路灯一直不亮', name: '孙小满' });
    const code = letter.letterCode.slice(1);
    await work.arrived(code);
    await work.act('dispatcher', code, 'propose', { text: '拟由卫健局阅办' });
    await work.act('leader', code, 'instruct', { text: '请核实办理' });
    await work.act('mayor', code, 'instruct', { text: '同意' });
    const waiting = await work.follow(letter, ({ instructed, status }) => instructed && status === 'received');
    expect(waiting.statusLabel).toBe('领导已批示，待交办');
    expect(waiting.progress.map(({ label }) => label)).toEqual(['已收到来信', '分管领导已批示', '县长已批示']);
    await work.dispatch(code, UNIT);
    await work.reply(code, UNIT);
    await work.act('dispatcher', code, 'accept_reply', {});
    const answer = { outcome: 'answered', resolved: true, satisfaction: 'satisfied' } as const;
    await work.act('callback', code, 'record_callback', answer);

    const desk = await product.as('dispatcher');
    const draft = await desk.ok(desk.post<PublicationCheck>(`/api/dispatch/orders/${code}/publication/check`, {}));
    expect(draft.findings).toEqual([]);
    expect(await refused('dispatcher', code, 'clear_publication', { ...TEXTS, content: '孙小满反映' })).toEqual({
      status: 422,
      code: 'pii_in_public_text',
    });
    expect(await refused('dispatcher', code, 'clear_publication', { ...TEXTS, reply: '请打13812341234' })).toEqual({
      status: 422,
      code: 'pii_in_public_text',
    });
    expect(await refused('supervisor', code, 'publish', {})).toEqual({ status: 422, code: 'publication_not_cleared' });
    await work.act('dispatcher', code, 'clear_publication', { ...TEXTS, title });
    expect(await refused('dispatcher', code, 'publish', {})).toEqual({ status: 422, code: 'publication_same_person' });
    expect(await codeOf(title)).toBeUndefined();
    const published = await work.act('supervisor', code, 'publish', {});
    expect(published.letterStages?.every(({ at }) => at !== null)).toBe(true);

    const number = await until('the reply stands in the public column', () => codeOf(title));
    const shown = await product.public.get<PublishedReplyView>(`/api/public/replies/${number}`);
    expect(shown.body).toMatchObject({ ...TEXTS, title, satisfactionLabel: '满意' });
    expect(shown.text).not.toMatch(new RegExp(`${code}|孙小满|路灯一直不亮`));
    const followed = await work.follow(letter, (view) => view.published !== null);
    expect(followed.published?.code).toBe(number);

    await work.act('dispatcher', code, 'redo', { reason: '路灯又不亮了' });
    await until('a redo takes the reply back', async () => (await codeOf(title)) === undefined);
    expect((await product.public.get(`/api/public/replies/${number}`)).status).toBe(404);
  });

  it('publishes nothing against the writer’s will, nothing confidential, and no call', async () => {
    const unwilling = await closedLetter({ publishable: false, title: '不同意公开的信' });
    const secret = await closedLetter({ confidential: true, title: '保密的信' });
    const call = await work.call({ title: '一个电话' });
    await work.dispatch(call, UNIT);
    await work.reply(call, UNIT);
    await work.act('dispatcher', call, 'accept_reply', {});
    await work.act('callback', call, 'record_callback', { outcome: 'refused' });
    for (const code of [unwilling.code, secret.code, call]) {
      expect(await refused('dispatcher', code, 'clear_publication', TEXTS)).toEqual({
        status: 422,
        code: 'publication_barred',
      });
      expect((await work.order(code)).allowedActions).not.toContain('clear_publication');
    }
  });

  it('takes a published reply down again, and the register tells of both', async () => {
    const { code } = await closedLetter({ title: '台账里的信' });
    const title = `要撤下的答复${String(process.pid)}`;
    await work.act('supervisor', code, 'clear_publication', { ...TEXTS, title });
    await work.act('dispatcher', code, 'publish', {});
    await until('it is public', () => codeOf(title));
    const leader = await product.as('leader');
    const month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);
    const path = `/api/dispatch/letters/register?channel=county_mailbox&month=${month}&limit=200`;
    const row = async (): Promise<LetterRegisterRow | undefined> =>
      (await leader.ok(leader.get<Page<LetterRegisterRow>>(path))).items.find((each) => each.orderCode === code);
    expect(await row()).toMatchObject({ title: '台账里的信', callerName: '孙*', publishedLabel: '已公开' });
    expect((await row())?.instructions.map(({ postLabel }) => postLabel)).toEqual(['分管领导', '县长']);
    await work.act('dispatcher', code, 'unpublish', { reason: '需要核实' });
    await until('it is gone', async () => (await codeOf(title)) === undefined);
    expect(await row()).toMatchObject({ publishedLabel: '已撤下', publishedAt: null });

    const file = await leader.get(`/api/dispatch/letters/register.xlsx?channel=county_mailbox&month=${month}`);
    const book = new Workbook();
    await book.xlsx.load(file.bytes.buffer.slice(file.bytes.byteOffset) as ArrayBuffer);
    const sheet = book.getWorksheet('信箱台账');
    expect(sheet?.getColumn(2).values).toContain(`A${code}`);
    expect(JSON.stringify(sheet?.getSheetValues())).not.toMatch(/孙小满|1[3-9]\d{9}/);
  });

  it('lets a leader find the letters that wait, and nobody else by that name', async () => {
    const { letterCode } = await work.letter({ title: '等批示的信' });
    const code = letterCode.slice(1);
    await work.arrived(code);
    const ask = async (who: string, query: string): Promise<boolean> => {
      const client = await product.as(who);
      const { items } = await client.ok(client.get<Page<{ code: string }>>(`/api/dispatch/orders?limit=200&${query}`));
      return items.some((row) => row.code === code);
    };
    expect(await ask('leader', 'waitingFor=me')).toBe(true);
    expect(await ask('dispatcher', 'waitingFor=me')).toBe(false);
    expect(await ask('dispatcher', 'unproposed=true')).toBe(true);
    await work.act('dispatcher', code, 'propose', { text: '拟由卫健局办理' });
    expect(await ask('dispatcher', 'unproposed=true')).toBe(false);
    await work.act('leader', code, 'instruct', { text: '请办理' });
    expect(await ask('mayor', 'waitingFor=me')).toBe(true);
  });
});
