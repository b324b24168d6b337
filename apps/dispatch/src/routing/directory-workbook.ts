import { type DirectoryEntryView } from '@minsheng/contracts';
import { type CountyMap, type DirectoryRule, DomainError } from '@minsheng/domain';

/** Columns of the file, as they are written and as they are looked for. Names are for people; codes are what is read. */
export const DIRECTORY_COLUMNS = [
  { title: '编号', width: 8 },
  { title: '分类编码', width: 12 },
  { title: '事项分类', width: 34 },
  { title: '乡镇编码', width: 14 },
  { title: '乡镇', width: 14 },
  { title: '主办单位编码', width: 20 },
  { title: '主办单位', width: 26 },
  { title: '协办单位编码', width: 24 },
  { title: '协办单位', width: 30 },
  { title: '职责依据', width: 60 },
  { title: '备注', width: 30 },
] as const;
type Title = (typeof DIRECTORY_COLUMNS)[number]['title'];

const MOST_ROWS = 5000;

/** One row of a file with its line number, as text. */
export interface SheetRow {
  readonly line: number;
  readonly cell: (title: Title) => string;
}

/** A real `.xlsx`. Text stays text, whatever it begins with: nothing in it is a formula. */
export async function writeDirectory(entries: readonly DirectoryEntryView[]): Promise<Buffer> {
  // Loaded when the first workbook is asked for: it would cost every start 0.3 s and 20 MB.
  const { Workbook } = await import('exceljs');
  const book = new Workbook();
  const sheet = book.addWorksheet('派单目录', { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = DIRECTORY_COLUMNS.map(({ width }) => ({ width, style: { numFmt: '@' } }));
  sheet.addRow(DIRECTORY_COLUMNS.map(({ title }) => title)).font = { bold: true };
  for (const entry of entries) sheet.addRow(cellsOf(entry));
  return Buffer.from(await book.xlsx.writeBuffer());
}

function cellsOf(entry: DirectoryEntryView): string[] {
  return [
    String(entry.number),
    entry.categoryCode ?? '',
    entry.categoryName ?? '全部事项',
    entry.townshipCode ?? '',
    entry.townshipName ?? '不限乡镇',
    entry.leadUnitCode ?? '',
    entry.leadUnitName ?? '事发地乡镇',
    entry.coUnitCodes.join('、'),
    entry.coUnitNames.join('、'),
    entry.basis,
    entry.note ?? '',
  ];
}

/** The first sheet's rows below its heading; a formula counts by its text. @throws DomainError import_unreadable */
export async function readDirectory(file: Buffer): Promise<readonly SheetRow[]> {
  const { Workbook } = await import('exceljs');
  const book = new Workbook();
  await book.xlsx.load(Uint8Array.from(file).buffer).catch(() => {
    throw new DomainError('import_unreadable');
  });
  const sheet = book.worksheets[0];
  const titles: string[] = [];
  sheet?.getRow(1).eachCell((cell, column) => (titles[column] = cell.text.trim()));
  if (!sheet || !titles.includes('职责依据') || sheet.actualRowCount > MOST_ROWS)
    throw new DomainError('import_unreadable');
  const rows: SheetRow[] = [];
  sheet.eachRow((row, line) => {
    const cell = (title: Title): string => {
      const column = titles.indexOf(title);
      return column < 1 ? '' : row.getCell(column).text.trim();
    };
    if (line > 1 && DIRECTORY_COLUMNS.some(({ title }) => cell(title) !== '')) rows.push({ line, cell });
  });
  return rows;
}

/** What a row lays down; what is wrong with it is told by `refuseUnsoundRule`. */
export function ruleOfRow({ cell }: SheetRow): DirectoryRule {
  const words = cell('协办单位编码').split(/[、,，;；\s]+/);
  return {
    categoryCode: cell('分类编码') || null,
    townshipCode: cell('乡镇编码') || null,
    leadUnitCode: cell('主办单位编码') || null,
    coUnitCodes: [...new Set(words.filter((word) => word !== ''))],
    basis: cell('职责依据'),
    note: cell('备注') || null,
  };
}

/** A name without its code is a slip: read as “any”, it would lay down far more than was meant. null: no slip. */
export function slipOf({ cell }: SheetRow, { units, categories }: CountyMap): string | null {
  const pairs = [
    ['事项分类', '分类编码', '全部事项'],
    ['乡镇', '乡镇编码', '不限乡镇'],
    ['主办单位', '主办单位编码', '事发地乡镇'],
  ] as const;
  for (const [name, code, any] of pairs) {
    if (cell(code) === '' && cell(name) !== '' && cell(name) !== any)
      return `填了${name}“${cell(name)}”，没有填${code}`;
  }
  const [township, lead, category] = [cell('乡镇编码'), cell('主办单位编码'), cell('分类编码')];
  const named = [
    ['乡镇', township, units.name(township)],
    ['主办单位', lead, units.name(lead)],
    ['事项分类', category, categories.path(category)],
  ] as const;
  const wrong = named.find(
    ([title, code, name]) => code !== '' && cell(title) !== '' && name !== code && cell(title) !== name,
  );
  return wrong ? `${wrong[0]}“${cell(wrong[0])}”与编码“${wrong[1]}”（${wrong[2]}）不一致` : null;
}
