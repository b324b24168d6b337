import { type OverdueCaseRow, type OverdueReport } from '@minsheng/contracts';
import { civilDateOf } from '@minsheng/domain';
import { type Worksheet } from 'exceljs';
import { type Writable } from 'node:stream';

/** A column: heading, width in characters, and the cell of a row. */
interface Column<T> {
  readonly title: string;
  readonly width: number;
  readonly cell: (row: T, index: number) => string | number | null;
}

const UNIT_COLUMNS: readonly Column<OverdueReport['units'][number]>[] = [
  { title: '序号', width: 6, cell: (_, index) => index + 1 },
  { title: '单位', width: 24, cell: (row) => row.unitName },
  { title: '类别', width: 14, cell: (row) => row.unitKindLabel },
  { title: '应办结', width: 9, cell: (row) => row.due },
  { title: '按时办结', width: 10, cell: (row) => row.onTime },
  { title: '超期办结', width: 10, cell: (row) => row.lateDone },
  { title: '超期未办结', width: 12, cell: (row) => row.lateOpen },
  { title: '其中超期3日及以上', width: 18, cell: (row) => row.lateOpenOver3 },
  { title: '待决', width: 8, cell: (row) => row.pending },
  { title: '按时办结率', width: 12, cell: (row) => percent(row.onTimeRate) },
  { title: '最长超期(工作日)', width: 17, cell: (row) => row.longestLate },
  { title: '退单改派', width: 10, cell: (row) => row.returns },
];

const CASE_COLUMNS: readonly Column<OverdueCaseRow>[] = [
  { title: '序号', width: 6, cell: (_, index) => index + 1 },
  { title: '工单编号', width: 18, cell: (row) => row.orderCode },
  { title: '轮次', width: 6, cell: (row) => row.round },
  { title: '来源', width: 14, cell: (row) => row.channelLabel },
  { title: '诉求类型', width: 10, cell: (row) => row.kindLabel },
  { title: '标题', width: 44, cell: (row) => row.title },
  { title: '主办单位', width: 24, cell: (row) => row.unitName },
  { title: '受理时间', width: 18, cell: (row) => minute(row.receivedAt) },
  { title: '派单时间', width: 18, cell: (row) => minute(row.dispatchedAt) },
  { title: '签收时间', width: 18, cell: (row) => minute(row.signedAt) },
  { title: '原时限', width: 18, cell: (row) => limit(row.originalDueAt) },
  { title: '现时限', width: 18, cell: (row) => limit(row.dueAt) },
  { title: '答复时间', width: 18, cell: (row) => minute(row.repliedAt) },
  { title: '超期(工作日)', width: 13, cell: (row) => row.workdaysLate },
  { title: '环节', width: 10, cell: (row) => row.stateLabel },
];

/** Writes the report as a real `.xlsx`, row by row: memory does not grow with it. */
export async function writeOverdueWorkbook(report: OverdueReport, target: Writable): Promise<void> {
  // Loaded when the first workbook is asked for: it would cost every start 0.3 s and 20 MB.
  const { stream } = await import('exceljs');
  const book = new stream.xlsx.WorkbookWriter({ stream: target, useStyles: true, useSharedStrings: false });
  const heading = `${report.month} 逾期工单通报`;
  writeOverview(book.addWorksheet('总体情况'), report, heading);
  writeTable(book.addWorksheet('单位汇总'), `${heading}（单位汇总）`, { columns: UNIT_COLUMNS, rows: report.units });
  writeTable(book.addWorksheet('超期未办结'), `${heading}（超期未办结）`, {
    columns: CASE_COLUMNS,
    rows: report.lateOpenRows,
  });
  writeTable(book.addWorksheet('超期办结'), `${heading}（超期办结）`, {
    columns: CASE_COLUMNS,
    rows: report.lateDoneRows,
  });
  await book.commit();
}

function writeOverview(sheet: Worksheet, report: OverdueReport, heading: string): void {
  const { previous } = report;
  sheet.columns = [{ width: 18 }, { width: 16 }, { width: 16 }];
  title(sheet, heading);
  const lines: (string | number | null)[][] = [
    ['统计时段', `${minute(report.from) ?? ''} 至 ${limit(report.to)}`],
    ['统计口径', report.basis],
    ['渠道', report.channelLabel ?? '全部渠道'],
    ['版本', report.frozen ? `第${report.version}版` : '未封账'],
    [],
    ['指标', '本月', previous ? previous.month : '上月'],
    ['应办结', report.due, previous?.due ?? null],
    ['按时办结', report.onTime, previous?.onTime ?? null],
    ['超期办结', report.lateDone, previous?.lateDone ?? null],
    ['超期未办结', report.lateOpen, previous?.lateOpen ?? null],
    ['待决', report.pending, null],
    ['按时办结率', percent(report.onTimeRate), previous ? percent(previous.onTimeRate) : null],
  ];
  for (const line of lines) sheet.addRow(line).commit();
  sheet.commit();
}

function writeTable<T>(
  sheet: Worksheet,
  heading: string,
  { columns, rows }: { columns: readonly Column<T>[]; rows: readonly T[] },
): void {
  sheet.columns = columns.map(({ width }) => ({ width }));
  title(sheet, heading);
  const head = sheet.addRow(columns.map((column) => column.title));
  head.font = { bold: true };
  head.commit();
  rows.forEach((row, index) => sheet.addRow(columns.map(({ cell }) => cell(row, index))).commit());
  sheet.commit();
}

function title(sheet: Worksheet, text: string): void {
  const row = sheet.addRow([text]);
  row.font = { bold: true, size: 14 };
  row.commit();
}

function percent(value: number | null): string {
  return value === null ? '—' : `${(value * 100).toFixed(2)}%`;
}

/** Wall-clock minutes in Shanghai. */
function minute(instant: string | null): string | null {
  if (instant === null) return null;
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

/** A limit at midnight is the 24:00 of the day that ends. */
function limit(instant: string): string {
  const text = minute(instant) ?? '';
  return text.endsWith(' 00:00') ? `${civilDateOf(new Date(Date.parse(instant) - 1))} 24:00` : text;
}
