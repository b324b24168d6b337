import { type TableLine, type TableStatus, UNIT_KIND_LABELS, UNIT_KINDS } from '@minsheng/contracts';
import { DomainError, type Unit, UnitTree } from '@minsheng/domain';
import { cellOf, codeOf, type TableRow } from '@minsheng/platform';

/** Codes of units travel in addresses, scopes and account names (contract.md). */
export const UNIT_CODE = /^[a-z0-9_]{1,40}$/;

/** A table of units judged against those that there are: what loading it would do, row by row. */
export interface UnitPlan {
  readonly lines: readonly TableLine[];
  /** Units to store, parents before their children. */
  readonly units: readonly Unit[];
}

/** Columns 编码 名称 类型 上级编码 (or code, name, kind, parent). Units that the table does not name stay as they are. */
export function planUnits(table: readonly TableRow[], known: readonly Unit[]): UnitPlan {
  const parsed = table.map((row) => parse(row));
  const codes = new Set<string>();
  for (const each of parsed) {
    if (!each.problem && codes.has(each.unit.code)) each.problem = `编码“${each.unit.code}”在表中重复`;
    codes.add(each.unit.code);
  }
  const byCode = new Map(known.map((unit) => [unit.code, unit]));
  for (const each of parsed) each.problem ??= misplaced(each.unit, codes, byCode);
  markCircles(parsed, byCode);
  const lines = parsed.map((each): TableLine => toLine(each, byCode.get(each.unit.code)));
  const changed = parsed.filter((_, index) => ['create', 'change'].includes(lines[index]?.status ?? ''));
  return { lines, units: parentsFirst(changed.map(({ unit }) => unit)) };
}

interface Parsed {
  readonly line: number;
  readonly unit: Unit;
  problem: string | null;
}

function parse(row: TableRow): Parsed {
  const code = cellOf(row, '编码', 'code');
  const name = cellOf(row, '名称', 'name');
  const kind = codeOf(cellOf(row, '类型', 'kind'), UNIT_KINDS, UNIT_KIND_LABELS);
  const parentCode = cellOf(row, '上级编码', 'parent', 'parentCode') || null;
  const unit = { code, name, kind: kind ?? 'department', parentCode, active: true };
  const problem = (): string | null => {
    if (!UNIT_CODE.test(code)) return `编码“${code}”须为 1–40 个小写字母、数字、下划线`;
    if (name === '' || name.length > 100) return '名称须为 1–100 个字';
    return kind ? null : `类型应为：${Object.values(UNIT_KIND_LABELS).join('、')}`;
  };
  return { line: row.line, unit, problem: problem() };
}

function misplaced(unit: Unit, codes: ReadonlySet<string>, known: ReadonlyMap<string, Unit>): string | null {
  if (known.get(unit.code)?.active === false) return `“${unit.name}”已停用，请先启用`;
  const { parentCode } = unit;
  if (parentCode === null || codes.has(parentCode)) return null;
  const parent = known.get(parentCode);
  if (!parent) return `上级编码“${parentCode}”不存在`;
  return parent.active === false ? `上级“${parent.name}”已停用` : null;
}

/** Each row that closes a circle with the rows before it and what is there already. */
function markCircles(parsed: readonly Parsed[], known: ReadonlyMap<string, Unit>): void {
  const all = new Map(known);
  for (const { unit, problem } of parsed) if (problem === null) all.set(unit.code, unit);
  for (const each of parsed) {
    if (each.problem !== null) continue;
    try {
      new UnitTree(pathOf(each.unit, all));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      each.problem = error.message;
    }
  }
}

/** The unit and everything above it, each once. */
function pathOf(unit: Unit, all: ReadonlyMap<string, Unit>): Unit[] {
  const path = new Map<string, Unit>();
  for (let at: Unit | undefined = unit; at && !path.has(at.code); at = all.get(at.parentCode ?? ''))
    path.set(at.code, at);
  return [...path.values()];
}

function toLine({ line, unit, problem }: Parsed, known: Unit | undefined): TableLine {
  const { code, name, kind, parentCode } = unit;
  if (problem !== null) return { line, status: 'bad', key: code, text: problem };
  const same = known && known.name === name && known.kind === kind && known.parentCode === parentCode;
  const status: TableStatus = !known ? 'create' : same ? 'unchanged' : 'change';
  const text = `${name}（${UNIT_KIND_LABELS[kind]}${parentCode === null ? '' : `，上级 ${parentCode}`}）`;
  return { line, status, key: code, text };
}

function parentsFirst(units: readonly Unit[]): Unit[] {
  const byCode = new Map(units.map((unit) => [unit.code, unit]));
  const sorted = new Set<Unit>();
  const add = (unit: Unit): void => {
    const parent = unit.parentCode === null ? undefined : byCode.get(unit.parentCode);
    if (parent && !sorted.has(parent)) add(parent);
    sorted.add(unit);
  };
  for (const unit of units) add(unit);
  return [...sorted];
}
