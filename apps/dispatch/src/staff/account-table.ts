import {
  type Post,
  POST_LABELS,
  POSTS,
  type Role,
  ROLE_LABELS,
  ROLES,
  type TableLine,
  type TableStatus,
} from '@minsheng/contracts';
import { DomainError, type Duties, refuseDuties, type UnitTree } from '@minsheng/domain';
import { cellOf, codeOf, type TableRow } from '@minsheng/platform';

export const USERNAME = /^[A-Za-z0-9_.-]{2,60}$/;

/** What a table says of an account. */
export interface TableAccount extends Duties {
  readonly username: string;
  readonly displayName: string;
}

/** A table of accounts judged against those that there are: what loading it would do, row by row. */
export interface AccountPlan {
  readonly lines: readonly TableLine[];
  readonly create: readonly TableAccount[];
  readonly change: readonly TableAccount[];
}

/** The names a table asks for: what must be looked up before it is judged. */
export function usernamesOf(table: readonly TableRow[]): string[] {
  return table.map(usernameOf).filter((name) => name !== '');
}

/**
 * Columns 用户名 姓名 角色 单位编码 岗位 (or username, name, roles, unit, post); several roles are separated by 、 or ;.
 * Accounts that the table does not name stay as they are.
 * @param refuse what else stands against a row, in words; null: nothing
 */
export function planAccounts(
  table: readonly TableRow[],
  units: Pick<UnitTree, 'has'>,
  known: ReadonlyMap<string, TableAccount>,
  refuse: (account: TableAccount, known: TableAccount | undefined) => string | null = () => null,
): AccountPlan {
  const plan = { lines: [] as TableLine[], create: [] as TableAccount[], change: [] as TableAccount[] };
  const seen = new Set<string>();
  for (const row of table) {
    const { account, problem } = parse(row, units);
    const { username } = account;
    const twice = seen.has(username) ? `用户名“${username}”在表中重复` : null;
    seen.add(username);
    const before = known.get(username);
    const wrong = problem ?? twice ?? refuse(account, before);
    const status: TableStatus =
      wrong !== null ? 'bad' : !before ? 'create' : isSame(before, account) ? 'unchanged' : 'change';
    plan.lines.push({ line: row.line, status, key: username, text: wrong ?? inWords(account) });
    if (status === 'create' || status === 'change') plan[status].push(account);
  }
  return plan;
}

function usernameOf(row: TableRow): string {
  return cellOf(row, '用户名', 'username');
}

function parse(row: TableRow, units: Pick<UnitTree, 'has'>): { account: TableAccount; problem: string | null } {
  const username = usernameOf(row);
  const displayName = cellOf(row, '姓名', 'name', 'displayName');
  const unitCode = cellOf(row, '单位编码', 'unit', 'unitCode') || null;
  const words = cellOf(row, '角色', 'roles', 'role').split(/[、,，;；\s]+/);
  const roles = words.filter((word) => word !== '').map((word) => codeOf<Role>(word, ROLES, ROLE_LABELS));
  const postText = cellOf(row, '岗位', 'post');
  const post = postText === '' ? null : codeOf<Post>(postText, POSTS, POST_LABELS);
  const known = [...new Set(roles.filter((role) => role !== null))];
  const account = { username, displayName, roles: known, unitCode, post };
  const problem = (): string | null => {
    if (!USERNAME.test(username)) return `用户名“${username}”应为 2–60 个字母、数字、点、下划线或减号`;
    if (displayName === '' || displayName.length > 60) return '姓名须为 1–60 个字';
    if (roles.length === 0 || roles.includes(null)) return `角色应为：${Object.values(ROLE_LABELS).join('、')}`;
    if (postText !== '' && post === null) return `岗位应为：${Object.values(POST_LABELS).join('、')}，或不填`;
    return refusalOf(account, units);
  };
  return { account, problem: problem() };
}

function refusalOf(account: TableAccount, units: Pick<UnitTree, 'has'>): string | null {
  try {
    refuseDuties(account, units);
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error.message;
    throw error;
  }
}

function isSame(a: TableAccount, b: TableAccount): boolean {
  const roles = (account: TableAccount): string => [...account.roles].sort().join();
  return a.displayName === b.displayName && roles(a) === roles(b) && a.unitCode === b.unitCode && a.post === b.post;
}

/** 王某（承办人、单位审签人，park） */
export function inWords({ displayName, roles, unitCode, post }: TableAccount): string {
  const duties = roles.map((role) => ROLE_LABELS[role]).join('、');
  const more = [post === null ? '' : POST_LABELS[post], unitCode ?? ''].filter((part) => part !== '');
  return `${displayName}（${[duties, ...more].join('，')}）`;
}
