import { type OrderChanged, type PublishedFact } from '@minsheng/contracts';
import { DomainError } from '@minsheng/domain';
import { testDatabaseUrls, type TestService, testService } from '@minsheng/testing';
import { CategoriesService } from '../categories/categories.service';
import { intake } from '../intake.service-definition';
import { OrderChangedHandler } from '../orders/order-changed.handler';
import { type RepliesQuery } from './replies.dto';
import { RepliesService } from './replies.service';

const ANSWER: PublishedFact = {
  title: '村道路灯不亮',
  content: '村口路灯坏了半年。',
  reply: '县住建局已修复。',
  at: '2026-03-06T02:00:00.000Z',
};

describe.each(testDatabaseUrls())('the public column on $name', ({ url }) => {
  let service: TestService;
  let number = 0;
  const replies = () => service.get(RepliesService);
  const titles = async (query: Partial<RepliesQuery> = {}): Promise<string[]> =>
    (await replies().list(query)).items.map(({ title }) => title);

  beforeAll(async () => {
    service = await testService(url, [intake], '2026-03-10T09:00:00+08:00');
    await service.get(CategoriesService).addMissing([
      { code: 'c01', name: '城乡建设', parentCode: null },
      { code: 'c0101', name: '路灯', parentCode: 'c01' },
      { code: 'c02', name: '农业农村', parentCode: null },
    ]);
  });
  afterAll(() => service.close());

  function newCode(): string {
    number += 1;
    return `20260302${String(number).padStart(6, '0')}`;
  }
  function changed(code: string, seq: number, facts: Partial<OrderChanged>): OrderChanged {
    return {
      ...{
        code,
        seq,
        appealCode: `A${code}`,
        channel: 'county_mailbox',
        kind: 'help',
        urgency: 'normal',
        title: '原标题',
      },
      ...{ townshipCode: null, categoryCode: 'c0101', subjectUnitCode: null, confidential: false, state: 'closed' },
      ...{ round: 1, leadUnitCode: null, coUnitCodes: [], receivedAt: '2026-03-02T01:00:00.000Z', closedAt: null },
      ...{
        imported: false,
        turns: [],
        callbacks: [],
        appealCount: 1,
        resultCode: null,
        publicReply: '原答复13812341234',
      },
      ...{ publicProgress: [], lastAction: 'publish', lastActionAt: '2026-03-06T02:00:00.000Z' },
      ...facts,
    };
  }
  async function hear(...orders: OrderChanged[]): Promise<void> {
    const envelopes = orders.map((payload, index) => ({
      ...{ id: `${payload.code}-${String(index)}`, key: payload.code, at: payload.lastActionAt, payload },
      name: 'dispatch.order-changed' as const,
    }));
    await service.uow.run(() => service.get(OrderChangedHandler).follow(envelopes));
  }
  async function clear(): Promise<void> {
    await service.uow.run(() => service.uow.manager.query('UPDATE published_reply SET live = 0'));
  }
  afterEach(clear);

  it('shows what two people cleared, in their words, under a number that opens nothing', async () => {
    const code = newCode();
    await hear(changed(code, 9, { publication: ANSWER }));
    const [row] = (await replies().list({})).items;
    expect(row).toMatchObject({ title: ANSWER.title, kindLabel: '求助', categoryName: '路灯', publishedAt: ANSWER.at });
    expect(row?.code).toMatch(/^G\d{6}$/);
    const shown = await replies().get(row?.code ?? '');
    expect(shown).toMatchObject({ content: ANSWER.content, reply: ANSWER.reply });
    expect(JSON.stringify(shown)).not.toMatch(new RegExp(`${code}|原标题|原答复`));
    expect(await replies().placeOf(code)).toEqual({ code: row?.code, at: ANSWER.at });
  });

  it('takes back at once, in whatever order the events arrive, and lets it in again under the same number', async () => {
    const code = newCode();
    await hear(changed(code, 9, { publication: ANSWER }));
    const place = await replies().placeOf(code);
    await hear(changed(code, 10, { publication: null }));
    expect(await replies().placeOf(code)).toBeNull();
    await expect(replies().get(place?.code ?? '')).rejects.toThrow(DomainError);
    expect(await titles({ q: '路灯' })).toEqual([]);
    await hear(changed(code, 9, { publication: ANSWER }));
    expect(await titles()).toEqual([]);
    await hear(changed(code, 12, { publication: { ...ANSWER, title: '改过的标题' } }));
    expect(await titles()).toEqual(['改过的标题']);
    expect((await replies().placeOf(code))?.code).toBe(place?.code);
  });

  it('keeps what a later event that knows nothing of publishing leaves alone', async () => {
    const code = newCode();
    await hear(changed(code, 9, { publication: ANSWER }));
    await hear(changed(code, 10, {}));
    expect(await titles()).toEqual([ANSWER.title]);
  });

  it('is searched by published words only, by category with everything below it, and by time', async () => {
    await hear(
      changed(newCode(), 1, { publication: ANSWER }),
      changed(newCode(), 1, {
        categoryCode: 'c02',
        publication: { ...ANSWER, title: '水渠', content: '水渠堵了', at: '2026-03-07T02:00:00.000Z' },
      }),
    );
    expect(await titles()).toEqual(['水渠', ANSWER.title]);
    expect(await titles({ q: '路灯' })).toEqual([ANSWER.title]);
    expect(await titles({ q: '原标题' })).toEqual([]);
    expect(await titles({ category: 'c01' })).toEqual([ANSWER.title]);
    expect(await titles({ from: new Date('2026-03-07T00:00:00Z') })).toEqual(['水渠']);
    expect(await titles({ to: new Date('2026-03-07T00:00:00Z') })).toEqual([ANSWER.title]);
  });

  it('turns its pages without showing a reply twice, also where several came out at one moment', async () => {
    const all = Array.from({ length: 5 }, (_, each) =>
      changed(newCode(), 1, { publication: { ...ANSWER, title: `第${String(each)}件` } }),
    );
    await hear(...all);
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Awaited<ReturnType<RepliesService['list']>> = await replies().list({ limit: 2, cursor });
      seen.push(...page.items.map(({ title }) => title));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(['第4件', '第3件', '第2件', '第1件', '第0件']);
  });
});
