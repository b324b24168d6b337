import { type Action, type DirectoryEntryInput, type OrderRequested, type Role } from '@minsheng/contracts';
import { type Actor, DomainError } from '@minsheng/domain';
import { testDatabaseUrls, type TestService, testService } from '@minsheng/testing';
import { Workbook } from 'exceljs';
import { dispatch } from '../dispatch.service-definition';
import { IntakeEventsHandler } from '../orders/events.handler';
import { OrderPages } from '../orders/order-pages.service';
import { OrdersService } from '../orders/orders.service';
import { UnitsService } from '../units/units.service';
import { CategoriesCopy } from './categories-copy.repository';
import { DirectoryEntryEntity, DirectoryVersionEntity } from './directory-entry.entity';
import { DirectoryImport } from './directory-import.service';
import { DirectoryPages } from './directory-pages.service';
import { writeDirectory } from './directory-workbook';
import { DirectoryService } from './directory.service';
import { Proposals } from './proposals.service';
import { DispatchChoiceEntity, ReturnRecordEntity } from './routing-fact.entity';

const NOW = '2026-03-02T09:00:00+08:00';
const UNITS = [
  { code: 'jsj', name: '县住建局', kind: 'department', parentCode: null },
  { code: 'jsj_gas', name: '燃气办', kind: 'sub_unit', parentCode: 'jsj' },
  { code: 'gaj', name: '县公安局', kind: 'department', parentCode: null },
  { code: 'town_a', name: '东河镇', kind: 'township', parentCode: null },
] as const;
const CATEGORIES = [
  { code: '02', name: '城乡建设', parentCode: null, version: 1 },
  { code: '0205', name: '市政设施', parentCode: '02', version: 1 },
  { code: '020501', name: '路灯', parentCode: '0205', version: 1 },
  { code: '0206', name: '供气', parentCode: '02', version: 1 },
];

function actor(role: Role, unitCode: string | null = null): Actor {
  const username = `${role}${unitCode ?? ''}`;
  return { username, displayName: username, roles: [role], unitCode, sessionId: null };
}
const dispatcher = actor('dispatcher');

async function refusal(work: Promise<unknown>): Promise<string | null> {
  return work.then(
    () => null,
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );
}

function rule(changes: Partial<DirectoryEntryInput> = {}): DirectoryEntryInput {
  const blank = { categoryCode: null, townshipCode: null, leadUnitCode: null, coUnitCodes: [], note: null };
  return { ...blank, basis: '县住建局三定规定', ...changes };
}

describe.each(testDatabaseUrls())('the directory on $name', ({ url }) => {
  let service: TestService;
  let number = 0;
  const directory = () => service.get(DirectoryService);
  const pages = () => service.get(DirectoryPages);
  const proposals = () => service.get(Proposals);

  beforeAll(async () => {
    service = await testService(url, [dispatch], NOW);
    await service.get(UnitsService).putAll(UNITS);
    await service.get(CategoriesCopy).put(CATEGORIES);
  });
  afterAll(() => service.close());
  beforeEach(async () => {
    service.clock.set(NOW);
    await service.uow.run(async () => {
      for (const table of [DirectoryEntryEntity, DirectoryVersionEntity, DispatchChoiceEntity, ReturnRecordEntity])
        await service.uow.manager.deleteAll(table);
    });
  });

  async function open(changes: Partial<OrderRequested> = {}): Promise<string> {
    number += 1;
    const orderCode = `20260302${String(number).padStart(6, '0')}`;
    const at = service.clock.now().toISOString();
    const payload: OrderRequested = {
      ...{ orderCode, appealCode: `A${orderCode}`, channel: 'hotline_12345', track: 'by_kind', kind: 'complaint' },
      ...{ instructionRequired: false, urgency: 'normal', title: '路灯不亮', content: '连续三天不亮', location: null },
      ...{ townshipCode: 'town_a', categoryCode: '020501', subjectUnitCode: null, confidential: false },
      ...{ anonymous: false, publishable: false, callbackWanted: true, receivedAt: at, registeredBy: 'agent1' },
      contact: { name: null, phone: null, address: null, phoneHash: null },
      ...changes,
    };
    const requested = { id: orderCode, key: orderCode, at, payload, name: 'intake.order-requested' } as const;
    await service.uow.run(() => service.get(IntakeEventsHandler).open([requested]));
    return orderCode;
  }

  async function act(code: string, action: Action, input: object, who: Actor = dispatcher): Promise<void> {
    const { version } = await service.get(OrderPages).get(code, dispatcher);
    service.clock.advance(1000);
    await service.get(OrdersService).act(code, action, { version, ...input }, who);
  }

  it('keeps every version of an entry, with who, when and in place of what', async () => {
    const made = await directory().create(rule({ categoryCode: '0205', leadUnitCode: 'jsj' }), dispatcher);
    expect(made).toMatchObject({
      number: 1,
      version: 1,
      categoryName: '城乡建设 / 市政设施',
      leadUnitName: '县住建局',
    });
    service.clock.advance(60_000);
    await directory().change(made, rule({ categoryCode: '0205', leadUnitCode: 'gaj' }), actor('dispatcher', 'x'));
    await directory().retire({ number: 1, version: 2 }, '职责划转', dispatcher);
    const { items } = await pages().versions(1);
    expect(items.map(({ version, change, reason }) => [version, change, reason])).toEqual([
      [3, 'retired', '职责划转'],
      [2, 'changed', null],
      [1, 'created', null],
    ]);
    expect(items[1]).toMatchObject({
      at: '2026-03-02T01:01:00.000Z',
      actorName: 'dispatcherx',
      before: { leadUnitCode: 'jsj' },
      after: { leadUnitCode: 'gaj' },
    });
    expect((await pages().list({})).items).toEqual([]);
    expect((await pages().list({ retired: 'true' })).items).toMatchObject([{ number: 1, retired: true }]);
  });

  it('has one entry in force for a category and township, also where two people lay it down at once', async () => {
    const lamp = rule({ categoryCode: '0205', leadUnitCode: 'jsj' });
    const answers = await Promise.all([1, 2, 3, 4].map(() => refusal(directory().create(lamp, dispatcher))));
    expect(answers.filter((answer) => answer === null)).toHaveLength(1);
    expect(answers.every((answer) => answer === null || ['entry_taken', 'conflict'].includes(answer))).toBe(true);
    const [{ number: taken, version } = { number: 0, version: 0 }] = (await pages().list({})).items;
    await directory().retire({ number: taken, version }, '重新梳理', dispatcher);
    await expect(directory().create(lamp, dispatcher)).resolves.toMatchObject({ version: 1 });
    expect(await refusal(directory().change({ number: taken, version: 2 }, lamp, dispatcher))).toBe('entry_retired');
  });

  it('refuses what was decided on an old page, and shows the entry as it is now', async () => {
    const made = await directory().create(rule({ categoryCode: '02', leadUnitCode: 'jsj' }), dispatcher);
    const race = await Promise.all(
      ['gaj', 'town_a'].map((leadUnitCode) =>
        refusal(directory().change(made, rule({ categoryCode: '02', leadUnitCode }), dispatcher)),
      ),
    );
    expect(race.filter((answer) => answer === null)).toHaveLength(1);
    const stale = directory().change(made, rule({ categoryCode: '02', leadUnitCode: 'jsj_gas' }), dispatcher);
    await expect(stale).rejects.toMatchObject({ code: 'stale_entry', details: { current: { version: 2 } } });
    expect((await pages().versions(made.number)).items).toHaveLength(2);
  });

  it('lists by category with all below it, by township and by every unit named, page after page', async () => {
    await directory().create(rule({ categoryCode: '02', leadUnitCode: 'jsj' }), dispatcher);
    await directory().create(rule({ categoryCode: '020501', townshipCode: 'town_a', leadUnitCode: 'gaj' }), dispatcher);
    await directory().create(rule({ categoryCode: '0206', leadUnitCode: 'jsj_gas', coUnitCodes: ['gaj'] }), dispatcher);
    const numbers = async (query: object): Promise<number[]> =>
      (await pages().list(query)).items.map((entry) => entry.number);
    expect(await numbers({})).toEqual([1, 2, 3]);
    expect(await numbers({ category: '0205' })).toEqual([2]);
    expect(await numbers({ township: 'town_a' })).toEqual([2]);
    expect(await numbers({ unit: 'gaj' })).toEqual([2, 3]);
    const first = await pages().list({ limit: 2 });
    expect(await numbers({ limit: 2, cursor: first.nextCursor ?? '' })).toEqual([3]);
  });

  it('proposes for an order, by its own category or by another, and records what was chosen instead', async () => {
    await directory().create(rule({ categoryCode: '0205', leadUnitCode: 'jsj', coUnitCodes: ['town_a'] }), dispatcher);
    await directory().create(rule({ categoryCode: '0206', leadUnitCode: 'jsj_gas' }), dispatcher);
    const code = await open();
    const { candidates } = await proposals().ofOrder(code, undefined, dispatcher);
    expect(candidates).toEqual([
      {
        ...{ entryNumber: 1, entryVersion: 1, leadUnitCode: 'jsj', leadUnitName: '县住建局' },
        ...{ coUnitCodes: ['town_a'], coUnitNames: ['东河镇'] },
        reason: '派单目录第 1 条：城乡建设 / 市政设施·不限乡镇 → 县住建局，依据：县住建局三定规定',
      },
    ]);
    const other = await proposals().ofOrder(code, '0206', dispatcher);
    expect(other.candidates.map((candidate) => candidate.leadUnitCode)).toEqual(['jsj_gas']);
    await act(await open(), 'dispatch', { leadUnitCode: 'jsj' });
    expect(await proposals().suggestions()).toEqual([]);
    await act(code, 'dispatch', { leadUnitCode: 'gaj' });
    expect(await proposals().suggestions()).toMatchObject([
      {
        ...{ categoryCode: '020501', categoryName: '城乡建设 / 市政设施 / 路灯', townshipName: '东河镇' },
        ...{ chosenUnitName: '县公安局', proposedUnitName: '县住建局', entryNumber: 1, isExact: false },
        ...{ counts: { differs: 1, rerouted: 0, uncovered: 0 }, orderCodes: [code] },
      },
    ]);
    const slip = await open();
    await act(slip, 'dispatch', { leadUnitCode: 'gaj' });
    expect(await proposals().suggestions()).toMatchObject([{ orderCodes: [slip, code] }]);
    await act(slip, 'reassign', { unitCode: 'jsj', reason: '派错，按目录改派' });
    expect(await proposals().suggestions()).toMatchObject([{ orderCodes: [code] }]);
    expect((await pages().list({})).items.map((entry) => entry.version)).toEqual([1, 1]);
    await directory().create(rule({ categoryCode: '020501', townshipCode: 'town_a', leadUnitCode: 'gaj' }), dispatcher);
    expect(await proposals().suggestions()).toEqual([]);
  });

  it('counts returns by unit, reason and outcome, and learns where the order went then', async () => {
    await directory().create(rule({ categoryCode: '0205', leadUnitCode: 'jsj' }), dispatcher);
    const request = { reasonCode: 'not_our_duty', basis: '不属于我局职责' };
    const handler = actor('handler', 'jsj');
    const [sent, kept, waiting] = [await open(), await open(), await open()];
    for (const code of [sent, kept, waiting]) {
      await act(code, 'dispatch', { leadUnitCode: 'jsj' });
      await act(code, 'request_return', request, handler);
    }
    await act(sent, 'accept_return', {});
    const { candidates, passedOver } = await proposals().ofOrder(sent, undefined, dispatcher);
    expect([candidates, passedOver.map(({ entryNumber }) => entryNumber)]).toEqual([[], [1]]);
    await act(sent, 'dispatch', { leadUnitCode: 'gaj' });
    await act(kept, 'reject_return', { reason: '属于你局' });
    const day = { from: new Date('2026-03-02T00:00:00+08:00'), to: new Date('2026-03-03T00:00:00+08:00') };
    expect((await pages().returns(day)).items).toEqual([
      {
        ...{ unitCode: 'jsj', unitName: '县住建局', dispatched: 3, asked: 3, accepted: 1, rejected: 1 },
        ...{ lapsed: 0, pending: 1, byReason: { not_our_duty: 3 } },
      },
      {
        ...{ unitCode: 'gaj', unitName: '县公安局', dispatched: 1, asked: 0, accepted: 0, rejected: 0 },
        ...{ lapsed: 0, pending: 0, byReason: {} },
      },
    ]);
    expect((await pages().returns({ from: day.to, to: new Date('2026-03-04T00:00:00+08:00') })).items).toEqual([]);
    expect(await refusal(pages().returns({ from: day.to, to: day.from }))).toBe('period_invalid');
    expect(await proposals().suggestions()).toMatchObject([
      { chosenUnitCode: 'gaj', counts: { differs: 0, rerouted: 1, uncovered: 0 }, orderCodes: [sent] },
    ]);
  });

  it('reads back the file it wrote, previews what would change, and writes all or nothing', async () => {
    await directory().create(rule({ categoryCode: '02', leadUnitCode: 'jsj', basis: '=1+1' }), dispatcher);
    const file = await writeDirectory((await pages().list({})).items);
    const run = (buffer: Buffer, confirm: boolean) => service.get(DirectoryImport).run(buffer, confirm, dispatcher);
    const counts = { rows: 1, added: 0, changed: 0, unchanged: 1, problems: [], applied: false };
    expect(await run(file, false)).toEqual(counts);

    const book = new Workbook();
    await book.xlsx.load(Uint8Array.from(file).buffer);
    const sheet = book.worksheets[0];
    expect(sheet?.getRow(2).getCell(10).value).toBe('=1+1');
    const edited = async (...rows: string[][]): Promise<Buffer> => {
      for (const row of rows) sheet?.addRow(row);
      return Buffer.from(await book.xlsx.writeBuffer());
    };
    if (sheet) sheet.getRow(2).getCell(6).value = 'gaj';
    if (sheet) sheet.getRow(2).getCell(7).value = '';
    const good = await edited(['', '0205', '', 'town_a', '', '', '', 'jsj、gaj', '', '属地管理', '']);
    expect(await run(good, false)).toMatchObject({ added: 1, changed: 1, problems: [], applied: false });
    expect((await pages().list({})).items).toHaveLength(1);
    expect(await run(good, true)).toMatchObject({ added: 1, changed: 1, applied: true });
    expect((await pages().list({})).items).toMatchObject([
      { number: 1, version: 2, leadUnitCode: 'gaj' },
      { number: 2, townshipCode: 'town_a', leadUnitCode: null, coUnitCodes: ['jsj', 'gaj'] },
    ]);
    const bad = await edited(
      ['', '99', '', '', '', 'jsj', '', '', '', '依据', ''],
      ['', '', '市政设施', '', '', 'jsj', '', '', '', '依据', ''],
      ['', '0206', '', '', '', 'jsj', '', '', '', '', ''],
    );
    expect((await run(bad, false)).problems.map(({ line }) => line)).toEqual([4, 5, 6]);
    expect(await refusal(run(bad, true))).toBe('import_problems');
    expect((await pages().list({})).items).toHaveLength(2);
    expect(await refusal(run(Buffer.from('no workbook'), false))).toBe('import_unreadable');
  });

  it('follows intake’s categories, whatever the order in which they are told', async () => {
    const tell = (...told: [string, number][]): Promise<void> =>
      service
        .get(CategoriesCopy)
        .put(told.map(([name, version]) => ({ code: '0205', name, parentCode: '02', version })));
    await tell(['市政', 3], ['更旧的名', 2]);
    await tell(['旧名', 2]);
    service.clock.advance(10_000);
    expect((await service.get(CategoriesCopy).tree()).path('0205')).toBe('城乡建设 / 市政');
  });
});
