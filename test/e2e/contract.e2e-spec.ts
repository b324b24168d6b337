import {
  type DeadlineExplanation,
  type OrderRow,
  type OverdueReport,
  type Page,
  type UnitView,
} from '@minsheng/contracts';
import { Workbook } from 'exceljs';
import { aCall, aLetter, Casework, newPhone } from './support/casework';
import { type Client, refusal } from './support/client';
import { PINNED_ROUTES } from './support/pinned-routes';
import { onEachTopology } from './support/product';
import { until } from './support/until';

onEachTopology((product) => {
  const work = new Casework(product);
  const list = async (who: Client, query: string): Promise<Page<OrderRow>> =>
    who.ok(who.get<Page<OrderRow>>(`/api/dispatch/orders?${query}`));

  describe('a create with an Idempotency-Key', () => {
    const appeals = '/api/intake/appeals';
    const byPhone = async (phone: string, expected: number): Promise<string[]> => {
      const dispatcher = await product.as('dispatcher');
      return until(`${expected} orders of ${phone}`, async () => {
        const codes = (await list(dispatcher, `q=${phone}`)).items.map(({ code }) => code);
        return codes.length >= expected && codes;
      });
    };

    it('answers a repeat with the same status and body and creates nothing', async () => {
      const agent = await product.as('agent');
      const phone = newPhone();
      const [call, headers] = [aCall({ caller: { name: '周一', phone } }), { 'Idempotency-Key': `k-${phone}` }];
      const first = await agent.post<{ orderCode: string }>(appeals, call, headers);
      const again = await agent.post(appeals, call, headers);
      expect(first.status).toBe(201);
      expect([again.status, again.body]).toEqual([201, first.body]);
      // Whatever else were created would have come before this one.
      const last = await work.call({ caller: { name: '周一', phone } });
      expect((await byPhone(phone, 2)).sort()).toEqual([first.body.orderCode, last].sort());
    });

    it('lets ten twins at once create one appeal', async () => {
      const agent = await product.as('agent');
      const phone = newPhone();
      const [call, headers] = [aCall({ caller: { name: '周二', phone } }), { 'Idempotency-Key': `k-${phone}` }];
      const answers = await Promise.all(Array.from({ length: 10 }, () => agent.post(appeals, call, headers)));
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
      await work.call({ caller: { name: '周二', phone } });
      expect(await byPhone(phone, 2)).toHaveLength(2);
    });

    it('refuses the key for another body, and does not spend it on a refused one', async () => {
      const agent = await product.as('agent');
      const headers = { 'Idempotency-Key': `k-${newPhone()}` };
      expect((await agent.post(appeals, aCall({ channel: 'pigeon' }), headers)).status).toBe(422);
      const call = aCall();
      expect((await agent.post(appeals, call, headers)).status).toBe(201);
      const other = await agent.post(appeals, { ...call, title: '另一件事' }, headers);
      expect(refusal(other)).toEqual({ status: 422, code: 'key_reused' });
    });

    it('gives a citizen the same query code again, which opens the letter', async () => {
      const [letter, headers] = [aLetter(), { 'Idempotency-Key': `k-${newPhone()}` }];
      const [first, again] = [
        await product.public.post<{ letterCode: string; queryCode: string }>('/api/public/letters', letter, headers),
        await product.public.post('/api/public/letters', letter, headers),
      ];
      expect(first.status).toBe(201);
      expect([again.status, again.body]).toEqual([201, first.body]);
      expect((await work.follow(first.body)).letterCode).toBe(first.body.letterCode);
    });
  });

  describe('a list', () => {
    it('walks every order once, newest first, in pages of any size', async () => {
      const dispatcher = await product.as('dispatcher');
      for (let n = 0; n < 5; n += 1) await work.call();
      const walked: OrderRow[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: Page<OrderRow> = await list(dispatcher, `limit=200&cursor=${cursor}`);
        expect(page.items.length).toBeLessThanOrEqual(200);
        walked.push(...page.items);
        cursor = page.nextCursor;
      }
      const times = walked.map(({ receivedAt }) => receivedAt);
      expect(new Set(walked.map(({ code }) => code)).size).toBe(walked.length);
      expect(times).toEqual([...times].sort().reverse());
      const small: string[] = [];
      let cursor: string | null = '';
      for (let n = 0; n < 6 && cursor !== null; n += 1) {
        const page: Page<OrderRow> = await list(dispatcher, `limit=3&cursor=${cursor}`);
        small.push(...page.items.map(({ code }) => code));
        cursor = page.nextCursor;
      }
      expect(small).toEqual(walked.slice(0, small.length).map(({ code }) => code));
      expect(small.length).toBe(18);
    });

    it.each([
      'limit=201',
      'limit=0',
      'limit=ten',
      'cursor=bm90LW91cnM',
      'cursor=***',
      'state=lost',
      'sort=up',
      'page=2',
    ])('refuses ?%s', async (query) => {
      const dispatcher = await product.as('dispatcher');
      expect((await dispatcher.get(`/api/dispatch/orders?${query}`)).status).toBe(400);
    });

    it('finds two Chinese characters of the title, a code, and keeps to its filters', async () => {
      const dispatcher = await product.as('dispatcher');
      const code = await work.call({ title: '鱼塘塌方', channel: 'wechat' });
      for (const query of ['塌方', '鱼塘', code]) {
        const found = (await list(dispatcher, `q=${encodeURIComponent(query)}`)).items;
        expect(found.map((row) => row.code)).toContain(code);
      }
      const filtered = (await list(dispatcher, 'channel=wechat&state=awaiting_dispatch&limit=200')).items;
      expect(filtered.map((row) => row.code)).toContain(code);
      expect(new Set(filtered.map((row) => `${row.channel} ${row.state}`))).toEqual(
        new Set(['wechat awaiting_dispatch']),
      );
    });
  });

  describe('what the contract pins', () => {
    it('lists every unit at once, top level first, by code', async () => {
      const agent = await product.as('agent');
      const page = await agent.ok(agent.get<{ items: UnitView[]; nextCursor: null }>('/api/dispatch/units'));
      expect(page.nextCursor).toBeNull();
      const { items } = page;
      const rank = (unit: UnitView): string => `${unit.parentCode === null ? 0 : 1} ${unit.code}`;
      expect(items.map(rank)).toEqual(items.map(rank).sort());
      expect(Object.keys(items[0] ?? {}).sort()).toEqual(['code', 'kind', 'name', 'parentCode']);
      expect(items.filter(({ kind }) => kind === 'township')).toHaveLength(12);
      expect(items.filter(({ kind }) => kind === 'department')).toHaveLength(28);
      for (const { code, parentCode } of items) {
        expect(code).toMatch(/^[a-z0-9_]+$/);
        expect(parentCode === null || items.some((unit) => unit.code === parentCode)).toBe(true);
      }
      const parents = new Set(items.flatMap(({ parentCode }) => parentCode ?? []));
      expect(items.filter(({ code, kind }) => kind === 'department' && parents.has(code)).length).toBeGreaterThan(1);
    });

    it.each([
      ['2026-09-30T10:00:00+08:00', '5workday', '2026-10-14', false],
      ['2026-02-13T23:59:59+08:00', '10workday', '2026-03-06', false],
      ['2025-01-25T09:00:00+08:00', '2workday', '2025-01-28', false],
      ['2024-02-08T09:00:00+08:00', '1workday', '2024-02-10', false],
      ['2015-09-02T09:00:00+08:00', '1workday', '2015-09-07', false],
      ['2026-10-03T00:00:00Z', '1workday', '2026-10-09', false],
      ['2031-03-03T09:00:00+08:00', '1workday', '2031-03-05', true],
    ])('counts from %s over %s to the end of the day before %s', async (start, limit, due, provisional) => {
      const agent = await product.as('agent');
      const query = `start=${encodeURIComponent(start)}&limit=${limit}`;
      const found = await agent.ok(agent.get<DeadlineExplanation>(`/api/dispatch/deadline?${query}`));
      expect(new Date(found.dueAt)).toEqual(new Date(`${due}T00:00:00+08:00`));
      expect(found.provisional).toBe(provisional);
      expect(found.days.filter(({ counted }) => counted)).toHaveLength(Number.parseInt(limit, 10));
      for (const day of found.days) expect(day.reason).toMatch(/[\u4e00-\u9fff]/);
      const wrong = await agent.get(`/api/dispatch/deadline?start=${encodeURIComponent(start)}&limit=soon`);
      expect(refusal(wrong)).toEqual({ status: 400, code: 'limit_unreadable' });
    });

    it('prints a monthly report whose numbers add up, and the same as a spreadsheet', async () => {
      const leader = await product.as('leader');
      const month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);
      const path = '/api/dashboard/reports/overdue';
      const report = await leader.ok(leader.get<OverdueReport>(`${path}?month=${month}`));
      expect(report).toMatchObject({ month, version: 0, frozen: false, channel: null });
      expect(report.basis).not.toBe('');
      for (const { due, onTime, lateDone, lateOpen } of [report, ...report.units])
        expect(onTime + lateDone + lateOpen).toBe(due);
      for (const key of ['due', 'onTime', 'lateDone', 'lateOpen'] as const)
        expect(report.units.reduce((sum, unit) => sum + unit[key], 0)).toBe(report[key]);
      expect([report.lateOpenRows.length, report.lateDoneRows.length]).toEqual([report.lateOpen, report.lateDone]);

      const file = await leader.get(`${path}.xlsx?month=${month}`);
      expect(file).toMatchObject({
        status: 200,
        headers: { 'content-type': expect.stringContaining('spreadsheetml') },
      });
      const book = new Workbook();
      await book.xlsx.load(
        file.bytes.buffer.slice(file.bytes.byteOffset, file.bytes.byteOffset + file.bytes.length) as ArrayBuffer,
      );
      const cells: string[] = [];
      book.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell((cell) => void cells.push(cell.text))));
      for (const { orderCode } of [...report.lateOpenRows, ...report.lateDoneRows]) expect(cells).toContain(orderCode);
      expect(refusal(await leader.get(`${path}?month=2019-13`))).toEqual({ status: 400, code: 'month_unreadable' });
      expect((await leader.get(`${path}.xlsx?month=soon`)).status).toBe(400);
    });

    it('describes every address at /api/openapi.json, with a page to read it', async () => {
      const { paths } = await product.public.ok(
        product.public.get<{ paths: Record<string, Record<string, object>> }>('/api/openapi.json'),
      );
      const described = Object.entries(paths).flatMap(([path, methods]) =>
        Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
      );
      expect(described).toEqual(expect.arrayContaining(PINNED_ROUTES));
      const page = await product.public.get('/api/docs');
      expect(page).toMatchObject({ status: 200, headers: { 'content-type': expect.stringContaining('text/html') } });
    });

    it('says that it lives and is ready, and counts for the monitor', async () => {
      expect((await product.public.get('/api/health/live')).status).toBe(200);
      expect((await product.public.get('/api/health/ready')).body).toEqual({ status: 'ready' });
      expect((await product.public.get('/metrics')).text).toMatch(/^minsheng_events_idle [01]$/m);
      expect((await product.public.get('/open311/v2/services.json')).status).toBe(404);
    });

    it('keeps browsers safe with its headers', async () => {
      for (const path of ['/api/health/live', '/api/public/captcha', '/api/nothing']) {
        const { headers } = await product.public.get(path);
        expect(headers).toMatchObject({
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
          'cache-control': 'no-store',
        });
        expect(headers['content-security-policy']).toContain("script-src 'self';");
        expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
        expect(headers['x-powered-by']).toBeUndefined();
      }
    });

    it('writes neither query codes nor numbers nor passwords into its logs', async () => {
      const phone = newPhone();
      const letter = await work.letter({ phone, name: '司空见惯' });
      const path = `/api/public/letters/${letter.letterCode}`;
      await product.public.get(path, { 'X-Query-Code': letter.queryCode });
      await product.public.get(`${path}?queryCode=${letter.queryCode}`);
      await product.public.get(`${path}/nowhere?queryCode=${letter.queryCode}`);
      await product.public.send('POST', `${path}/rating`, { raw: `{"queryCode":"${letter.queryCode}"` });
      await product.public.post('/api/auth/login', { username: 'nobody', password: 'Geheim-Wort-99' });
      for (const secret of [letter.queryCode, phone, '司空见惯', 'Geheim-Wort-99'])
        expect(product.output).not.toContain(secret);
    });
  });
});
