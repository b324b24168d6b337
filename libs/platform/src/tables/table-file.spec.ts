import { Workbook } from 'exceljs';
import { parseCsv } from './csv';
import { cellOf, MOST_TABLE_ROWS, readTableFile } from './table-file';

const refusal = (code: string): unknown => expect.objectContaining({ code });

async function workbook(rows: readonly (readonly (string | null)[])[]): Promise<Buffer> {
  const book = new Workbook();
  book.addWorksheet('表').addRows(rows.map((row) => [...row]));
  return Buffer.from(await book.xlsx.writeBuffer());
}

describe('a table file', () => {
  it('is read from .csv with quoted cells, and keeps the line of each row past blank ones', async () => {
    const rows = await readTableFile(Buffer.from('\uFEFF编码,名称\r\na,"甲, ""一"""\r\n\r\nb,乙\r\n'));
    expect(rows).toEqual([
      { line: 2, cells: { 编码: 'a', 名称: '甲, "一"' } },
      { line: 4, cells: { 编码: 'b', 名称: '乙' } },
    ]);
  });

  it('is read as a Chinese spreadsheet saves .csv, in GBK', async () => {
    const gbk = Buffer.from([0xb1, 0xe0, 0xc2, 0xeb, 0x0a, 0x61, 0x0a]);
    expect(await readTableFile(gbk)).toEqual([{ line: 2, cells: { 编码: 'a' } }]);
  });

  it('is read from the first sheet of a workbook', async () => {
    const rows = await readTableFile(await workbook([['code', 'name'], [], ['a', null]]));
    expect(rows).toEqual([{ line: 3, cells: { code: 'a', name: '' } }]);
    expect(rows[0] && cellOf(rows[0], '编码', 'code')).toBe('a');
  });

  it('is refused when it is none, empty or too long', async () => {
    const [picture, zip] = [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0]), Buffer.from('PK\u0003\u0004 no workbook')];
    for (const bytes of [picture, zip, Buffer.from('\n\n')])
      await expect(readTableFile(bytes)).rejects.toEqual(refusal('table_unreadable'));
    const long = Buffer.from('a\n' + 'x\n'.repeat(MOST_TABLE_ROWS + 1));
    await expect(readTableFile(long)).rejects.toEqual(refusal('table_too_long'));
  });

  it('is refused when it would unpack to more than a table can be', async () => {
    const bytes = await workbook([['a']]);
    const at = bytes.indexOf('PK\u0001\u0002', 0, 'latin1');
    bytes.writeUInt32LE(0x7fffffff, at + 24);
    await expect(readTableFile(bytes)).rejects.toEqual(refusal('table_unreadable'));
  });

  it('is split where cells are empty at the end', () => {
    expect(parseCsv('a,b,\n,,')).toEqual([
      ['a', 'b', ''],
      ['', '', ''],
    ]);
  });
});
