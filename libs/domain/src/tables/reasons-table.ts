import {
  REASON_LIST_LABELS,
  type ReasonList,
  type ReasonRow,
  type ReasonsTable,
  SHIPPED_REASONS,
} from '@minsheng/contracts';
import { DomainError } from '../errors';
import { type TableCheck } from './table-check';

/** What an administrator adds refines “other”, so that programs outside can count it there. */
const ADDED = /^other_[a-z0-9_]{1,30}$/;
const OTHER = 'other';

/**
 * Reads the lists of reasons. Codes that ship with the program may be renamed and switched off, never removed, and `other`
 * stays on: somebody always needs it.
 */
export function readReasons(check: TableCheck, value: unknown): ReasonsTable {
  const table = check.object(value, '原因选项');
  const read = (list: ReasonList): ReasonRow[] => readList(check, list, table[list]);
  return {
    return: read('return'),
    refusal: read('refusal'),
    termination: read('termination'),
    pause: read('pause'),
    exclusion: read('exclusion'),
  };
}

/** Whether a reason may be recorded: the codes of the contract always, added ones while they are on. */
export function refuseReason(reasons: ReasonsTable, list: ReasonList, code: string): void {
  if (SHIPPED_REASONS[list].some((row) => row.code === code)) return;
  const offered = reasons[list].filter(({ active }) => active);
  if (offered.some((row) => row.code === code)) return;
  throw new DomainError('reason_not_offered', {
    field: REASON_LIST_LABELS[list],
    reason: code,
    allowed: offered.map((row) => row.code).join('、'),
  });
}

function readList(check: TableCheck, list: ReasonList, value: unknown): ReasonRow[] {
  const name = REASON_LIST_LABELS[list];
  const shipped = SHIPPED_REASONS[list];
  const rows = check.list(value, name, 60).map((each): ReasonRow => {
    const row = check.object(each, name);
    const code = typeof row.code === 'string' ? row.code : '';
    if (!shipped.some((known) => known.code === code) && !ADDED.test(code)) {
      check.say(name, `新增选项的编码须以 other_ 开头，只含小写字母、数字、下划线；“${code}”不行`);
    }
    const active = check.bool(row.active, `${name} ${code} 的在用`);
    if (code === OTHER && !active) check.say(name, '“其他”不能停用');
    return { code, label: check.text(row.label, `${name} ${code} 的名称`, { max: 60 }), active };
  });
  check.unique(
    rows.map(({ code }) => code),
    `${name}编码`,
  );
  check.unique(
    rows.map(({ label }) => label),
    `${name}名称`,
  );
  for (const { code, label } of shipped) {
    if (!rows.some((row) => row.code === code)) check.say(name, `“${label}”不能删除，只能停用或改名`);
  }
  return rows;
}
