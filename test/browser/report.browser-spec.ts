import type { OverdueReport } from '@minsheng/contracts';
import { describeInBrowser } from '@minsheng/testing';
import { Workbook, type Worksheet } from 'exceljs';
import { Stage } from './support/stage';
import type { Visitor } from './support/visitor';

describeInBrowser('The monthly report of overdue orders', (chromium) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(chromium);
  }, 90_000);
  afterEach(async () => expect(await stage.leave()).toEqual([]));
  afterAll(() => stage.close());

  const json = (month: string, more = ''): Promise<OverdueReport> =>
    stage.staff.get<OverdueReport>('supervisor', `/dashboard/reports/overdue?month=${month}${more}`);

  async function shows(reader: Visitor, month: string): Promise<void> {
    await reader.page.locator(`[data-testid="report-body"][data-month="${month}"][aria-busy="false"]`).waitFor();
  }
  async function figures(reader: Visitor): Promise<Record<string, string>> {
    const found: Record<string, string> = {};
    for (const id of ['due', 'ontime', 'latedone', 'lateopen']) found[id] = await reader.text(`report-${id}`);
    return found;
  }
  const figuresOf = (report: OverdueReport): Record<string, string> => ({
    due: String(report.due),
    ontime: String(report.onTime),
    latedone: String(report.lateDone),
    lateopen: String(report.lateOpen),
  });
  /** `back` months before this one, in the county's zone. */
  function monthBefore(back: number): string {
    const now = new Date(Date.now() + 8 * 3_600_000);
    return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1)).toISOString().slice(0, 7);
  }

  it('opens on last month with both overdue counts, the units and each late case', async () => {
    const month = monthBefore(1);
    const report = await json(month);
    const reader = await stage.signedIn('supervisor');
    await reader.at('menu-report').click();
    await shows(reader, month);
    expect(report.lateOpen).toBeGreaterThan(0);
    expect(await figures(reader)).toEqual(figuresOf(report));
    expect(await reader.page.locator('[data-testid^="report-unit-"]').count()).toBe(report.units.length);
    const rows = reader.at('report-lateopen-rows').locator('tbody .code');
    expect(await rows.allInnerTexts()).toEqual(report.lateOpenRows.map(({ orderCode }) => orderCode));
  });

  it('changes the month by keyboard and the channel by choice; both stand in the address', async () => {
    const month = monthBefore(3);
    const reader = await stage.signedIn('supervisor');
    await reader.go('/reports/overdue');
    await shows(reader, monthBefore(1));
    const input = reader.at('report-month').locator('input');
    await input.fill(month);
    await input.press('Enter');
    await shows(reader, month);
    expect(reader.address()).toContain(`month=${month}`);
    expect(await figures(reader)).toEqual(figuresOf(await json(month)));

    await reader.at('report-channel').click();
    await reader.page.getByRole('option', { name: '县长信箱', exact: true }).click();
    await reader.page.waitForURL(/channel=county_mailbox/);
    await shows(reader, month);
    expect(await figures(reader)).toEqual(figuresOf(await json(month, '&channel=county_mailbox')));
  });

  it('is taken along as a spreadsheet with the same figures and rows', async () => {
    const month = monthBefore(1);
    const report = await json(month);
    const reader = await stage.signedIn('leader');
    await reader.go(`/reports/overdue?month=${month}`);
    await shows(reader, month);
    const [download] = await Promise.all([reader.page.waitForEvent('download'), reader.at('report-download').click()]);
    expect(download.suggestedFilename()).toContain(month);
    const book = new Workbook();
    await book.xlsx.readFile(await download.path());

    const overview = new Map(rowsOf(book.getWorksheet('总体情况')).map(([label, value]) => [label, value]));
    expect(overview.get('应办结')).toBe(report.due);
    expect(overview.get('按时办结')).toBe(report.onTime);
    expect(overview.get('超期办结')).toBe(report.lateDone);
    expect(overview.get('超期未办结')).toBe(report.lateOpen);
    const units = tableOf(book.getWorksheet('单位汇总'));
    expect(units.map((row) => [row['单位'], row['应办结'], row['超期未办结']])).toEqual(
      report.units.map((unit) => [unit.unitName, unit.due, unit.lateOpen]),
    );
    const open = tableOf(book.getWorksheet('超期未办结'));
    expect(open.map((row) => [row['工单编号'], row['超期(工作日)']])).toEqual(
      report.lateOpenRows.map((row) => [row.orderCode, row.workdaysLate]),
    );
    expect(tableOf(book.getWorksheet('超期办结'))).toHaveLength(report.lateDoneRows.length);
  });

  it('says that nothing fell due in a month before the county began', async () => {
    const reader = await stage.signedIn('dispatcher');
    await reader.go('/reports/overdue?month=2012-03');
    await reader.sees('report-empty', '2012年3月没有到期的工单');
  });
});

type Cell = string | number | null;

function rowsOf(sheet: Worksheet | undefined): Cell[][] {
  if (!sheet) throw new Error('the workbook lacks a sheet');
  const rows: Cell[][] = [];
  sheet.eachRow((row) => {
    const cells: Cell[] = [];
    row.eachCell({ includeEmpty: true }, ({ value }) => {
      cells.push(typeof value === 'number' || typeof value === 'string' ? value : null);
    });
    rows.push(cells);
  });
  return rows;
}

/** The rows under the heading line, by column title. */
function tableOf(sheet: Worksheet | undefined): Record<string, Cell>[] {
  const [, heads = [], ...rows] = rowsOf(sheet);
  return rows.map((row) => Object.fromEntries(heads.map((head, index) => [String(head), row[index] ?? null])));
}
