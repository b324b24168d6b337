import { readFile } from 'node:fs/promises';
import { UNIT_KIND_LABELS, UNIT_KINDS, ROLE_LABELS, ROLES } from '@minsheng/contracts';
import { parseCsv } from '@minsheng/platform';
import { type AccountRow, type UnitRow } from './ports';

/** A table file of an administrator: what of it can be used, and what must be mended, by row. */
export interface TableResult<T> {
  readonly rows: readonly T[];
  readonly problems: readonly string[];
}

type Row = Readonly<Record<string, string>>;

/** Reads the first sheet of an .xlsx or a .csv into rows by heading. @throws Error when the file cannot be read. */
export async function readTable(path: string): Promise<Row[]> {
  const cells = path.toLowerCase().endsWith('.xlsx') ? await readSheet(path) : parseCsv(await readFile(path, 'utf8'));
  const [head = [], ...body] = cells.filter((row) => row.some((cell) => cell !== ''));
  return body.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i] ?? ''])));
}

async function readSheet(path: string): Promise<string[][]> {
  const { Workbook } = await import('exceljs');
  const book = new Workbook();
  await book.xlsx.readFile(path);
  const rows: string[][] = [];
  book.worksheets[0]?.eachRow((row) => {
    const cells: string[] = [];
    row.eachCell({ includeEmpty: true }, (cell, column) => (cells[column - 1] = cell.text.trim()));
    rows.push(Array.from(cells, (cell) => cell ?? ''));
  });
  return rows;
}

function cell(row: Row, ...names: readonly string[]): string {
  return names.map((name) => row[name] ?? '').find((value) => value !== '') ?? '';
}

/** Finds a code by itself or by its label. */
function codeOf<T extends string>(text: string, codes: readonly T[], labels: Readonly<Record<T, string>>): T | null {
  return codes.find((code) => code === text || labels[code] === text) ?? null;
}

/** Columns 编码 名称 类型 上级编码 (or code, name, kind, parent). Parents come before their children in the result. */
export function readUnits(table: readonly Row[], known: readonly UnitRow[]): TableResult<UnitRow> {
  const problems: string[] = [];
  const rows: UnitRow[] = [];
  const codes = new Set<string>();
  table.forEach((row, i) => {
    const say = (text: string): void => void problems.push(`单位表第 ${String(i + 2)} 行：${text}`);
    const code = cell(row, '编码', 'code');
    const name = cell(row, '名称', 'name');
    const kind = codeOf(cell(row, '类型', 'kind'), UNIT_KINDS, UNIT_KIND_LABELS);
    if (!/^[a-z0-9_]{1,40}$/.test(code)) return say(`编码“${code}”只能含小写字母、数字、下划线`);
    if (codes.has(code)) return say(`编码“${code}”重复`);
    if (name === '') return say('缺少名称');
    if (!kind) return say(`类型应为：${Object.values(UNIT_KIND_LABELS).join('、')}`);
    codes.add(code);
    rows.push({ code, name, kind, parentCode: cell(row, '上级编码', 'parent', 'parentCode') || null });
  });
  const all = new Set([...codes, ...known.map((unit) => unit.code)]);
  for (const { code, parentCode } of rows) {
    if (parentCode !== null && !all.has(parentCode)) problems.push(`单位“${code}”的上级“${parentCode}”不存在`);
  }
  return { rows: parentsFirst(rows), problems };
}

function parentsFirst(rows: readonly UnitRow[]): UnitRow[] {
  const byCode = new Map(rows.map((row) => [row.code, row]));
  const sorted = new Set<UnitRow>();
  const add = (row: UnitRow, path: ReadonlySet<string>): void => {
    const parent = row.parentCode === null ? undefined : byCode.get(row.parentCode);
    if (parent && !path.has(parent.code)) add(parent, new Set([...path, row.code]));
    sorted.add(row);
  };
  for (const row of rows) add(row, new Set());
  return [...sorted];
}

/** The names a table asks for: what must be looked up before it is judged. */
export function usernamesOf(table: readonly Row[]): string[] {
  return table.map((row) => cell(row, '用户名', 'username')).filter((name) => name !== '');
}

/** Columns 用户名 姓名 角色 单位编码 (or username, name, roles, unit); several roles are separated by 、 or ;. */
export function readAccounts(
  table: readonly Row[],
  units: ReadonlySet<string>,
  taken: ReadonlySet<string>,
): TableResult<AccountRow> {
  const problems: string[] = [];
  const rows: AccountRow[] = [];
  const names = new Set(taken);
  table.forEach((row, i) => {
    const say = (text: string): void => void problems.push(`账号表第 ${String(i + 2)} 行：${text}`);
    const username = cell(row, '用户名', 'username');
    const displayName = cell(row, '姓名', 'name', 'displayName');
    const unitCode = cell(row, '单位编码', 'unit', 'unitCode') || null;
    const words = cell(row, '角色', 'roles', 'role')
      .split(/[、,，;；\s]+/)
      .filter((word) => word !== '');
    const roles = words.map((word) => codeOf(word, ROLES, ROLE_LABELS));
    if (!/^[A-Za-z0-9_.-]{2,60}$/.test(username)) return say(`用户名“${username}”应为 2–60 个字母、数字、点、下划线`);
    if (names.has(username)) return say(`用户名“${username}”已有`);
    if (displayName === '') return say('缺少姓名');
    if (roles.length === 0 || roles.includes(null)) return say(`角色应为：${Object.values(ROLE_LABELS).join('、')}`);
    const isStaff = roles.includes('handler') || roles.includes('unit_head');
    if (isStaff && unitCode === null) return say('承办人和单位审签人须填单位编码');
    if (unitCode !== null && !units.has(unitCode)) return say(`没有编码为“${unitCode}”的单位`);
    names.add(username);
    rows.push({ username, displayName, roles: roles.filter((role) => role !== null), unitCode });
  });
  return { rows, problems };
}
