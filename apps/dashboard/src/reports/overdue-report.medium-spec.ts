import { testDatabaseUrls } from '@minsheng/testing';
import { Workbook } from 'exceljs';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { anActor, anOrder, aTurn, aUnit, openTestBoard, type TestBoard } from '../board.fixture';
import { BoardBulkPort } from '../bulk/board-bulk.port';
import { BoardUnits } from '../units/board-units';
import { OverdueReportService } from './overdue-report.service';
import { writeOverdueWorkbook } from './overdue-workbook';

const due = (dueAt: string) => [{ since: '2026-03-02T01:00:00.000Z', dueAt }];
const reply = (at: string) => [{ at, sentBackAt: null, acceptedAt: null }];
const MARCH_11 = '2026-03-11T16:00:00.000Z';

const ORDERS = [
  anOrder({
    code: '20260302000001',
    turns: [aTurn({ dues: due(MARCH_11), replies: reply('2026-03-11T16:00:00.000Z') })],
  }),
  anOrder({
    code: '20260302000002',
    turns: [aTurn({ dues: due(MARCH_11), replies: reply('2026-03-13T02:00:00.000Z') })],
  }),
  anOrder({
    code: '20260302000003',
    title: '=1+1',
    turns: [aTurn({ dues: due(MARCH_11), replies: reply('2026-04-09T02:00:00.000Z') })],
  }),
  anOrder({
    code: '20260302000004',
    title: '保密件',
    confidential: true,
    turns: [aTurn({ dues: due('2026-03-30T16:00:00.000Z') })],
  }),
  anOrder({
    code: '20260302000005',
    leadUnitCode: null,
    imported: true,
    turns: [aTurn({ unitCode: null, dues: due(MARCH_11) })],
  }),
  anOrder({
    code: '20260302000006',
    channel: 'county_mailbox',
    subjectUnitCode: 'water',
    leadUnitCode: 'roads',
    turns: [
      aTurn({ dues: due(MARCH_11), leftAt: '2026-03-16T02:00:00.000Z' }),
      aTurn({
        turn: 2,
        unitCode: 'roads',
        dispatchedAt: '2026-03-16T03:00:00.000Z',
        dues: due('2026-04-20T16:00:00.000Z'),
      }),
    ],
  }),
];

describe.each(testDatabaseUrls())('the monthly overdue report on $name', ({ url }) => {
  let board: TestBoard;
  const report = (month: string, role: 'leader' | 'unit_head' | 'agent' = 'leader', channel: string | null = null) =>
    board.get(OverdueReportService).report(anActor(role, role === 'unit_head' ? 'water' : null), month, channel);

  beforeAll(async () => {
    board = await openTestBoard(url, '2026-05-15T03:00:00.000Z');
    await board.get(BoardUnits).apply([aUnit('water'), aUnit('roads')]);
    await board.get(BoardBulkPort).load({ orders: ORDERS });
  });
  afterAll(() => board.close());

  it('counts the month as it stood at its end', async () => {
    const march = await report('2026-03');
    expect(march).toMatchObject({
      due: 6,
      onTime: 1,
      lateDone: 1,
      lateOpen: 4,
      version: 0,
      frozen: false,
      previous: null,
    });
    expect(march.to).toBe('2026-03-31T16:00:00.000Z');
    expect(march.lateDoneRows.map((row) => row.orderCode)).toEqual(['20260302000002']);
    expect(march.lateDoneRows[0]).toMatchObject({
      workdaysLate: 2,
      unitName: '单位water',
      title: '工单 20260302000002',
    });
  });

  it('lists what was late and open, worst first, and what has been replied since is still open there', async () => {
    const { lateOpenRows } = await report('2026-03');
    expect(lateOpenRows.map((row) => [row.orderCode, row.workdaysLate])).toEqual([
      ['20260302000003', 14],
      ['20260302000005', 14],
      ['20260302000006', 14],
      ['20260302000004', 1],
    ]);
    expect(lateOpenRows.every((row) => row.repliedAt === null)).toBe(true);
  });

  it('has a row for each unit and one for cases without a unit', async () => {
    const { units } = await report('2026-03');
    expect(
      units.map((row) => [
        row.unitName,
        row.due,
        row.onTime,
        row.lateDone,
        row.lateOpen,
        row.lateOpenOver3,
        row.returns,
      ]),
    ).toEqual([
      ['单位water', 5, 1, 1, 3, 2, 1],
      ['未指定单位', 1, 0, 0, 1, 1, 0],
    ]);
  });

  it('April carries over what March left open, beside the figures of March', async () => {
    const april = await report('2026-04');
    expect(april).toMatchObject({ due: 4, onTime: 0, lateDone: 1, lateOpen: 3 });
    expect(april.previous).toMatchObject({ month: '2026-03', due: 6, onTimeRate: 1 / 6 });
  });

  it('a channel has its own report', async () => {
    expect(await report('2026-03', 'leader', 'county_mailbox')).toMatchObject({
      due: 1,
      lateOpen: 1,
      channel: 'county_mailbox',
    });
  });

  it('a head sees the own unit only, and no complaint against it', async () => {
    const own = await report('2026-03', 'unit_head');
    expect(own.units.map((row) => row.unitCode)).toEqual(['water']);
    expect(own.due).toBe(5);
    expect(own.lateOpenRows.map((row) => row.orderCode)).toEqual(['20260302000003', '20260302000004']);
  });

  it('refuses agents, and months that are none', async () => {
    await expect(report('2026-03', 'agent')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(report('2026-3')).rejects.toMatchObject({ code: 'month_unreadable' });
  });

  it('a month that has not begun is empty', async () => {
    expect(await report('2027-01')).toMatchObject({ due: 0, onTimeRate: null, units: [], lateOpenRows: [] });
  });

  it('the workbook holds the same rows; a title that looks like a formula is text', async () => {
    const target = new PassThrough();
    const [bytes] = await Promise.all([buffer(target), writeOverdueWorkbook(await report('2026-03'), target)]);
    const book = new Workbook();
    await book.xlsx.load(new Uint8Array(bytes).buffer);
    expect(book.worksheets.map((sheet) => sheet.name)).toEqual(['总体情况', '单位汇总', '超期未办结', '超期办结']);
    const open = book.getWorksheet('超期未办结');
    expect(open?.rowCount).toBe(2 + 4);
    expect(open?.getRow(3).getCell(6).value).toBe('=1+1');
    expect(open?.getRow(3).getCell(12).value).toBe('2026-03-11 24:00');
    expect(open?.getRow(6).getCell(6).value).toBe('保密件');
  });
});
