import { DomainError } from '@minsheng/domain';
import { parseCsv } from './csv';

/** Rows that one table may bring: a county has some hundred units and accounts. */
export const MOST_TABLE_ROWS = 5000;
/** What a workbook of two megabytes may unpack to. */
const MOST_UNPACKED_BYTES = 64 * 1024 * 1024;

/** A row of a table by heading, with the line at which it stands in a spreadsheet (the heading is line 1). */
export interface TableRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/**
 * Reads the first sheet of a workbook, or a .csv in UTF-8 or GBK as spreadsheets save it; which one it is, its content says.
 * @throws DomainError table_unreadable, table_too_long
 */
export async function readTableFile(bytes: Buffer): Promise<TableRow[]> {
  const rows = isZip(bytes) ? await sheetRows(bytes) : textRows(bytes);
  const [head, ...body] = rows.filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (!head) throw new DomainError('table_unreadable');
  if (body.length > MOST_TABLE_ROWS)
    throw new DomainError('table_too_long', { count: body.length, limit: MOST_TABLE_ROWS });
  return body.map(({ line, cells }) => ({
    line,
    cells: Object.fromEntries(head.cells.map((name, index) => [name, cells[index] ?? ''])),
  }));
}

/** The first of the headings that is filled. */
export function cellOf(row: TableRow, ...names: readonly string[]): string {
  return names.map((name) => row.cells[name] ?? '').find((value) => value !== '') ?? '';
}

/** Finds a code by itself or by its label. */
export function codeOf<T extends string>(
  text: string,
  codes: readonly T[],
  labels: Readonly<Record<T, string>>,
): T | null {
  return codes.find((code) => code === text || labels[code] === text) ?? null;
}

interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}

function isZip(bytes: Buffer): boolean {
  return bytes.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'));
}

function textRows(bytes: Buffer): Line[] {
  // A text has no NUL; the older .xls, pictures and programs have.
  if (bytes.includes(0)) throw new DomainError('table_unreadable');
  return parseCsv(decode(bytes)).map((cells, index) => ({ line: index + 1, cells }));
}

function decode(bytes: Buffer): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Not this encoding: the next one, or none.
    }
  }
  throw new DomainError('table_unreadable');
}

async function sheetRows(bytes: Buffer): Promise<Line[]> {
  if (unpackedBytes(bytes) > MOST_UNPACKED_BYTES) throw new DomainError('table_unreadable');
  const { Workbook } = await import('exceljs');
  const book = new Workbook();
  // The library's type names an older Buffer; it takes any bytes.
  await book.xlsx.load(new Uint8Array(bytes).buffer as never).catch(() => {
    throw new DomainError('table_unreadable');
  });
  const rows: Line[] = [];
  book.worksheets[0]?.eachRow((row, line) => {
    const cells: string[] = [];
    row.eachCell({ includeEmpty: true }, (cell, column) => (cells[column - 1] = cell.text.trim()));
    rows.push({ line, cells: Array.from(cells, (cell) => cell ?? '') });
  });
  return rows;
}

/** The sum of what the archive's directory says of its files (APPNOTE 4.3.12: size at 24, lengths at 28, 30, 32). */
function unpackedBytes(bytes: Buffer): number {
  let sum = 0;
  let at = bytes.indexOf('PK\u0001\u0002', 0, 'latin1');
  while (at >= 0 && at + 46 <= bytes.length && bytes.readUInt32LE(at) === 0x02014b50) {
    sum += bytes.readUInt32LE(at + 24);
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return sum;
}
