import { readFile } from 'node:fs/promises';
import { ROLE_LABELS, type TableLine, UNIT_KIND_LABELS } from '@minsheng/contracts';
import { UnitTree } from '@minsheng/domain';
import { readTableFile, type TableRow } from '@minsheng/platform';
import { planAccounts, planUnits, randomPassword, usernamesOf } from '../../../dispatch/src';
import { type CommandIo } from './io';
import { type AccountRow, type SetupStore, type UnitRow } from './ports';

export interface SetupOptions {
  readonly units?: string;
  readonly accounts?: string;
  readonly yes?: boolean;
  /** Asks a person; null where there is none to ask. */
  readonly ask: ((question: string) => Promise<string>) | null;
}

/** Administration, security and audit are three accounts of three people (等保 三权分立). */
const FIRST_ACCOUNTS: readonly AccountRow[] = [
  { username: 'admin', displayName: '系统管理员', roles: ['admin'], unitCode: null },
  { username: 'security', displayName: '安全管理员', roles: ['admin'], unitCode: null, post: 'security' },
  { username: 'auditor', displayName: '审计员', roles: ['auditor'], unitCode: null },
];
const MOST_SHOWN = 20;

/** Makes an empty database ready for work: first accounts, and units and accounts from tables, after a preview. */
export async function setup(store: SetupStore, options: SetupOptions, io: CommandIo): Promise<number> {
  const known = await store.units();
  const first = (await store.accountCount()) === 0 ? FIRST_ACCOUNTS : [];
  const units = planUnits(await rowsOf(options.units), known);
  const tree = UnitTree.ofCopy([...known, ...units.units]);
  const table = await rowsOf(options.accounts);
  const taken = new Set([...(await store.taken(usernamesOf(table))), ...first.map((account) => account.username)]);
  const accounts = planAccounts(table, tree, new Map(), ({ username }) =>
    taken.has(username) ? `用户名“${username}”已有` : null,
  );
  const problems = [...problemsOf('单位表', units.lines), ...problemsOf('账号表', accounts.lines)];
  if (problems.length > 0) {
    for (const problem of problems) io.line(`✗ ${problem}`);
    io.line('表格有误，什么都没有写入');
    return 1;
  }
  const all = [...first, ...accounts.create];
  if (units.units.length === 0 && all.length === 0) {
    io.line('已有账号，且没有要载入的表格（--units 文件、--accounts 文件）');
    return 0;
  }
  preview(units.units, all, new Set(known.map((unit) => unit.code)), io);
  if (!(await isConfirmed(options))) {
    io.line('没有写入。确认请加 --yes');
    return 1;
  }
  const made = all.map((account) => ({ ...account, password: randomPassword() }));
  await store.add(units.units, made);
  io.line(`已载入单位 ${String(units.units.length)} 个，账号 ${String(made.length)} 个。初始密码只显示这一次：`);
  for (const { username, password } of made) io.line(`  ${username.padEnd(28)}${password}`);
  return 0;
}

/** @throws DomainError table_unreadable, table_too_long */
async function rowsOf(path: string | undefined): Promise<TableRow[]> {
  return path === undefined ? [] : readTableFile(await readFile(path));
}

function problemsOf(name: string, lines: readonly TableLine[]): string[] {
  return lines.filter((line) => line.status === 'bad').map(({ line, text }) => `${name}第 ${String(line)} 行：${text}`);
}

function preview(
  units: readonly UnitRow[],
  accounts: readonly AccountRow[],
  known: ReadonlySet<string>,
  io: CommandIo,
): void {
  io.line(`单位 ${String(units.length)} 个：`);
  for (const { code, name, kind, parentCode } of units.slice(0, MOST_SHOWN)) {
    const mark = known.has(code) ? '更新' : '新增';
    io.line(
      `  ${mark} ${code} ${name}（${UNIT_KIND_LABELS[kind]}${parentCode === null ? '' : `，上级 ${parentCode}`}）`,
    );
  }
  if (units.length > MOST_SHOWN) io.line(`  ……共 ${String(units.length)} 个`);
  io.line(`账号 ${String(accounts.length)} 个：`);
  for (const { username, displayName, roles, unitCode } of accounts.slice(0, MOST_SHOWN)) {
    io.line(
      `  新增 ${username} ${displayName}（${roles.map((role) => ROLE_LABELS[role]).join('、')}${unitCode === null ? '' : `，${unitCode}`}）`,
    );
  }
  if (accounts.length > MOST_SHOWN) io.line(`  ……共 ${String(accounts.length)} 个`);
}

async function isConfirmed({ yes, ask }: SetupOptions): Promise<boolean> {
  if (yes) return true;
  if (!ask) return false;
  return /^(y|yes|是|确认)$/i.test((await ask('写入以上内容？(y/n) ')).trim());
}
