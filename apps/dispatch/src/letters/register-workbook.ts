import { type LetterRegisterRow } from '@minsheng/contracts';
import { civilDateOf } from '@minsheng/domain';
import { type Writable } from 'node:stream';

/** A column: heading, width in characters, and the cell of a row. */
interface Column {
  readonly title: string;
  readonly width: number;
  readonly cell: (row: LetterRegisterRow, index: number) => string | number | null;
}

const COLUMNS: readonly Column[] = [
  { title: '序号', width: 6, cell: (_, index) => index + 1 },
  { title: '信件编号', width: 18, cell: (row) => row.letterCode },
  { title: '来源', width: 12, cell: (row) => row.channelLabel },
  { title: '来信时间', width: 17, cell: (row) => minute(row.receivedAt) },
  { title: '来信人', width: 9, cell: (row) => row.callerName },
  { title: '联系方式', width: 14, cell: (row) => row.callerPhone },
  { title: '类型', width: 8, cell: (row) => row.kindLabel },
  { title: '主题', width: 36, cell: (row) => row.title },
  { title: '内容摘要', width: 48, cell: (row) => row.summary },
  { title: '状态', width: 10, cell: (row) => row.stateLabel },
  { title: '拟办意见', width: 32, cell: (row) => row.proposal },
  { title: '拟办人', width: 12, cell: (row) => row.proposedByName },
  { title: '拟办时间', width: 17, cell: (row) => minute(row.proposedAt) },
  { title: '批示', width: 48, cell: (row) => instructionsText(row) },
  { title: '交办时间', width: 17, cell: (row) => minute(row.dispatchedAt) },
  { title: '承办单位', width: 22, cell: (row) => row.unitName },
  { title: '协办单位', width: 22, cell: (row) => row.coUnitNames.join('、') || null },
  { title: '签收时间', width: 17, cell: (row) => minute(row.signedAt) },
  { title: '办理时限', width: 17, cell: (row) => (row.dueAt === null ? null : limit(row.dueAt)) },
  { title: '延期', width: 6, cell: (row) => row.extensions || null },
  { title: '答复时间', width: 17, cell: (row) => minute(row.repliedAt) },
  { title: '答复内容', width: 60, cell: (row) => row.publicReply },
  { title: '审签人', width: 12, cell: (row) => row.unitReviewedByName },
  { title: '审签时间', width: 17, cell: (row) => minute(row.unitReviewedAt) },
  { title: '审核人', width: 12, cell: (row) => row.centerReviewedByName },
  { title: '审核时间', width: 17, cell: (row) => minute(row.centerReviewedAt) },
  { title: '办结时间', width: 17, cell: (row) => minute(row.closedAt) },
  { title: '是否逾期', width: 9, cell: (row) => row.overdueLabel },
  { title: '是否公开', width: 24, cell: (row) => row.publishedLabel },
  { title: '公开时间', width: 17, cell: (row) => minute(row.publishedAt) },
  { title: '回访/满意度', width: 16, cell: (row) => row.callbackLabel },
  { title: '工单编号', width: 17, cell: (row) => row.orderCode },
  { title: '备注', width: 20, cell: (row) => row.note || null },
];

/** Writes the register as a real `.xlsx`, row by row as they are read: memory does not grow with it. */
export async function writeRegister(
  rows: AsyncIterable<LetterRegisterRow>,
  heading: string,
  target: Writable,
): Promise<void> {
  // Loaded when the first workbook is asked for: it would cost every start 0.3 s and 20 MB.
  const { stream } = await import('exceljs');
  const book = new stream.xlsx.WorkbookWriter({ stream: target, useStyles: true, useSharedStrings: false });
  const sheet = book.addWorksheet('信箱台账', { views: [{ state: 'frozen', ySplit: 2 }] });
  sheet.columns = COLUMNS.map(({ width }) => ({ width }));
  const title = sheet.addRow([heading]);
  title.font = { bold: true, size: 14 };
  title.commit();
  const head = sheet.addRow(COLUMNS.map((column) => column.title));
  head.font = { bold: true };
  head.commit();
  let index = 0;
  for await (const row of rows) {
    sheet.addRow(COLUMNS.map(({ cell }) => cell(row, index))).commit();
    index += 1;
  }
  sheet.commit();
  await book.commit();
}

function instructionsText({ instructions }: LetterRegisterRow): string | null {
  const lines = instructions.map(
    ({ postLabel, byName, at, text }) => `${postLabel}（${byName}，${minute(at) ?? ''}）：${text}`,
  );
  return lines.join('\n') || null;
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
