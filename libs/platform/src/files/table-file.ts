import { DomainError } from '@minsheng/domain';
import { parseCsv } from './csv';

/** One row of a table file by heading, with its line in the file. */
export interface TableRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

const MOST_BYTES = 700_000;
const MOST_ROWS = 20_000;
const ZIP = [0x50, 0x4b, 0x03, 0x04];

/**
 * Reads the first sheet of an .xlsx, or a .csv in UTF-8, told apart by their content. The first row that is not empty holds
 * the headings. @throws DomainError file_unreadable
 */
export async function readTableFile(bytes: Buffer): Promise<TableRow[]> {
  const refuse = (): DomainError => new DomainError('file_unreadable', { size: '0.7' });
  if (bytes.length === 0 || bytes.length > MOST_BYTES) throw refuse();
  const isZip = ZIP.every((byte, index) => bytes[index] === byte);
  const rows = isZip ? await readSheet(bytes).catch(() => null) : readText(bytes);
  if (!rows || rows.length > MOST_ROWS) throw refuse();
  const numbered = rows.map((cells, index) => ({ line: index + 1, cells }));
  const [head, ...body] = numbered.filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (!head) throw refuse();
  return body.map(({ line, cells }) => ({
    line,
    cells: Object.fromEntries(head.cells.map((name, index) => [name, cells[index] ?? ''])),
  }));
}

function readText(bytes: Buffer): string[][] | null {
  try {
    return parseCsv(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}

/** Row numbers are the sheet's own, so that a problem names the line that a person sees. */
async function readSheet(bytes: Buffer): Promise<string[][]> {
  const { Workbook } = await import('exceljs');
  const book = new Workbook();
  await book.xlsx.load(new Uint8Array(bytes).buffer);
  const rows: string[][] = [];
  book.worksheets[0]?.eachRow({ includeEmpty: true }, (row) => {
    const cells: string[] = [];
    row.eachCell({ includeEmpty: true }, (cell, column) => (cells[column - 1] = cell.text.trim()));
    rows.push(Array.from(cells, (cell) => cell ?? ''));
  });
  return rows;
}
